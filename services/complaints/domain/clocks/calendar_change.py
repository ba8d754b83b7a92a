"""What a calendar changes against the one before it."""

from dataclasses import dataclass
from datetime import date

from services.complaints.domain.clocks.calendar import CalendarYear, days_between


@dataclass(frozen=True)
class CalendarChange:
    """Days that were worked and are off now, and the other way round, in order."""

    off: tuple[date, ...]
    worked: tuple[date, ...]


def calendar_change(before: CalendarYear, after: CalendarYear) -> CalendarChange:
    """Return which days of a year change."""
    days = list(days_between(date(after.year - 1, 12, 31), date(after.year, 12, 31)))
    return CalendarChange(
        off=tuple(day for day in days if after.is_rest(day) and not before.is_rest(day)),
        worked=tuple(day for day in days if before.is_rest(day) and not after.is_rest(day)),
    )
