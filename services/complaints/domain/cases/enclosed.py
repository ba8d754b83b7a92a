"""What is enclosed with a case: files, and the words in an anonymous reporter's mailbox."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, kw_only=True)
class AttachmentRef:
    """A file of the case; its name as written is sealed under `attachment_names`.

    Args:
        of: `respondent` for a file that came with its answer; empty for the reporter's.
    """

    id: str
    type: str
    size: int
    sha256: str
    of: str = ""


@dataclass(frozen=True, kw_only=True)
class MailboxMessage:
    """Words in the mailbox of an anonymous report; the text is sealed.

    Args:
        by: `reporter`, or an officer's `sub` with the name in `by_name`.
        attachments: ids of files of the case that came with it.
        read_on: the day the reporter looked; None before, and for the reporter's own words.
    """

    id: str
    at: datetime
    by: str
    sealed: bytes
    by_name: str = ""
    attachments: tuple[str, ...] = ()
    read_on: date | None = None
