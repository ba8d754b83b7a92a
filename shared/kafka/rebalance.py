"""Whether a consumer is waiting for its share of the partitions, and for how long.

kafka-python 3.0.12 loses a rebalance that changed metadata caused when the deadline of a poll
falls between dividing the partitions and hearing the result: no message comes any more, no
heartbeat goes out, and nothing is raised. So polls are long while a rebalance goes on, and a
consumer that waits beyond reason is replaced by a new one.
"""

import time
from collections.abc import Collection
from typing import Any

from kafka import ConsumerRebalanceListener

PATIENCE_SECONDS = 20.0


class Rebalance(ConsumerRebalanceListener):  # type: ignore[misc]  # the client has no types
    """Notes when partitions are taken and given; a consumer begins without any."""

    def __init__(self) -> None:
        self._since: float | None = time.monotonic()

    def on_partitions_revoked(self, revoked: Collection[Any]) -> None:
        """Note that the partitions are divided anew."""
        if self._since is None:
            self._since = time.monotonic()

    def on_partitions_assigned(self, assigned: Collection[Any]) -> None:
        """Note that it is over, whether or not there was a partition for this consumer."""
        self._since = None

    @property
    def is_going_on(self) -> bool:
        """Tell whether the consumer waits for partitions."""
        return self._since is not None

    @property
    def is_lost(self) -> bool:
        """Tell whether it has waited longer than the others can have kept it waiting."""
        return self._since is not None and time.monotonic() - self._since > PATIENCE_SECONDS
