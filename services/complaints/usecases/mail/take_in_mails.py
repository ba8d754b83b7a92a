"""Take letters in from the complaint address: each once, marked as read only when it is kept."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from io import BytesIO

from services.complaints.domain.cases.attachment import Attachment, NewFile
from services.complaints.domain.mail.letter import Letter, LetterFile
from services.complaints.domain.mail.read_letter import read_letter, unread_letter
from services.complaints.domain.mail.received_mail import (
    KeptFile,
    MailState,
    MailText,
    ReceivedMail,
    RefusedFile,
    held_for,
)
from services.complaints.ports.attachments import AttachmentStore
from services.complaints.ports.cases import BlindIndex
from services.complaints.ports.mail import Fetched, Mailbox, MailStore
from shared.errors import Invalid, TooLarge
from shared.logs import logger

_log = logger(__name__)
AT_ONCE = 100
MOST_FILES = 20
INTAKE = "intake"
AGAIN = "again"
_ID_CHARACTERS = 32


@dataclass(frozen=True, kw_only=True)
class MailPorts:
    """What taking letters in needs; `city` is whose mailbox it is, empty for every city's."""

    mailbox: Mailbox
    mails: MailStore
    attachments: AttachmentStore
    blind: BlindIndex
    city: str = ""


def take_in_mails(ports: MailPorts, *, now: datetime) -> Mapping[str, int]:
    """Return how many letters wait, are held, or came again.

    Raises:
        Unavailable: the mailbox or a store is away; what was not kept is taken in next time.
    """
    counts: Counter[str] = Counter()
    with ports.mailbox.opened() as box:
        for message in box.unread(most=AT_ONCE):
            counts[_taken_in(message, ports, now=now)] += 1
            box.mark_read(message.uid)
    return counts


def _taken_in(message: Fetched, ports: MailPorts, *, now: datetime) -> str:
    """Keep a message as a letter; return its state, or that it came again."""
    letter = _letter(message)
    mail_id = ports.blind.exactly("mail", f"{letter.message_id}|{letter.digest}")
    if ports.mails.get(mail_id) is not None:
        return AGAIN
    arrived = min(message.arrived_at or now, now)
    mail = _received(mail_id, letter, arrived, ports, now=now)
    return mail.state.value if ports.mails.add(mail) else AGAIN


def _letter(message: Fetched) -> Letter:
    """Return what a message says; one that nothing can be read of is held, with its size."""
    try:
        return read_letter(message.raw, whole=message.whole)
    except Exception as error:
        _log.warning("message not read", kind=type(error).__name__, size=message.size)
        return unread_letter(message.raw)


def _received(
    mail_id: str, letter: Letter, arrived: datetime, ports: MailPorts, *, now: datetime
) -> ReceivedMail:
    """Return the letter that is kept, its files stored."""
    held = held_for(letter, ports.mailbox.own)
    kept: list[tuple[str, Attachment]] = []
    refused: list[tuple[str, RefusedFile]] = []
    for number, file in enumerate(letter.files):
        found = _stored(mail_id, number, file, ports, now=now)
        if isinstance(found, Attachment):
            kept.append((file.name, found))
        else:
            refused.append((file.name, found))
    files = tuple(KeptFile(id=f.id, type=f.type, size=f.size) for _, f in kept)
    ports.attachments.adopt(
        [file.id for file in files], case_id=place_of(mail_id), department=INTAKE
    )
    return ReceivedMail(
        id=mail_id,
        city=ports.city,
        received_at=arrived,
        state=MailState.HELD if held else MailState.WAITING,
        held=held,
        notes=letter.notes,
        said=_said(letter, [name for name, _ in kept], [name for name, _ in refused]),
        files=files,
        refused=tuple(each for _, each in refused),
    )


def place_of(mail_id: str) -> str:
    """Return what a file is noted with while it is a letter's, so that nobody sweeps it."""
    return f"mail|{mail_id}"


def _said(letter: Letter, kept: list[str], refused: list[str]) -> MailText:
    return MailText(
        sender=letter.sender,
        sender_name=letter.sender_name,
        subject=letter.subject,
        text=letter.text,
        sent_at=letter.sent_at,
        kept_names=tuple(kept),
        refused_names=tuple(refused),
    )


def _stored(
    mail_id: str, number: int, file: LetterFile, ports: MailPorts, *, now: datetime
) -> Attachment | RefusedFile:
    """Return the file stored, or why it is not; the same message stores nothing twice."""
    size = len(file.content)
    if number >= MOST_FILES:
        return RefusedFile(why="count", size=size)
    file_id = sha256(f"{mail_id}|{number}".encode()).hexdigest()[:_ID_CHARACTERS]
    new = NewFile(id=file_id, name=file.name)
    try:
        return ports.attachments.put(new, BytesIO(file.content), owner=mail_id, at=now)
    except TooLarge:
        return RefusedFile(why="size", size=size)
    except Invalid:
        return RefusedFile(why="type", size=size)
