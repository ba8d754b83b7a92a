"""Which days a calendar changes against the one before it."""

from dataclasses import dataclass
from datetime import date

from services.complaints.domain.clocks.calendar import (
    ONE_DAY,
    Calendar,
    CalendarYear,
    days_between,
    is_movable,
)

_LOOKED_BACK = 31


@dataclass(frozen=True)
class CalendarChange:
    """Days that were worked and are off now, and the other way round, in order."""

    off: tuple[date, ...]
    worked: tuple[date, ...]

    @property
    def days(self) -> frozenset[date]:
        """Every day that changes."""
        return frozenset((*self.off, *self.worked))


def calendar_change(before: Calendar, year: CalendarYear) -> CalendarChange:
    """Return which days change once the arrangement of a year is in use.

    These are days of that year, and of late December of the year before; none of a year that
    nothing could be counted in.
    """
    after = Calendar({**before.years, year.year: year}, before.fixed)
    eve = date(year.year - 1, 12, 31)
    days = [day for day in days_between(eve - _LOOKED_BACK * ONE_DAY, eve) if is_movable(day)]
    days += days_between(eve, date(year.year, 12, 31))
    days = [day for day in days if day.year >= before.first_year]
    return CalendarChange(
        off=tuple(day for day in days if after.is_rest(day) and not before.is_rest(day)),
        worked=tuple(day for day in days if before.is_rest(day) and not after.is_rest(day)),
    )
