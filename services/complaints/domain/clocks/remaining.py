"""How much time is left on a day, in working days, as a person reads it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from services.complaints.domain.clocks.calendar import Calendar
from services.complaints.domain.clocks.step import Step
from shared.words import N_

SOON = 3


class Urgency(StrEnum):
    """How a due day is drawn: neutral, soon (3 working days or fewer), today, overdue."""

    NEUTRAL = "neutral"
    SOON = "soon"
    TODAY = "today"
    OVERDUE = "overdue"


@dataclass(frozen=True)
class Remaining:
    """What is left of a limit; `working_days` counts up to the due day, or since it."""

    urgency: Urgency
    working_days: int

    @property
    def text(self) -> Step:
        """The words on pages, to translate: 还剩 3 个工作日, 今天到期, 逾期 1 个工作日."""
        if self.urgency is Urgency.TODAY:
            return Step(N_("今天到期"), {})
        if self.urgency is not Urgency.OVERDUE:
            return Step(N_("还剩 %(number)s 个工作日"), {"number": self.working_days})
        if self.working_days == 0:
            return Step(N_("已逾期"), {})
        return Step(N_("逾期 %(number)s 个工作日"), {"number": self.working_days})


def remaining(today: date, due_on: date, calendar: Calendar) -> Remaining:
    """Return what is left today; the due day itself is the last day in time."""
    if today == due_on:
        return Remaining(Urgency.TODAY, 0)
    if today > due_on:
        return Remaining(Urgency.OVERDUE, calendar.working_days(due_on, today))
    left = calendar.working_days(today, due_on)
    return Remaining(Urgency.SOON if left <= SOON else Urgency.NEUTRAL, left)
