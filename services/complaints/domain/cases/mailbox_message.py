"""A message in the mailbox of an anonymous report."""

from dataclasses import dataclass
from datetime import date, datetime


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
