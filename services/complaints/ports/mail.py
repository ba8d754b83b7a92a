"""What taking letters in needs from outside."""

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from services.complaints.domain.mail.received_mail import MailState, ReceivedMail


@dataclass(frozen=True, kw_only=True)
class Fetched:
    """A message in the mailbox.

    Args:
        uid: its number there.
        raw: the message, or its headers alone where it is too large: then not `whole`.
        size: bytes as the server tells.
        arrived_at: when the server had it; None where it does not tell.
    """

    uid: str
    raw: bytes
    size: int
    whole: bool
    arrived_at: datetime | None


class OpenMailbox(Protocol):
    """A mailbox somebody is looking into; every method raises Unavailable when it is away."""

    def unread(self, *, most: int) -> Iterator[Fetched]:
        """Yield messages that nobody has marked as read, oldest first; reading marks none."""
        ...

    def mark_read(self, uid: str) -> None:
        """Mark a message as read, so that it is not taken in again."""
        ...


class Mailbox(Protocol):
    """The mailbox of the complaint address."""

    @property
    def own(self) -> frozenset[str]:
        """The addresses it stands for, as far as known, in small letters."""
        ...

    def opened(self) -> AbstractContextManager[OpenMailbox]:
        """Return the mailbox opened.

        Raises:
            Unavailable: it cannot be reached, or does not let us in.
        """
        ...


class MailStore(Protocol):
    """Letters that were taken in; every method raises Unavailable while the store is away."""

    def add(self, mail: ReceivedMail) -> bool:
        """Keep a letter; False where it is there already."""
        ...

    def get(self, mail_id: str) -> ReceivedMail | None:
        """Return a letter, or None."""
        ...

    def save(self, mail: ReceivedMail) -> None:
        """Keep a changed letter whose version is one above the stored one.

        Raises:
            Conflict: somebody changed it first.
        """
        ...

    def in_state(self, state: MailState, *, city: str | None, most: int) -> list[ReceivedMail]:
        """Return letters in a state; of a city and of none, None for all.

        Those to be worked on come oldest first, the others newest first.
        """
        ...

    def aside_before(self, at: datetime, *, most: int) -> Sequence[ReceivedMail]:
        """Return letters with words left that were put aside before an instant, oldest first."""
        ...
