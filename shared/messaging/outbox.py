"""Where unsent events wait, as the relay sees it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from shared.events.envelope import OutboxMessage


@dataclass(frozen=True, kw_only=True)
class Acknowledgement:
    """The broker's word that it holds an event, and where."""

    message: OutboxMessage
    partition: int
    offset: int


class Outbox(Protocol):
    """The events inside the documents that caused them."""

    def unsent(self, limit: int) -> list[OutboxMessage]:
        """Return waiting events, those of the longest-waiting documents first."""
        ...

    def mark_sent(self, messages: Sequence[OutboxMessage], at: datetime) -> None:
        """Keep a copy of each for 24 hours, then remove it from its document."""
        ...

    def sent_between(self, start: datetime, end: datetime) -> list[OutboxMessage]:
        """Return the copies of events sent after `start` and up to `end`, oldest first."""
        ...

    def spare(self, start: datetime, end: datetime, at: datetime) -> None:
        """Keep the copies of events sent after `start` and up to `end` as if sent at `at`."""
        ...

    def oldest_waiting(self) -> datetime | None:
        """Return since when the oldest event waits, None if none does."""
        ...

    def positions(self) -> dict[str, int]:
        """Return the last acknowledged offset of each "topic|partition"."""
        ...

    def keep_positions(self, positions: dict[str, int], at: datetime) -> None:
        """Remember the last acknowledged offsets, and when that was, across restarts."""
        ...

    def last_sent_at(self) -> datetime | None:
        """Return what the clock said when offsets were last remembered."""
        ...

    def forget_sent_before(self, at: datetime) -> None:
        """Drop copies that are older than anything that could be asked for again."""
        ...


class Broker(Protocol):
    """What the relay needs of a broker."""

    def send(self, messages: Sequence[OutboxMessage]) -> list[Acknowledgement]:
        """Send all, wait, and return those acknowledged; the others are sent again later."""
        ...

    def ends(self, positions: Sequence[str]) -> dict[str, int]:
        """Return the next offset of each "topic|partition"; 0 where the topic is gone."""
        ...

    def restore_topics(self) -> None:
        """Create the topics again that are missing."""
        ...
