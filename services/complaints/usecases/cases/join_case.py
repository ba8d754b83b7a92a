"""Put a complaint begun into an own case that is likely the same, once per draft."""

from dataclasses import dataclass
from datetime import datetime

from services.complaints.domain.cases.adding import reporter_adds
from services.complaints.domain.cases.case import Case
from services.complaints.domain.cases.case_rules import CaseRules
from services.complaints.domain.cases.command import command_of
from services.complaints.domain.cases.complaint import FileComplaint
from services.complaints.domain.cases.file_case import REPORTER
from services.complaints.domain.cases.mailbox_message import MailboxMessage
from services.complaints.domain.cases.sealing import redactor_for
from services.complaints.ports.cases import CasePorts
from services.complaints.usecases.cases.file_complaint import own_files
from services.complaints.usecases.cases.get_case_for import UNKNOWN
from services.complaints.usecases.cases.handled_together import handled_together, reporters_of
from services.complaints.usecases.cases.own_keys import owns
from shared.errors import NotFound
from shared.principal import Principal

KEY_LENGTH = 32


@dataclass(frozen=True, kw_only=True)
class JoinCase:
    """What is put into which case; `key` is that of the draft and of its files."""

    case_id: str
    complaint: FileComplaint
    key: str


def join_case(
    join: JoinCase,
    *,
    principal: Principal,
    now: datetime,
    ports: CasePorts,
    rules: CaseRules,
) -> Case:
    """Return the own case with words, charges and files of the complaint added.

    Raises:
        NotFound: there is no such case, or it is somebody else's.
        NotNow, Invalid, Conflict: it is closed, a file is not there, or it was just changed.
    """
    asked = command_of(principal.sub, join.key, [join.case_id], hashed=ports.blind.exactly)
    found = ports.cases.get_for(join.case_id, asked)
    if found is None or not owns(principal, found[0], ports.blind):
        raise NotFound(UNKNOWN)
    case, applied = found
    if applied:
        return case
    command = join.complaint
    files = own_files(command, join.key, now, ports)
    text = _text(command)
    message = MailboxMessage(
        id=asked.key[:KEY_LENGTH],
        at=now,
        by=REPORTER,
        sealed=ports.vault.seal(case.department, text),
        attachments=tuple(file.id for file in files),
    )
    people = reporters_of(case, handled_together(case, ports), ports)
    shown = redactor_for([*people, command.giver], rules.folding)(text)
    after, events = reporter_adds(case, message, shown, files, rules.act_on(case, None, now))
    ports.cases.save(after, events, asked)
    ports.attachments.adopt(
        [file.id for file in files], case_id=after.id, department=after.department
    )
    return after


def _text(command: FileComplaint) -> str:
    """Return all that was typed: the words, then each charge in a line."""
    charges = (f"{line.item} {line.amount} 元 {line.charged_on or ''}" for line in command.lines)
    said = (command.narrative, command.request, command.bill_no, *charges)
    return "\n".join(each.strip() for each in said if each.strip())
