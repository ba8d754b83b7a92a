"""Which days are worked: official calendars year by year, and what is assumed beyond them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from shared.errors import Invalid
from shared.words import N_

ONE_DAY = timedelta(days=1)
LAST_YEAR = 2100
MOVABLE_FROM = (12, 21)
_SATURDAY = 5


class CalendarMissing(Invalid):
    """A day lies before the first loaded calendar or beyond every sensible date."""


@dataclass(frozen=True, kw_only=True)
class Holiday:
    """A run of days off, both ends included; its name is `{"zh": …, "en": …}`."""

    name: Mapping[str, str]
    from_on: date
    to_on: date

    @property
    def days(self) -> Iterator[date]:
        """The days off, oldest first."""
        return days_between(self.from_on - ONE_DAY, self.to_on)


@dataclass(frozen=True, kw_only=True)
class CalendarDocument:
    """A notice that a calendar comes from; `url` is where it was published, if known."""

    number: str
    title: str
    dated_on: date
    url: str | None = None


@dataclass(frozen=True, kw_only=True)
class CalendarYear:
    """The holiday arrangement of one year.

    Args:
        published: whether the State Council has published it; else `off` holds statutory days
            from knowledge and every date of the year is provisional.
        off: days off, the weekends inside a holiday included; a notice may name days of late
            December of the year before, too.
        worked: weekend days that are worked instead.
        basis: the notice it comes from.
        holidays: the same days off by name, in order.
        verified: whether the days were read in the notice itself.
        loaded_at: when a person loaded it; None for what came with the release.
    """

    year: int
    published: bool
    off: frozenset[date]
    worked: frozenset[date]
    basis: str
    holidays: tuple[Holiday, ...] = ()
    documents: tuple[CalendarDocument, ...] = ()
    verified: bool = False
    loaded_at: datetime | None = None

    def is_rest(self, day: date) -> bool:
        """Tell whether nobody works on a day of this year."""
        return day in self.off or (day.weekday() >= _SATURDAY and day not in self.worked)


@dataclass(frozen=True)
class Calendar:
    """The loaded years without a gap, and the holidays with a fixed date for later years.

    Args:
        years: by year; a later look may find more of them published.
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
        year = self._arranging(day)
        if year is None:
            return day.weekday() >= _SATURDAY or (day.month, day.day) in self.fixed
        return year.is_rest(day)

    def is_holiday(self, day: date) -> bool:
        """Tell whether the day is off by a holiday arrangement, not as a plain weekend."""
        year = self._arranging(day)
        return (day.month, day.day) in self.fixed if year is None else day in year.off

    def is_made_up(self, day: date) -> bool:
        """Tell whether the day is a weekend day that is worked (调休上班)."""
        year = self._arranging(day)
        return year is not None and day in year.worked

    def is_published(self, day: date) -> bool:
        """Tell whether every official arrangement that can move the day is loaded."""
        return not self.unpublished(day)

    def unpublished(self, day: date) -> tuple[int, ...]:
        """Return the years whose notice is still to come and can move the day.

        In late December that is the next year as well: its New Year holiday may begin in the old
        year, or be made up for there.
        """
        years = (day.year, day.year + 1) if is_movable(day) else (day.year,)
        return tuple(year for year in years if not self._is_official(year))

    def next_working(self, day: date) -> date:
        """Return the day itself if it is worked, else the first working day after it."""
        while self.is_rest(day):
            day += ONE_DAY
        return day

    def working_days(self, after: date, until: date) -> int:
        """Return how many working days lie after the first date up to and with the second."""
        return sum(not self.is_rest(day) for day in days_between(after, until))

    def working_day_from(self, day: date, count: int) -> date:
        """Return the working day that many working days later, or earlier when below zero."""
        step = ONE_DAY if count > 0 else -ONE_DAY
        left = abs(count)
        while left:
            day += step
            left -= not self.is_rest(day)
        return day

    def _is_official(self, year: int) -> bool:
        found = self.years.get(year)
        return found is not None and found.published

    def _arranging(self, day: date) -> CalendarYear | None:
        """Return the year whose arrangement says what the day is."""
        following = self.years.get(day.year + 1) if is_movable(day) else None
        if following is not None and (day in following.off or day in following.worked):
            return following
        return self._year(day)

    def _year(self, day: date) -> CalendarYear | None:
        if not self.first_year <= day.year <= LAST_YEAR:
            raise CalendarMissing(
                N_("没有 %(year)s 年的放假安排，只能计算 %(first)s 年至 %(last)s 年的期限"),
                params={"year": day.year, "first": self.first_year, "last": LAST_YEAR},
            )
        return self.years.get(day.year)


def is_movable(day: date) -> bool:
    """Tell whether the notice of the next year can make the day one off, or worked."""
    return (day.month, day.day) >= MOVABLE_FROM


def days_between(after: date, until: date) -> Iterator[date]:
    """Yield the days after the first date up to and with the second, oldest first."""
    day = after
    while day < until:
        day += ONE_DAY
        yield day
