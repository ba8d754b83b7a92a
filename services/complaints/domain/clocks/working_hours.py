"""When somebody is at work to read a reminder: working days of a city within its office hours."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from services.complaints.domain.clocks.calendar import ONE_DAY, Calendar
from services.complaints.domain.clocks.office import OfficeHours, hours_of
from shared.clock import SHANGHAI, local_date

OPENING, CLOSING = time(9), time(17)


@dataclass(frozen=True, kw_only=True)
class WorkingHours:
    """The dated office hours of a city over its calendar."""

    hours: Sequence[OfficeHours]
    calendar: Calendar
    city: str

    def begin(self, day: date) -> datetime:
        """Return the instant work begins on a day, in UTC."""
        return _at(day, self._opening(day))

    def are_now(self, now: datetime) -> bool:
        """Tell whether somebody is at work."""
        day = local_date(now)
        return not self.calendar.is_rest(day) and self.begin(day) <= now <= self._end(day)

    def next_begin(self, now: datetime) -> datetime:
        """Return when work begins next after an instant, in UTC."""
        day = local_date(now)
        if now >= self.begin(day):
            day += ONE_DAY
        return self.begin(self.calendar.next_working(day))

    def _end(self, day: date) -> datetime:
        found = hours_of(self.hours, day, self.city)
        return _at(day, found.closing if found else CLOSING)

    def _opening(self, day: date) -> time:
        found = hours_of(self.hours, day, self.city)
        return found.opening if found else OPENING


def _at(day: date, clock: time) -> datetime:
    return datetime.combine(day, clock, tzinfo=SHANGHAI).astimezone(UTC)
