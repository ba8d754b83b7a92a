"""From the outbox to the broker, at least once.

A relay that dies between sending and marking sends again; consumers drop repeats by event id.
A broker that lost acknowledged events is noticed by its offsets: a new acknowledgement that is
not above the last one, or an end that is not above it. Then the copies of the last five minutes
are sent again.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

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
    _checked_at: datetime | None = None

    def start(self) -> None:
        """Remember where the last relay stopped, and heal what the broker lost since."""
        self._positions = self.outbox.positions()
        self.check_broker()

    def once(self) -> int:
        """Send one batch of waiting events; return how many were acknowledged."""
        if self._checked_at is None or self.now() - self._checked_at >= CHECK_EVERY:
            self.check_broker()
        messages = self.outbox.unsent(BATCH)
        if not messages:
            return 0
        acknowledged = self.broker.send(messages)
        lost = self._note(acknowledged)
        self.outbox.mark_sent([each.message for each in acknowledged], self.now())
        if lost:
            self._send_again()
        return len(acknowledged)

    def check_broker(self) -> None:
        """Send again what was sent lately if the broker no longer holds all it acknowledged."""
        ends = self.broker.ends(list(self._positions))
        if any(ends.get(where, 0) <= offset for where, offset in self._positions.items()):
            self._send_again()
        self.outbox.forget_sent_before(self.now() - KEEP_SENT)
        self._checked_at = self.now()

    def _send_again(self) -> None:
        self.broker.restore_topics()
        self._positions = {}
        now = self.now()
        copies = self.outbox.sent_between(now - LOOK_BACK, now)
        for start in range(0, len(copies), BATCH):
            batch = copies[start : start + BATCH]
            acknowledged = self.broker.send(batch)
            self._note(acknowledged)
            self.resent += len(acknowledged)

    def _note(self, acknowledged: Sequence[Acknowledgement]) -> bool:
        lost = False
        for each in acknowledged:
            where = f"{each.message.topic}|{each.partition}"
            known = self._positions.get(where)
            lost = lost or (known is not None and each.offset <= known)
            self._positions[where] = each.offset
        if acknowledged:
            self.outbox.keep_positions(self._positions)
        return lost
