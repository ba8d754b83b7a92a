"""The steps of supervision of one clock, with their instants, as they are kept with it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from services.complaints.domain.clocks.calendar import Calendar
from services.complaints.domain.clocks.clock import Clock, ClockRung
from services.complaints.domain.clocks.limits import Span, Unit
from services.complaints.domain.clocks.office import OfficeHours
from services.complaints.domain.clocks.supervision import Counted, Rung, pressed_between
from services.complaints.domain.clocks.working_hours import WorkingHours


@dataclass(frozen=True, kw_only=True)
class Supervision:
    """The dated ladder and the office hours of every city."""

    rungs: Sequence[Rung] = ()
    hours: Sequence[OfficeHours] = ()

    def hours_of(self, city: str, calendar: Calendar) -> WorkingHours:
        """Return when people of a city are at work."""
        return WorkingHours(hours=self.hours, calendar=calendar, city=city)

    def rung(self, code: str, on: date) -> Rung | None:
        """Return the step of that code that held on a day, or the newest; None without."""
        of_code = [rung for rung in self.rungs if rung.code == code]
        holding = [rung for rung in of_code if rung.holds(on)]
        return next(iter(holding or of_code[::-1]), None)


NO_SUPERVISION = Supervision()


def ladder(
    counted: Counted, supervision: Supervision, hours: WorkingHours
) -> tuple[ClockRung, ...]:
    """Return the steps in order; of several on one day only the last, as one word is enough."""
    pressed = pressed_between(counted, supervision.rungs, hours.calendar)
    last_of_day = {each.on: each.rung.code for each in pressed}
    return tuple(ClockRung(code=code, at=hours.begin(on)) for on, code in last_of_day.items())


def ladder_to(
    asked_on: date, due_on: date, supervision: Supervision, hours: WorkingHours
) -> tuple[ClockRung, ...]:
    """Return the steps for a day that somebody set, with no reminder on that day or after it."""
    days = max(1, (due_on - asked_on).days)
    steps = ladder(Counted(asked_on, due_on, Span(days, Unit.DAY)), supervision, hours)
    early = {rung.code for rung in supervision.rungs if rung.percent is not None}
    begin = hours.begin(due_on)
    return tuple(rung for rung in steps if rung.code not in early or rung.at < begin)


def carried_over(before: Clock, after: Clock, supervision: Supervision) -> Clock:
    """Return the clock that was counted anew with the steps that were taken before.

    A reminder before the end comes once. A step after the end that has moved on comes again.
    """
    early = {rung.code for rung in supervision.rungs if rung.percent is not None}
    noted = {rung.code: rung.noted_at for rung in before.ladder}
    kept = (
        replace(rung, noted_at=at)
        if (at := noted.get(rung.code)) and (rung.code in early or rung.at <= at)
        else rung
        for rung in after.ladder
    )
    return replace(after, ladder=tuple(kept))
