"""Take a step of the reporter or the respondent, once per command."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import BinaryIO

from services.complaints.domain.cases.actors import REPORTER, RESPONDENT
from services.complaints.domain.cases.asking import with_files
from services.complaints.domain.cases.attachment import NewFile, ref_of
from services.complaints.domain.cases.called import called
from services.complaints.domain.cases.case import Case
from services.complaints.domain.cases.case_rules import CaseRules
from services.complaints.domain.cases.command import command_of
from services.complaints.domain.cases.enclosed import AttachmentRef
from services.complaints.domain.cases.form_redaction import form_without
from services.complaints.domain.cases.recorded_step import RecordedStep
from services.complaints.domain.cases.room_for_files import no_room
from services.complaints.domain.cases.sealing import redactor_for
from services.complaints.domain.cases.take import take
from services.complaints.ports.cases import CasePorts
from services.complaints.usecases.cases.attachments import attach_file
from services.complaints.usecases.cases.get_case_for import UNKNOWN, concerns
from services.complaints.usecases.cases.handled_together import handled_together, reporters_of
from services.complaints.usecases.cases.own_keys import owns, report_key
from shared.errors import Conflict, Invalid, NotFound, Unavailable
from shared.principal import Principal
from shared.words import N_

TRIES = 5


@dataclass(frozen=True, kw_only=True)
class PartyStep:
    """A step of a party on a case under the key of its form; `files` come with an answer alone."""

    case_id: str
    form: RecordedStep
    key: str
    files: Sequence[tuple[NewFile, BinaryIO]] = ()


@dataclass(frozen=True, kw_only=True)
class Party:
    """Who acts: `reporter` or `respondent`, and on which cases; no step names anybody."""

    kind: str
    is_of: Callable[[Case], bool]


def reporter(principal: Principal, ports: CasePorts) -> Party:
    """Return the signed-in person as reporter of the own cases, or of those of the own firm."""
    return Party(kind=REPORTER, is_of=lambda case: owns(principal, case, ports.blind))


def unnamed_reporter(case_id: str) -> Party:
    """Return who has opened the mailbox of the submission that a case belongs to."""
    return Party(kind=REPORTER, is_of=lambda case: case.id == case_id)


def respondent(principal: Principal) -> Party:
    """Return the signed-in enterprise as the respondent of what its code was asked or called to."""
    return Party(
        kind=RESPONDENT,
        is_of=lambda case: (
            concerns(case, principal)
            and (
                called(case) is not None
                or any(each.uscc == principal.uscc for each in case.questions[-1:])
            )
        ),
    )


def respondent_by_code(digest: str) -> Party:
    """Return who holds the code of a letter, as the respondent of what that letter asks."""
    return Party(
        kind=RESPONDENT,
        is_of=lambda case: any(each.code == digest for each in case.questions[-1:]),
    )


def take_party_step(
    asked: PartyStep, party: Party, *, now: datetime, ports: CasePorts, rules: CaseRules
) -> Case:
    """Return the case after a party's step, or as it stands if the same form came before.

    What officers do to the case meanwhile takes nothing from it: the step is taken again on the
    case as it then is.

    Raises:
        NotFound: there is no such case, or it is not this party's.
        Forbidden, NotNow, Invalid: the step is not possible; see `take`.
    """
    names = [file.name for file, _ in asked.files]
    body = [asked.case_id, asked.form, names]
    key = f"{asked.case_id}|{asked.key}"
    command = command_of(party.kind, key, body, hashed=ports.blind.exactly)
    stored: tuple[AttachmentRef, ...] | None = None
    for _ in range(TRIES):
        found = ports.cases.get_for(asked.case_id, command)
        if found is None or not party.is_of(found[0]):
            raise NotFound(UNKNOWN)
        case, applied = found
        if applied:
            return case
        act = replace(rules.act_on(case, None, now), party=party.kind)
        after, events = take(case, _redacted(asked.form, case, ports, rules), act)
        if stored is None:
            stored = _stored(asked, party.kind, case, now, ports)
        after = with_files(after, stored) if stored else after
        try:
            ports.cases.save(after, events, command)
        except Conflict:
            continue
        ids = [file.id for file in stored]
        ports.attachments.adopt(ids, case_id=after.id, department=after.department)
        return after
    raise Unavailable(N_("系统暂时无法使用，请稍后再试"))


def _redacted(form: RecordedStep, case: Case, ports: CasePorts, rules: CaseRules) -> RecordedStep:
    rule = rules.track_of(case).actions.get(form.action)
    who = reporters_of(case, handled_together(case, ports), ports)
    return form_without(form, rule, redactor_for(who, rules.folding))


def _stored(
    asked: PartyStep, kind: str, case: Case, now: datetime, ports: CasePorts
) -> tuple[AttachmentRef, ...]:
    full = no_room(case, len(asked.files), of=kind)
    if full:
        raise Invalid(N_("有内容需要修改"), errors=[full])
    owner = report_key(case.id, ports.blind)
    files = (
        attach_file(file, content, owner=owner, now=now, ports=ports)
        for file, content in asked.files
    )
    return tuple(ref_of(file) for file in files)
