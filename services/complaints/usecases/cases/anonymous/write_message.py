"""Leave words in the mailbox of an anonymous report, from either side, once per command."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO

from services.complaints.domain.cases.attachment import NewFile, ref_of
from services.complaints.domain.cases.case import Case
from services.complaints.domain.cases.case_rules import CaseRules
from services.complaints.domain.cases.command import Command, command_of
from services.complaints.domain.cases.enclosed import AttachmentRef
from services.complaints.domain.cases.file_case import REPORTER
from services.complaints.domain.cases.mailbox import (
    Words,
    check_words,
    officer_writes,
    reporter_writes,
)
from services.complaints.domain.search.visibility import may_see
from services.complaints.ports.cases import CasePorts, CaseStore
from services.complaints.usecases.cases.attachments import attach_file
from services.complaints.usecases.cases.get_case_for import UNKNOWN
from services.complaints.usecases.cases.linked_cases import with_mailbox
from services.complaints.usecases.cases.own_keys import report_key
from shared.errors import Conflict, NotFound, Unavailable
from shared.events.envelope import Event
from shared.principal import Principal
from shared.words import N_

TRIES = 5
Written = tuple[Case, list[Event]]


@dataclass(frozen=True, kw_only=True)
class Message:
    """What somebody leaves: words on a case under a key of the form, with files or without."""

    case_id: str
    text: str
    key: str
    files: Sequence[tuple[NewFile, BinaryIO]] = ()


def write_as_reporter(
    message: Message, *, now: datetime, ports: CasePorts, rules: CaseRules
) -> Case:
    """Return the case with the reporter's words, or as it stands if the same form came before.

    Raises:
        NotFound: no such case is anonymous.
        Invalid, TooLarge, Conflict: it is empty or too much.
    """
    check_words(message.text, files=len(message.files))
    command = _command(REPORTER, message, ports)
    found = ports.cases.get_for(message.case_id, command)
    if found is None or found[0].receipt is None:
        raise NotFound(UNKNOWN)
    if found[1]:
        return found[0]
    files = _stored(message, now, ports)

    def write(latest: Case) -> Written:
        words = _sealed(message, latest, command, ports, files=files)
        return reporter_writes(latest, words, rules.act_on(latest, None, now))

    after = _saved(found[0], command, write, ports.cases)
    ids = [file.id for file in files]
    ports.attachments.adopt(ids, case_id=after.id, department=after.department)
    return after


def write_as_officer(
    message: Message, *, actor: Principal, now: datetime, ports: CasePorts, rules: CaseRules
) -> Case:
    """Return the case with an officer's words for the reporter, once per form.

    Cases of one submission share one mailbox, that of the leading case.

    Raises:
        NotFound: there is no such case, or not for this person.
        Forbidden: the person does not handle it.
        Invalid, Conflict: it is empty or too much, or the reporter is named.
    """
    check_words(message.text)
    through = ports.cases.get(message.case_id)
    if through is None or not may_see(actor, through):
        raise NotFound(UNKNOWN)
    case = with_mailbox(through, ports=ports) or through
    command = _command(actor.sub, message, ports)
    found = ports.cases.get_for(case.id, command)
    if found is None:
        raise NotFound(UNKNOWN)
    if found[1]:
        return found[0]

    def write(latest: Case) -> Written:
        words = _sealed(message, latest, command, ports)
        return officer_writes(latest, words, rules.act_on(latest, actor, now), through=through)

    return _saved(found[0], command, write, ports.cases)


def _command(by: str, message: Message, ports: CasePorts) -> Command:
    body = [message.text, [file.name for file, _ in message.files]]
    return command_of(by, f"{message.case_id}|{message.key}", body, hashed=ports.blind.exactly)


def _sealed(
    message: Message,
    case: Case,
    command: Command,
    ports: CasePorts,
    files: tuple[AttachmentRef, ...] = (),
) -> Words:
    """Return the words under the key of the department that has the case as it is saved."""
    sealed = ports.vault.seal(case.department, message.text.strip())
    return Words(id=command.key[:32], sealed=sealed, files=files)


def _stored(message: Message, now: datetime, ports: CasePorts) -> tuple[AttachmentRef, ...]:
    owner = report_key(message.case_id, ports.blind)
    stored = [
        attach_file(file, content, owner=owner, now=now, ports=ports)
        for file, content in message.files
    ]
    return tuple(ref_of(file) for file in stored)


def _saved(
    case: Case, command: Command, write: Callable[[Case], Written], cases: CaseStore
) -> Case:
    """Save the words; what others do to the case meanwhile takes nothing from them."""
    for _ in range(TRIES):
        after, events = write(case)
        try:
            cases.save(after, events, command)
        except Conflict:
            found = cases.get_for(case.id, command)
            if found is None or found[1]:
                return found[0] if found else case
            case = found[0]
            continue
        return after
    raise Unavailable(N_("系统暂时无法使用，请稍后再试"))
