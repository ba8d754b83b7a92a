"""A clock for tests: it stands still until it is moved."""

from datetime import UTC, datetime, timedelta

A_WORKING_DAY = datetime(2026, 4, 30, 2, 0, tzinfo=UTC)  # Thursday, 10:00 in Shanghai


class FixedClock:
    """Call it for the present instant, as one calls `utc_now`."""

    def __init__(self, now: datetime = A_WORKING_DAY) -> None:
        self.now = now

    def __call__(self) -> datetime:
        """Return the instant the clock stands at."""
        return self.now

    def forward(self, **duration: float) -> datetime:
        """Move the clock by hours=…, days=…, and so on; return the new instant."""
        self.now += timedelta(**duration)
        return self.now

    def set(self, now: datetime) -> None:
        """Set the clock."""
        self.now = now
