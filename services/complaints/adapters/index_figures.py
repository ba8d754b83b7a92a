"""What the complaints service measures of its index."""

from datetime import datetime

from prometheus_client import Counter, Gauge

INDEX_REFUSED = Counter("fairport_index_refused_total", "Cases the index will not take.")
INDEX_DIFFERENCES = Gauge(
    "fairport_index_differences",
    "Cases the last comparison found missing or older in the index; it then wrote them.",
    ["scope"],
)
INDEX_COMPARED_AT = Gauge(
    "fairport_index_compared_timestamp_seconds",
    "When store and index were last compared, in seconds since 1970.",
    ["scope"],
)


def measure_comparison(*, wholly: bool, differences: int, at: datetime) -> None:
    """Keep what a comparison of store and index found, of everything or of late changes."""
    scope = "whole" if wholly else "recent"
    INDEX_DIFFERENCES.labels(scope=scope).set(differences)
    INDEX_COMPARED_AT.labels(scope=scope).set(at.timestamp())
