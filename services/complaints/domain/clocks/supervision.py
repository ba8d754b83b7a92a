"""When a duty that is not met is pressed for 督办: reminders before the due day, steps after it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from math import ceil

from services.complaints.domain.clocks.calendar import Calendar
from services.complaints.domain.clocks.deadline import Deadline
from services.complaints.domain.clocks.due import due
from services.complaints.domain.clocks.limits import Span, Unit
from services.complaints.domain.in_force import is_in_force

WHOLE = 100


class Told(StrEnum):
    """Who is told of a step; `person` is who handles the case, without one the department."""

    PERSON = "person"
    DEPARTMENT = "department"
    PORT_OFFICE = "port_office"


@dataclass(frozen=True, kw_only=True)
class Rung:
    """One step of the ladder: at a share of the limit, or so many working days after its end.

    Args:
        percent: of the limit, 1 to 100; None for a step after the due day.
        working_days: after the due day; None for a step before it.
        title: what is done, `{"zh": …, "en": …}`.
        tells: who is told.
        criticises: whether the case enters the list of circulated criticism 通报.
    """

    code: str
    title: Mapping[str, str]
    percent: int | None
    working_days: int | None
    effective_from: date
    effective_to: date | None
    basis_kind: str
    basis: str
    verified: bool
    tells: tuple[Told, ...] = ()
    criticises: bool = False

    def holds(self, on: date) -> bool:
        """Tell whether the step is in force on a day."""
        return is_in_force(self, on)


@dataclass(frozen=True)
class Pressed:
    """A step and its day."""

    rung: Rung
    on: date


@dataclass(frozen=True)
class Counted:
    """A limit as it was counted: its ends, its whole length, the days in it that do not count."""

    started_on: date
    due_on: date
    span: Span
    paused: frozenset[date] = frozenset()


def pressed_on(found: Deadline, rungs: Sequence[Rung], calendar: Calendar) -> tuple[Pressed, ...]:
    """Return the steps for a deadline with their days, in order; none for limits in hours."""
    if found.due_at is not None:
        return ()
    paused = frozenset[date]().union(*(each.days for each in found.pauses))
    return pressed_between(
        Counted(found.started_on, found.due_on, found.span, paused), rungs, calendar
    )


def pressed_between(
    found: Counted, rungs: Sequence[Rung], calendar: Calendar
) -> tuple[Pressed, ...]:
    """Return the steps for a limit with their days, in order; none for the same day 当日."""
    if not found.span.number:
        return ()
    holding = [rung for rung in rungs if rung.holds(found.started_on)]
    pressed = [Pressed(rung, _day(found, rung, calendar)) for rung in holding]
    return tuple(sorted(pressed, key=lambda each: each.on))


def _day(found: Counted, rung: Rung, calendar: Calendar) -> date:
    if rung.percent is None or rung.percent == WHOLE:
        return calendar.working_day_from(found.due_on, rung.working_days or 0)
    if found.span.unit in {Unit.WORKING_DAY, Unit.DAY}:
        span = Span(ceil(found.span.number * rung.percent / WHOLE), found.span.unit)
        return due(found.started_on, span, calendar, found.paused).due_on
    days = (found.due_on - found.started_on).days
    return due(found.started_on, Span(ceil(days * rung.percent / WHOLE), Unit.DAY), calendar).due_on
