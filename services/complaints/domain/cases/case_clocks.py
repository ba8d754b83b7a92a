"""Clocks of one case: the limits in force on the day it was received."""

from dataclasses import dataclass
from datetime import date

from services.complaints.domain.clocks.calendar import Calendar
from services.complaints.domain.clocks.clock import Clock, ClockStep
from services.complaints.domain.clocks.due import due
from services.complaints.domain.clocks.limits import LimitMissing, TimeLimits
from services.complaints.domain.clocks.step import Step


@dataclass(frozen=True, kw_only=True)
class DatedClocks:
    """Starts clocks by the rows that were in force when the case was received.

    Changing a rule never changes an old case.
    """

    limits: TimeLimits
    calendar: Calendar
    received_on: date
    city: str

    def start(self, code: str, on: date) -> Clock:
        """Return the clock of that limit, triggered on that day.

        Raises:
            LimitMissing: no row of the limit held on the day of receipt, or it has no number.
        """
        limit = self.limits.in_force(code, self.received_on, city=self.city)
        if limit.span is None:
            raise LimitMissing(f"time limit {code} has no number")
        counted = due(on, limit.span, self.calendar)
        return Clock(
            code=code,
            title=limit.title,
            started_on=on,
            due_on=counted.due_on,
            provisional=counted.provisional,
            steps=tuple(_kept(step) for step in counted.arithmetic),
            basis=limit.basis,
            basis_kind=limit.basis_kind,
        )

    def working_days_after(self, day: date, count: int) -> date:
        """Return the working day that many working days after a day."""
        return self.calendar.working_day_from(day, count)

    def is_published(self, day: date) -> bool:
        """Tell whether the official calendar of the day's year is loaded."""
        return self.calendar.is_published(day)


def _kept(step: Step) -> ClockStep:
    return ClockStep(
        message=step.message, params={name: str(value) for name, value in step.params.items()}
    )
