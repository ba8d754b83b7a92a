"""Open the mailbox of an anonymous report: by its receipt, then for a short time by the case."""

from dataclasses import dataclass
from datetime import date, datetime

from services.complaints.domain.cases.case import Case
from services.complaints.domain.cases.case_rules import CaseRules
from services.complaints.domain.cases.file_case import REPORTER
from services.complaints.domain.cases.mailbox import reporter_looks
from services.complaints.domain.cases.mailbox_message import MailboxMessage
from services.complaints.domain.cases.receipt import read_receipt
from services.complaints.domain.cases.sealing import redact_for
from services.complaints.ports.cases import CasePorts, Vault
from services.complaints.ports.seal_lost import SealLost
from services.complaints.usecases.cases.get_case_for import UNKNOWN, sealed_reporter
from shared.errors import Conflict, FieldError, Invalid, NotFound
from shared.words import N_

NOT_SIXTEEN = N_("回执是 16 位数字，请核对")
NO_SUCH = N_("没有这个回执，请核对")


@dataclass(frozen=True, kw_only=True)
class OpenedMessage:
    """Words of a mailbox, opened; `author` is empty for the reporter's own."""

    at: datetime
    from_reporter: bool
    author: str
    text: str
    attachments: tuple[str, ...]
    read_on: date | None


def case_of_receipt(typed: str, *, ports: CasePorts) -> Case:
    """Return the case of a receipt; a wrong one takes as long as a right one.

    Raises:
        Invalid: no receipt looks like this, or none is this one.
    """
    receipt = read_receipt(typed)
    if receipt is None:
        raise _wrong(NOT_SIXTEEN)
    case = ports.cases.with_receipt(ports.receipts.digest(receipt))
    if case is None:
        raise _wrong(NO_SUCH)
    return case


def look_into_mailbox(case_id: str, *, now: datetime, ports: CasePorts, rules: CaseRules) -> Case:
    """Return the case of an opened mailbox; that something new was seen is noted.

    Raises:
        NotFound: no such case is anonymous.
    """
    case = ports.cases.get(case_id)
    if case is None or case.receipt is None:
        raise NotFound(UNKNOWN)
    looked = reporter_looks(case, rules.act_on(case, None, now))
    if looked is None:
        return case
    after, events = looked
    try:
        ports.cases.save(after, events)
    except Conflict:
        return case
    return after


def opened_messages(case: Case, *, vault: Vault) -> list[OpenedMessage]:
    """Return the words of a mailbox as written, oldest first."""
    return [_opened(each, _text(each, vault)) for each in case.mailbox]


def redacted_messages(case: Case, *, vault: Vault, rules: CaseRules) -> list[OpenedMessage]:
    """Return the words of a mailbox as officers see them: without personal data.

    What looks like some is taken out, and the identity of a reporter who has given it since.
    """
    who = sealed_reporter(case, vault=vault)
    return [
        _opened(each, redact_for(_text(each, vault), who, rules.folding)) for each in case.mailbox
    ]


def _text(message: MailboxMessage, vault: Vault) -> str:
    try:
        return vault.open(message.sealed)
    except SealLost as lost:
        return lost.detail


def _opened(message: MailboxMessage, text: str) -> OpenedMessage:
    return OpenedMessage(
        at=message.at,
        from_reporter=message.by == REPORTER,
        author=message.by_name,
        text=text,
        attachments=message.attachments,
        read_on=message.read_on,
    )


def _wrong(text: str) -> Invalid:
    return Invalid(text, errors=[FieldError("receipt", text)])
