"""How long a channel is tried, and how long it rests between tries."""

from dataclasses import dataclass
from datetime import timedelta

from services.notify.domain.plans.plan import Basis, Channel

SHORTEST = timedelta(seconds=1)


@dataclass(frozen=True, kw_only=True)
class Patience:
    """The dated setting of one channel; `lease` is the longest one attempt may take."""

    channel: Channel
    first: timedelta
    longest: timedelta
    tries: int
    lease: timedelta
    basis: Basis

    def rest(self, failed: int, *, random: float) -> timedelta:
        """Return how long to wait after this many failed tries.

        Full jitter: anywhere between nothing and a doubling ceiling, so that many messages do
        not come back together after an outage; never under a second.

        Args:
            failed: 1 or more.
            random: from 0 up to 1.
        """
        ceiling: timedelta = min(self.longest, self.first * 2.0 ** min(failed - 1, 20))
        return max(SHORTEST, ceiling * random)
