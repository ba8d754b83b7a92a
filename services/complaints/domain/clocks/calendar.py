"""Which days are worked: official calendars year by year, and what is assumed beyond them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from shared.errors import Invalid
from shared.words import N_

ONE_DAY = timedelta(days=1)
LAST_YEAR = 2100
_SATURDAY = 5


class CalendarMissing(Invalid):
    """A day lies before the first loaded calendar or beyond every sensible date."""


@dataclass(frozen=True, kw_only=True)
class CalendarYear:
    """The holiday arrangement of one year.

    Args:
        published: whether the State Council has published it; else `off` holds statutory days
            from knowledge and every date of the year is provisional.
        off: days off, the weekends inside a holiday included.
        worked: weekend days that are worked instead.
        basis: the notice it comes from.
    """

    year: int
    published: bool
    off: frozenset[date]
    worked: frozenset[date]
    basis: str


@dataclass(frozen=True)
class Calendar:
    """The loaded years without a gap, and the holidays with a fixed date for later years.

    Args:
        years: by year.
        fixed: (month, day) of statutory holidays whose date never moves.
    """

    years: Mapping[int, CalendarYear]
    fixed: frozenset[tuple[int, int]]

    @property
    def first_year(self) -> int:
        """The first year a calendar is loaded for."""
        return min(self.years)

    def is_rest(self, day: date) -> bool:
        """Tell whether nobody works on the day.

        Raises:
            CalendarMissing: no calendar is loaded for that year.
        """
        year = self._year(day)
        if year is None:
            return day.weekday() >= _SATURDAY or (day.month, day.day) in self.fixed
        return day in year.off or (day.weekday() >= _SATURDAY and day not in year.worked)

    def is_holiday(self, day: date) -> bool:
        """Tell whether the day is off by a holiday arrangement, not as a plain weekend."""
        year = self._year(day)
        return (day.month, day.day) in self.fixed if year is None else day in year.off

    def is_made_up(self, day: date) -> bool:
        """Tell whether the day is a weekend day that is worked (调休上班)."""
        year = self._year(day)
        return year is not None and day in year.worked

    def is_published(self, day: date) -> bool:
        """Tell whether the official arrangement of the day's year is loaded."""
        year = self.years.get(day.year)
        return year is not None and year.published

    def next_working(self, day: date) -> date:
        """Return the day itself if it is worked, else the first working day after it."""
        while self.is_rest(day):
            day += ONE_DAY
        return day

    def working_days(self, after: date, until: date) -> int:
        """Return how many working days lie after the first date up to and with the second."""
        return sum(not self.is_rest(day) for day in days_between(after, until))

    def _year(self, day: date) -> CalendarYear | None:
        if not self.first_year <= day.year <= LAST_YEAR:
            raise CalendarMissing(
                N_("没有 %(year)s 年的放假安排，只能计算 %(first)s 年至 %(last)s 年的期限"),
                params={"year": day.year, "first": self.first_year, "last": LAST_YEAR},
            )
        return self.years.get(day.year)


def days_between(after: date, until: date) -> Iterator[date]:
    """Yield the days after the first date up to and with the second, oldest first."""
    day = after
    while day < until:
        day += ONE_DAY
        yield day
