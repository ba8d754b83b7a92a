"""Where calendars are kept that a person has loaded."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from services.complaints.domain.clocks.calendar import CalendarYear


@dataclass(frozen=True, kw_only=True)
class LoadedCalendar:
    """An official calendar as somebody loaded it; `by` is that person's name.

    Args:
        changed: days it made ones off or worked; deadlines counted through them are still to be
            counted again.
    """

    year: CalendarYear
    by: str
    at: datetime
    version: int
    changed: frozenset[date] = frozenset()


class Calendars(Protocol):
    """The official calendars that were loaded since the release.

    Every method raises Unavailable while the store is away.
    """

    def keep(self, text: str, *, by: str, at: datetime) -> LoadedCalendar | None:
        """Keep the calendar of a year; return it, or None where the very same is kept already.

        Raises:
            Invalid: the text is no official calendar.
            Conflict: somebody else is loading that year.
        """
        ...

    def every(self) -> list[LoadedCalendar]:
        """Return them all by year."""
        ...

    def settle(self, loaded: LoadedCalendar) -> None:
        """Note that everything counted through its changed days is counted again."""
        ...

    def refresh(self, *, at_once: bool = False) -> None:
        """Let the rules in use follow what was loaded, when the last look is some time ago.

        While the store is away they stay as they are.
        """
        ...
