"""When a dated rule is in force: from its first day to its last, both included."""

from datetime import date
from typing import Protocol


class Dated(Protocol):
    """Anything that holds for a time."""

    @property
    def effective_from(self) -> date:
        """The first day."""
        ...

    @property
    def effective_to(self) -> date | None:
        """The last day, None while open."""
        ...


def is_in_force(rule: Dated, day: date) -> bool:
    """Tell whether a rule holds on a day."""
    ended = rule.effective_to is not None and rule.effective_to < day
    return rule.effective_from <= day and not ended
