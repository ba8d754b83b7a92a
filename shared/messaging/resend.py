"""Sends the copies of a period again, whether or not the broker still has them."""

from datetime import datetime, timedelta

from shared.errors import Unavailable
from shared.messaging.outbox import Broker, Outbox
from shared.messaging.relay import BATCH
from shared.words import N_

_WINDOW = timedelta(minutes=5)


def resend(outbox: Outbox, broker: Broker, *, start: datetime, end: datetime) -> int:
    """Send every copy sent after `start` and up to `end`; return how many there were.

    Raises:
        Unavailable: the broker did not take all; a repetition begins at `start` again.
    """
    sent, after = 0, start
    while after < end:
        until = min(after + _WINDOW, end)
        copies = outbox.sent_between(after, until)
        for first in range(0, len(copies), BATCH):
            portion = copies[first : first + BATCH]
            if len(broker.send(portion)) < len(portion):
                raise Unavailable(N_("系统暂时无法使用，请稍后再试"))
            sent += len(portion)
        after = until
    return sent
