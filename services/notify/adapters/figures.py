"""What the notify service measures."""

from collections.abc import Sequence
from datetime import datetime

from prometheus_client import Counter, Gauge

from services.notify.domain.channels.outcome import Kind
from services.notify.domain.plans.plan import Channel, Lane
from services.notify.ports import Oldest

ATTEMPTS = Counter(
    "fairport_message_attempts_total", "Attempts that ended.", ["channel", "lane", "outcome"]
)
OLDEST_SECONDS = Gauge(
    "fairport_message_oldest_age_seconds",
    "Age of the oldest message in a state; 0 when there is none.",
    ["state", "lane"],
)


def count_attempts(channel: Channel, lane: Lane, ended: Sequence[Kind]) -> None:
    """Count attempts by how they ended."""
    for kind in ended:
        ATTEMPTS.labels(channel=channel, lane=lane, outcome=kind).inc()


def measure_ages(oldest: Sequence[Oldest], now: datetime) -> None:
    """Keep the age of the oldest message per state and lane."""
    for each in oldest:
        age = (now - each.since).total_seconds() if each.since else 0.0
        OLDEST_SECONDS.labels(state=each.state, lane=each.lane).set(age)
