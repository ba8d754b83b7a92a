"""Take an action on a case, once per command."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from services.complaints.domain.cases.act import Act
from services.complaints.domain.cases.actors import may_take, takes_part
from services.complaints.domain.cases.asking import kept_words
from services.complaints.domain.cases.case import Case
from services.complaints.domain.cases.case_rules import CaseRules
from services.complaints.domain.cases.command import Command, command_of
from services.complaints.domain.cases.complaint import Reporter
from services.complaints.domain.cases.document_numbers import owner_of
from services.complaints.domain.cases.form_redaction import form_without
from services.complaints.domain.cases.forms import (
    ApproveDecision,
    CorrectRespondent,
    DraftDecision,
    Form,
)
from services.complaints.domain.cases.found_payers import name_to_seal, without_name
from services.complaints.domain.cases.naming_officers import named_officers
from services.complaints.domain.cases.offers import NOT_IN_CHARGE
from services.complaints.domain.cases.penalty_needs import NO_POWER
from services.complaints.domain.cases.recorded_step import RecordedStep
from services.complaints.domain.cases.sealing import identity_in, redactor_for
from services.complaints.domain.cases.take import take
from services.complaints.domain.cases.track import ActionRule
from services.complaints.domain.search.visibility import may_see
from services.complaints.ports.cases import CasePorts
from services.complaints.usecases.cases.absence import absent_colleague
from services.complaints.usecases.cases.answer_codes import with_drawn_code
from services.complaints.usecases.cases.get_case_for import UNKNOWN
from services.complaints.usecases.cases.hand_over import handed_over
from services.complaints.usecases.cases.handled_together import handled_together, reporters_of
from services.complaints.usecases.cases.meet_staff import meet
from services.complaints.usecases.cases.repeats import (
    join_leading,
    leave_leading,
    refuse_other_case,
)
from services.complaints.usecases.cases.seal_payer import with_sealed_payer
from services.complaints.usecases.cases.settle_numbers import LOOK_AFTER
from shared.errors import (
    Conflict,
    FieldError,
    Forbidden,
    Invalid,
    NotFound,
    NotNow,
    Outdated,
    VersionMissing,
)
from shared.events.envelope import Event
from shared.principal import Principal
from shared.words import N_

CHANGED = N_("别人刚改过这件案件")


@dataclass(frozen=True, kw_only=True)
class TakeAction:
    """What a person asks: this form on this case, under a key of its own.

    Args:
        seen: the version of the case the person looked at; None where nobody tells, which an
            approval of another officer's work does not allow.
    """

    case_id: str
    form: Form
    key: str
    seen: int | None = None


def take_action(
    asked: TakeAction, *, actor: Principal, now: datetime, ports: CasePorts, rules: CaseRules
) -> Case:
    """Return the case after the action, or as it stands if the same command came before.

    Raises:
        NotFound: there is no such case, or not for this person.
        Forbidden, Conflict, Invalid: the action is not possible; see `take`.
        Outdated: the case is no longer the version that was seen.
        VersionMissing: it is an approval and nobody says what was seen.
    """
    body = [asked.case_id, asked.form.ACTION, asked.form]
    command = command_of(actor.sub, asked.key, body, hashed=ports.blind.exactly)
    found = ports.cases.get_for(asked.case_id, command)
    if found is None or not may_see(actor, found[0]):
        raise NotFound(UNKNOWN)
    case, applied = found
    if applied:
        return case
    act = rules.act_on(case, actor, now)
    _check_seen(asked, case, act)
    _refuse_unasked(case, act.track.actions.get(asked.form.ACTION), actor)
    absent = absent_colleague(case, actor, act.today, ports.staff)
    together = handled_together(case, ports)
    act = replace(act, stands_for=absent, kept_words=_kept(together))
    people = reporters_of(case, together, ports)
    payer = name_to_seal(asked.form)
    form = _made_ready(_unnamed(asked.form, payer), case, act, people, ports, rules)
    after, events = take(case, form, act)
    after = with_sealed_payer(after, payer, ports.vault) if payer else after
    after = with_drawn_code(handed_over(case, after, ports), ports.receipts)
    try:
        _save(case, after, events, command, act, ports)
    except Conflict as error:
        if asked.seen is None:
            raise
        raise Outdated(CHANGED) from error
    return after


def _kept(together: Sequence[Case]) -> tuple[str, ...]:
    return tuple(words for case in together for words in kept_words(case))


def _refuse_unasked(case: Case, rule: ActionRule | None, actor: Principal) -> None:
    """Refuse who has no part in it, before anything is compared with what is sealed."""
    if not (may_take(case, rule, actor) if rule else takes_part(case, actor)):
        raise Forbidden(NOT_IN_CHARGE)


def _unnamed(form: Form, payer: str) -> Form:
    return without_name(form) if payer and isinstance(form, RecordedStep) else form


def _save(
    case: Case, after: Case, events: Sequence[Event], command: Command, act: Act, ports: CasePorts
) -> None:
    """Save the case; one that is merged, after the leading case has its line on it."""
    leading = after.merged_into if after.merged_into != case.merged_into else None
    if leading:
        join_leading(after, ports, act)
    try:
        ports.cases.save(after, events, command)
    except Conflict:
        if leading:
            leave_leading(case, leading, ports, act)
        raise


def _made_ready(
    form: Form,
    case: Case,
    act: Act,
    people: Sequence[Reporter],
    ports: CasePorts,
    rules: CaseRules,
) -> Form:
    """Return the form without identities, naming nobody it may not, with the number it needs."""
    rule, actor = act.track.actions.get(form.ACTION), act.actor
    if actor is None:
        raise ValueError("a person takes the action")
    form = _redacted(form, rule, people, rules)
    refuse_other_case(form, case, act, actor=actor, ports=ports)
    _refuse_strangers(named_officers(form, rule), case, actor, act.now, ports)
    if isinstance(form, ApproveDecision) and form.approve:
        take(case, form, act)
        form = replace(form, document_no=_document_no(case, act, ports))
    return form


def _check_seen(asked: TakeAction, case: Case, act: Act) -> None:
    """Refuse what was decided on another version of the case than the one that stands."""
    if asked.seen is None:
        rule = act.track.actions.get(asked.form.ACTION)
        if rule and rule.needs_version:
            raise VersionMissing(N_("审批须写明看到的是案件的哪一版"))
    elif asked.seen != case.version:
        raise Outdated(CHANGED)


def _redacted(
    form: Form, rule: ActionRule | None, reporters: Sequence[Reporter], rules: CaseRules
) -> Form:
    """Take identities out of free texts; a registered name with one in it is refused as a whole.

    A name with a mark in it would stand in the credit record.
    """
    if isinstance(form, CorrectRespondent | DraftDecision) and identity_in(
        form.respondent_name, reporters, rules.folding
    ):
        wrong = FieldError(
            "respondent_name", N_("登记名称里有须保密的举报人信息，请对照营业执照核对")
        )
        raise Invalid(N_("有内容需要修改"), errors=[wrong])
    return form_without(form, rule, redactor_for(reporters, rules.folding))


def _refuse_strangers(
    named: Mapping[str, frozenset[str]],
    case: Case,
    actor: Principal,
    now: datetime,
    ports: CasePorts,
) -> None:
    """Name only officers the department has; `named` are their `sub` by the field."""
    if not named:
        return
    meet(actor, now=now, staff=ports.staff)
    officers = ports.staff.of_department(case.department)
    known = {officer.sub for officer in officers} - set(case.recused)
    wrong = [
        FieldError(path, N_("只能选择本部门的承办人"))
        for path, officers in named.items()
        if not officers <= known
    ]
    if wrong:
        raise Invalid(N_("有内容需要修改"), errors=wrong)


def _document_no(case: Case, act: Act, ports: CasePorts) -> str:
    """Claim the number of the decision; whoever approves the same draft again gets the same.

    Raises:
        NotNow: the department numbers no decisions.
    """
    words = act.track.letter_books.get(case.department)
    if words is None:
        raise NotNow(NO_POWER)
    owner = owner_of(case.id, case.decision.drafted_at if case.decision else act.now)
    year = act.today.year
    number = ports.numbers.claim(f"{words}|{year}", owner, look_at=act.now + LOOK_AFTER)
    return f"{words}〔{year}〕{number}号"
