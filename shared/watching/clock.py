"""How far the clock of a service is behind what is due."""

from datetime import datetime

from shared.metrics import CLOCK_LAG_SECONDS


def measure_clock(service: str, work: str, *, since: datetime | None, now: datetime) -> None:
    """Keep how long the oldest thing due waits to be taken; `since` is None when nothing is due."""
    lag = max(0.0, (now - since).total_seconds()) if since else 0.0
    CLOCK_LAG_SECONDS.labels(service=service, work=work).set(lag)
