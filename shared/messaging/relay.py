"""From the outbox to the broker, at least once.

A relay that dies between sending and marking sends again; consumers drop repeats by event id.
A broker that lost acknowledged events is noticed by its offsets: a new acknowledgement that is
not above the last one, or an end that is not above it. Then the copies of the last five minutes
are sent again, at a start those of the last day.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from shared.events.envelope import OutboxMessage
from shared.messaging.outbox import Acknowledgement, Broker, Outbox

BATCH = 100
LOOK_BACK = timedelta(minutes=5)
KEEP_SENT = timedelta(hours=24)
CHECK_EVERY = timedelta(seconds=5)


@dataclass(kw_only=True)
class Relay:
    """Carries events to the broker; one active relay a service."""

    outbox: Outbox
    broker: Broker
    now: Callable[[], datetime]
    resent: int = 0
    _positions: dict[str, int] = field(default_factory=dict)
    _owed: list[OutboxMessage] = field(default_factory=list)
    _checked_at: datetime | None = None
    _sent_at: datetime | None = None

    def start(self) -> None:
        """Remember where the last relay stopped, and heal what the broker lost since."""
        self._positions = self.outbox.positions()
        self._sent_at = self.outbox.last_sent_at()
        self._checked_at = self._sent_at
        self.check_broker(KEEP_SENT)

    def once(self) -> int:
        """Send one batch, what the broker lost before what waits; return how many it took."""
        if self._checked_at is None or self.now() - self._checked_at >= CHECK_EVERY:
            self.check_broker()
        if self._owed:
            return self._send_owed()
        messages = self.outbox.unsent(BATCH)
        if not messages:
            return 0
        acknowledged = self.broker.send(messages)
        if self._note(acknowledged):
            # These took the places of what was lost, where a reader that was further on does not
            # look again: they stay in the outbox and follow what is owed.
            self._owe()
        else:
            self._keep_positions(acknowledged)
            self.outbox.mark_sent([each.message for each in acknowledged], self.now())
        return len(acknowledged)

    def check_broker(self, look_back: timedelta = LOOK_BACK) -> None:
        """Send again what was sent lately if the broker no longer holds all it acknowledged.

        At a start the whole day is looked at: nobody knows how long relay and broker were away.
        """
        ends = self.broker.ends(list(self._positions))
        if any(ends.get(where, 0) <= offset for where, offset in self._positions.items()):
            self._owe(look_back)
            self._send_owed()
        now, before = self.now(), self._checked_at
        if before is not None and now - before > LOOK_BACK:
            # The clock was set ahead, or nobody looked for long: no copy has lain here for its day.
            self.outbox.spare(before - KEEP_SENT, before, now)
        self.outbox.forget_sent_before(now - KEEP_SENT)
        self._checked_at = now

    def _owe(self, look_back: timedelta = LOOK_BACK) -> None:
        """Take up what was sent lately, also where the clock was set since."""
        now = self.now()
        sent_at = self._sent_at or now
        start, end = min(now, sent_at), max(now, sent_at)
        self._owed = self.outbox.sent_between(start - look_back, end)
        self._positions = {}
        self.broker.restore_topics()

    def _send_owed(self) -> int:
        """Send one batch again; the stored positions tell of the loss until all is made good."""
        if not self._owed:  # no copies are kept of what was lost: nothing is left to make good
            self.outbox.keep_positions(self._positions, self.now())
            return 0
        acknowledged = self.broker.send(self._owed[:BATCH])
        taken = {each.message.id for each in acknowledged}
        self._owed = [each for each in self._owed if each.id not in taken]
        self._note(acknowledged)
        self._keep_positions(acknowledged)
        self.resent += len(acknowledged)
        return len(acknowledged)

    def _keep_positions(self, acknowledged: Sequence[Acknowledgement]) -> None:
        if acknowledged and not self._owed:
            self._sent_at = self.now()
            self.outbox.keep_positions(self._positions, self._sent_at)

    def _note(self, acknowledged: Sequence[Acknowledgement]) -> bool:
        lost = False
        for each in acknowledged:
            where = f"{each.message.topic}|{each.partition}"
            known = self._positions.get(where)
            lost = lost or (known is not None and each.offset <= known)
            self._positions[where] = each.offset
        return lost
