"""Cases that have to do with a case: merged into it, of the same reporter, about the same firm."""

from contextlib import suppress

from services.complaints.domain.cases.act import Act
from services.complaints.domain.cases.actors import may_handle
from services.complaints.domain.cases.case import Case, CaseState
from services.complaints.domain.cases.case_rules import PRICE_REPORT
from services.complaints.domain.cases.field_rule import YES
from services.complaints.domain.cases.followers import (
    is_joined_now,
    note_follower,
    with_follower,
)
from services.complaints.domain.cases.forms import Form
from services.complaints.domain.cases.mediation import CASE_NO, LEAD_END
from services.complaints.domain.cases.merging import (
    MERGE,
    MOST_FOLLOWERS,
    OTHER,
    RELATE,
    Repeats,
    wrong_master,
)
from services.complaints.domain.cases.recorded_step import RecordedStep
from services.complaints.domain.search.visibility import may_see
from services.complaints.ports.cases import CasePorts
from services.complaints.usecases.cases.get_case_for import UNKNOWN
from shared.errors import Conflict, FieldError, Forbidden, Invalid
from shared.principal import Principal
from shared.words import N_

MOST = 50
_NAMED_BY = {MERGE: OTHER, RELATE: OTHER, LEAD_END: CASE_NO}


def refuse_other_case(
    form: Form, case: Case, act: Act, *, actor: Principal, ports: CasePorts
) -> None:
    """Look at the case that a merger, a relation or the end of a lead names.

    Raises:
        Invalid: there is none for this person, or this case cannot follow it.
        Forbidden: the officer may take no step on the case that is to lead.
    """
    if not isinstance(form, RecordedStep) or form.action not in _NAMED_BY:
        return
    path = _NAMED_BY[form.action]
    number = form.values.get(path, "").strip()
    if form.action == LEAD_END and (form.values.get("filed") != YES or not number):
        return
    other = ports.cases.get(number)
    seen = other if other and may_see(actor, other) else None
    wrong = None if seen else FieldError(path, UNKNOWN)
    if form.action == MERGE:
        wrong = wrong_master(case, seen) or _leads_others(case, act, ports)
        wrong = wrong or _too_many(seen, ports)
    if form.action == LEAD_END and seen:
        wrong = _no_report_of_it(seen, case)
    if wrong:
        raise Invalid(N_("有内容需要修改"), errors=[wrong])
    if form.action == MERGE and seen and not may_handle(seen, actor):
        raise Forbidden(N_("那件案件您已经回避，不能把案件并入"))


def join_leading(case: Case, ports: CasePorts, act: Act) -> None:
    """Note in the leading case that this one is about to follow it; `case` is the merged one.

    Raises:
        Conflict: somebody else has just changed the leading case, or it leads no more.
    """
    leading = ports.cases.get(case.merged_into or "")
    if leading is None or wrong_master(case, leading):
        raise Conflict(N_("那件案件刚有变化，请重新打开再办"))
    ports.cases.save(*with_follower(leading, case, act))


def leave_leading(case: Case, leading_id: str, ports: CasePorts, act: Act) -> None:
    """Note in the case that was to lead this one that it does not; where that fails, nothing."""
    leading = ports.cases.get(leading_id)
    noted = note_follower(leading, case, act) if leading else None
    if noted:
        with suppress(Conflict):
            ports.cases.save(*noted)


def _no_report_of_it(other: Case, case: Case) -> FieldError | None:
    if other.track == PRICE_REPORT and other.respondent.uscc == case.respondent.uscc:
        return None
    return FieldError(CASE_NO, N_("只能填写同一被反映单位的价格举报"))


def master_of(case: Case, ports: CasePorts) -> Case:
    """Return the case that is handled for this one: the one it follows, or itself."""
    follows = case.state is CaseState.MERGED and case.merged_into
    master = ports.cases.get(case.merged_into or "") if follows else None
    return master or case


def repeats_of(case: Case, *, principal: Principal, ports: CasePorts) -> Repeats:
    """Return the other cases of its reporter and about its respondent that the person may see."""
    key = case.reporter_firm_key or case.reporter_key
    firm = case.reporter_firm_key is not None
    own = ports.cases.of_reporter(key, firm=firm, most=MOST) if key else []
    uscc = case.respondent.uscc
    about = ports.cases.about(uscc, most=MOST) if uscc else []
    return Repeats(
        of_reporter=_others(own, case, principal), about_respondent=_others(about, case, principal)
    )


def _others(found: list[Case], case: Case, principal: Principal) -> tuple[Case, ...]:
    return tuple(each for each in found if each.id != case.id and may_see(principal, each))


def _too_many(leading: Case | None, ports: CasePorts) -> FieldError | None:
    found = ports.cases.merged_into(leading.id, most=MOST_FOLLOWERS) if leading else []
    if len(found) < MOST_FOLLOWERS:
        return None
    return FieldError(OTHER, N_("已有 %(most)s 件并入那件案件"), {"most": MOST_FOLLOWERS})


def _leads_others(case: Case, act: Act, ports: CasePorts) -> FieldError | None:
    """Refuse that a case which leads others, or is just about to, follows one itself."""
    if not is_joined_now(case, act) and not ports.cases.merged_into(case.id, most=1):
        return None
    return FieldError(OTHER, N_("有案件并入了本案，本案不能再并入别的案件"))
