"""Every event of the product; importing this fills the catalogue."""

from shared.events import (
    case_events,
    credit_events,
    list_events,
    measure_events,
    notify_events,
    task_events,
)

__all__ = [
    "case_events",
    "credit_events",
    "list_events",
    "measure_events",
    "notify_events",
    "task_events",
]
