"""Office hours of a city: which day a late arrival counts for, and how much working time passed."""

from datetime import date, datetime, time, timedelta

from services.complaints.domain.clocks.calendar import ONE_DAY, Calendar, CalendarMissing
from services.complaints.domain.commitments.commitment import CitySettings
from shared.clock import SHANGHAI

_SATURDAY = 5
_LONGEST = timedelta(days=1100)


def rests(day: date, calendar: Calendar) -> bool:
    """Tell whether offices are closed all day; by the weekday where no calendar is loaded."""
    try:
        return calendar.is_rest(day)
    except CalendarMissing:
        return day.weekday() >= _SATURDAY


def is_weekend(day: date, calendar: Calendar) -> bool:
    """Tell whether the day is 双休日: a Saturday or Sunday that is not made up."""
    try:
        return day.weekday() >= _SATURDAY and not calendar.is_made_up(day)
    except CalendarMissing:
        return day.weekday() >= _SATURDAY


def counted_day(latest: datetime, settings: CitySettings, calendar: Calendar) -> date:
    """Return the day a start counts for where only office hours count: that day or the next one."""
    local = latest.astimezone(SHANGHAI)
    day = local.date()
    if rests(day, calendar) or local.time() > settings.office_until:
        day = _next_open(day + ONE_DAY, calendar)
    return day


def office_hours(
    start: datetime, end: datetime, settings: CitySettings, calendar: Calendar
) -> timedelta:
    """Return the working time between two instants; more than three years counts as three."""
    begin, stop = start.astimezone(SHANGHAI), min(end, start + _LONGEST).astimezone(SHANGHAI)
    total, day = timedelta(), begin.date()
    while day <= stop.date():
        if not rests(day, calendar):
            total += _within(
                begin, stop, _at(day, settings.office_from), _at(day, settings.office_until)
            )
        day += ONE_DAY
    return total


def _within(begin: datetime, stop: datetime, opens: datetime, closes: datetime) -> timedelta:
    return max(timedelta(), min(stop, closes) - max(begin, opens))


def _at(day: date, clock: time) -> datetime:
    return datetime.combine(day, clock, tzinfo=SHANGHAI)


def _next_open(day: date, calendar: Calendar) -> date:
    while rests(day, calendar):
        day += ONE_DAY
    return day
