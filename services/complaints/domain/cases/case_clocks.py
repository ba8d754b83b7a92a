"""Clocks of one case: the limits in force on the day it was received."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from services.complaints.domain.cases.clock_ladder import (
    NO_SUPERVISION,
    Supervision,
    carried_over,
    ladder,
    ladder_to,
)
from services.complaints.domain.clocks.calendar import ONE_DAY, Calendar
from services.complaints.domain.clocks.clock import (
    ENGLISH,
    Clock,
    ClockExtension,
    ClockPause,
    ClockRung,
    ClockStep,
)
from services.complaints.domain.clocks.deadline import Circumstances, Deadline, deadline
from services.complaints.domain.clocks.due import Due, due
from services.complaints.domain.clocks.extensions import Granted
from services.complaints.domain.clocks.limits import (
    Extension,
    LimitMissing,
    StopEvent,
    TimeLimit,
    TimeLimits,
)
from services.complaints.domain.clocks.office import Receipt
from services.complaints.domain.clocks.pauses import Pause, allowed_pauses
from services.complaints.domain.clocks.step import Step
from services.complaints.domain.clocks.supervision import Counted


@dataclass(frozen=True, kw_only=True)
class DatedClocks:
    """Starts clocks by the rows that were in force when the case was received.

    Changing a rule never changes an old case.
    """

    limits: TimeLimits
    calendar: Calendar
    received_on: date
    city: str
    supervision: Supervision = NO_SUPERVISION

    def is_set(self, code: str) -> bool:
        """Tell whether a row of the limit held on the day of receipt where the case is."""
        try:
            self._limit(code)
        except LimitMissing:
            return False
        return True

    def start(self, code: str, on: date) -> Clock:
        """Return the clock of that limit, triggered on that day.

        Raises:
            LimitMissing: no row of the limit held on the day of receipt, or it has no number.
        """
        limit = self._limit(code)
        if limit.span is None:
            raise LimitMissing(f"time limit {code} has no number")
        counted = due(on, limit.span, self.calendar)
        return self._clock(limit, on, counted, Counted(on, counted.due_on, limit.span))

    def again(self, clock: Clock) -> Clock:
        """Return the clock counted anew, with its pauses and extensions; a met one stays met.

        Raises:
            LimitMissing: the rule of the limit is not there any more.
        """
        if not clock.pauses and not clock.extensions:
            afresh = replace(self.start(clock.code, clock.started_on), met_on=clock.met_on)
            return carried_over(clock, afresh, self.supervision)
        limit = self._limit(clock.code)
        ended = [each for each in clock.pauses if each.to_on and each.to_on >= each.from_on]
        given = Circumstances(
            trigger=Receipt(clock.started_on),
            calendar=self.calendar,
            pauses=[Pause(each.from_on, each.to_on or each.from_on, each.reason) for each in ended],
            extensions=[Granted(each.number, each.approver) for each in clock.extensions],
        )
        found = deadline(limit, given)
        paused = frozenset[date]().union(*(each.days for each in found.pauses))
        counted = Counted(found.started_on, found.due_on, found.span, paused)
        afresh = replace(
            self._clock(limit, clock.started_on, found, counted),
            met_on=clock.met_on,
            pauses=clock.pauses,
            extensions=clock.extensions,
        )
        return carried_over(clock, afresh, self.supervision)

    def pause(self, clock: Clock, reason: str, on: date) -> Clock:
        """Return the clock standing still from the day after `on`.

        Raises:
            PauseRefused: its rule does not list the reason.
        """
        asked = Pause(on + ONE_DAY, on + ONE_DAY, reason)
        [allowed] = allowed_pauses(self._limit(clock.code), [asked], clock.started_on)
        stop = allowed.stop
        pause = ClockPause(reason=reason, title=stop.title, from_on=on + ONE_DAY, basis=stop.basis)
        return replace(clock, pauses=(*clock.pauses, pause))

    def resume(self, clock: Clock, on: date) -> Clock:
        """Return the clock running again from the day after `on`, which still does not count."""
        *before, last = clock.pauses
        return self.again(replace(clock, pauses=(*before, replace(last, to_on=on))))

    def extend(self, clock: Clock, extension: ClockExtension) -> Clock:
        """Return the clock with one more extension.

        Raises:
            ExtensionRefused: its rule does not allow it.
        """
        return self.again(replace(clock, extensions=(*clock.extensions, extension)))

    def extension_row(self, clock: Clock) -> Extension | None:
        """Return what the rule says of the next extension, None where there is none left."""
        rows, given = self._limit(clock.code).extensions, len(clock.extensions)
        return rows[given] if given < len(rows) else None

    def pause_rows(self, clock: Clock) -> tuple[StopEvent, ...]:
        """Return what the rule lists as not counting."""
        return self._limit(clock.code).stops

    def ladder_to(self, due_on: date, asked_on: date) -> tuple[ClockRung, ...]:
        """Return the steps by which an answer is pressed for that was asked for until a day."""
        hours = self.supervision.hours_of(self.city, self.calendar)
        return ladder_to(asked_on, due_on, self.supervision, hours)

    def working_days_after(self, day: date, count: int) -> date:
        """Return the working day that many working days after a day."""
        return self.calendar.working_day_from(day, count)

    def is_published(self, day: date) -> bool:
        """Tell whether the official calendar of the day's year is loaded."""
        return self.calendar.is_published(day)

    def _limit(self, code: str) -> TimeLimit:
        return self.limits.in_force(code, self.received_on, city=self.city)

    def _clock(self, limit: TimeLimit, on: date, due_day: Due | Deadline, span: Counted) -> Clock:
        hours = self.supervision.hours_of(self.city, self.calendar)
        pressed_by_nobody = limit.waited_for or limit.is_right
        return Clock(
            code=limit.code,
            title=limit.title,
            started_on=on,
            due_on=due_day.due_on,
            provisional=due_day.provisional,
            steps=_kept(due_day.arithmetic),
            basis=limit.basis,
            basis_kind=limit.basis_kind,
            stops=tuple(stop.code for stop in limit.stops),
            ladder=() if pressed_by_nobody else ladder(span, self.supervision, hours),
            is_right=limit.is_right,
        )


def _kept(steps: Sequence[Step]) -> tuple[ClockStep, ...]:
    return tuple(ClockStep(message=step.message, params=_values(step)) for step in steps)


def _values(step: Step) -> dict[str, str]:
    """Return the values as text; of a name the Chinese, and beside it the English as `…_en`."""
    values: dict[str, str] = {}
    for name, value in step.params.items():
        if isinstance(value, Mapping):
            values |= {name: value["zh"], f"{name}{ENGLISH}": value["en"]}
        else:
            values[name] = str(value)
    return values
