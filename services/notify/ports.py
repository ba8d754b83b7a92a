"""All that the notify service needs from outside."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from services.notify.domain.channels.address import Address, Contact
from services.notify.domain.channels.outcome import Outcome
from services.notify.domain.channels.patience import Patience
from services.notify.domain.messages.message import Message, State
from services.notify.domain.messages.template import Template, Text
from services.notify.domain.messages.words import Words
from services.notify.domain.plans.plan import Channel, Lane, Plan
from shared.events.envelope import Event

Random = Callable[[], float]
OwnerHash = Callable[[str], str]
MOST_COUNTED = 1000


@dataclass(frozen=True, kw_only=True)
class Rules:
    """The data files of the service, checked at start."""

    plans: Sequence[Plan]
    patience: Mapping[Channel, Patience]
    templates: Mapping[tuple[str, int], Template]


@dataclass(frozen=True, kw_only=True)
class Page:
    """Some messages in order; `following` is the cursor of the next page, None at the end."""

    messages: Sequence[Message]
    following: str | None


@dataclass(frozen=True, kw_only=True)
class DispatchQuery:
    """Which messages of the log to show, newest change first, within `start` < … ≤ `end`."""

    start: datetime
    end: datetime
    state: State | None = None
    lane: Lane | None = None
    cursor: str | None = None
    limit: int = 50


@dataclass(frozen=True, kw_only=True)
class Oldest:
    """How many messages of a lane are in a state, up to 1000, and since when the oldest."""

    state: State
    lane: Lane
    count: int
    since: datetime | None


class MessageStore(Protocol):
    """The messages with their attempts, and the events they caused."""

    def add(self, message: Message) -> bool:
        """Store a new message; tell whether it was not there yet."""
        ...

    def get(self, message_id: str) -> Message:
        """Return a message.

        Raises:
            NotFound: there is none.
        """
        ...

    def save(self, message: Message, events: Sequence[Event], *, at: datetime) -> Message:
        """Save a changed message with its events; return it with its new version.

        Raises:
            Conflict: somebody changed it since it was read.
        """
        ...

    def due(self, channel: Channel, lane: Lane, *, now: datetime, limit: int) -> list[Message]:
        """Return what is to be sent or recovered by now, longest due first."""
        ...

    def inbox(self, owners: Sequence[str], *, cursor: str | None, limit: int) -> Page:
        """Return what lies in these inboxes: unread statutory messages, then newest first."""
        ...

    def unread(self, owners: Sequence[str], *, now: datetime) -> int:
        """Return how many messages nobody opened yet, at most 100."""
        ...

    def dispatched(self, query: DispatchQuery) -> Page:
        """Return a page of the dispatch log."""
        ...

    def oldest(self, now: datetime) -> list[Oldest]:
        """Return the oldest message per state and lane, of the states that need somebody."""
        ...


class ContactStore(Protocol):
    """The addresses of firms and departments, which belong to this service."""

    def get(self, ref: str) -> Contact | None:
        """Return a contact, None where there is none."""
        ...

    def put(self, contact: Contact) -> None:
        """Store a contact in the place of what was known."""
        ...


class AddressBook(Protocol):
    """Who is behind a recipient's reference, asked at the moment of sending."""

    def resolve(self, recipient_ref: str) -> Address | Outcome:
        """Return the address, or why there is none now or ever."""
        ...

    def name_of(self, ref: str) -> Words | None:
        """Return the name of a firm or a department, None where it is not known."""
        ...


@dataclass(frozen=True, kw_only=True)
class Letter:
    """What an outside channel gets; `id` is the message's, so that a repeat is recognised."""

    id: str
    to: str
    text: Text
    language: str


class OutsideChannel(Protocol):
    """A way out of the house."""

    def send(self, letter: Letter) -> Outcome:
        """Hand a letter over; every end is an outcome, nothing is raised."""
        ...
