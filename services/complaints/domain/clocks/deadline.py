"""The deadline that a rule sets for one receipt, with pauses and extensions, and its arithmetic."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from services.complaints.domain.clocks.calendar import ONE_DAY, Calendar
from services.complaints.domain.clocks.due import Due, due, need_usable
from services.complaints.domain.clocks.extensions import (
    Extended,
    Granted,
    allowed_extensions,
    extended_span,
)
from services.complaints.domain.clocks.limits import Span, TimeLimit, Unit
from services.complaints.domain.clocks.office import OfficeHours, Receipt, counted_as
from services.complaints.domain.clocks.pauses import Pause, Paused, PauseRefused, allowed_pauses
from services.complaints.domain.clocks.step import Step, Value
from shared.clock import SHANGHAI, local_date
from shared.errors import FieldError, Invalid
from shared.words import N_


class LimitUnusable(Invalid):
    """The rule gives no number, or what it needs to be counted is not there."""


@dataclass(frozen=True, kw_only=True)
class Circumstances:
    """What a deadline depends on besides its rule.

    Args:
        trigger: when that happened which starts the limit.
        hours: the office hours that hold there; None where none are known.
    """

    trigger: Receipt
    calendar: Calendar
    hours: OfficeHours | None = None
    pauses: Sequence[Pause] = ()
    extensions: Sequence[Granted] = ()


@dataclass(frozen=True, kw_only=True)
class Deadline:
    """When a duty must be met at the latest.

    Args:
        started_on: the day that is not counted, after which counting begins.
        due_on: the last day in time; `due_at` the last instant, for limits in hours only.
        span: the whole length, extensions included.
        provisional: whether it depends on a calendar that is not published yet.
        arithmetic: how it was counted, in order.
    """

    limit: TimeLimit
    started_on: date
    due_on: date
    due_at: datetime | None
    span: Span
    provisional: bool
    arithmetic: tuple[Step, ...]
    pauses: tuple[Paused, ...]
    extensions: tuple[Extended, ...]

    @property
    def verified(self) -> bool:
        """Whether the rule and all that moved its end were read in the text of the law."""
        stops = all(each.stop.verified for each in self.pauses)
        return self.limit.verified and stops and all(each.row.verified for each in self.extensions)


def deadline(limit: TimeLimit, given: Circumstances) -> Deadline:
    """Return the deadline that a rule sets.

    Raises:
        LimitUnusable: the rule has no number, or counts hours and no time of day is known.
        PauseRefused, ExtensionRefused: the rule does not allow it.
        CalendarMissing: a day that must be looked up lies outside the calendars.
    """
    if limit.span is None:
        params = {"code": limit.code, "note": limit.note or ""}
        raise _unusable("rule", N_("%(code)s 没有期限数字，无法计算。%(note)s"), params)
    extensions = allowed_extensions(limit, given.extensions)
    span = extended_span(limit.span, extensions)
    if span.unit.by_the_clock:
        return _by_the_clock(limit, given, span)
    trigger, late = counted_as(given.trigger, limit.cut_off, given.hours, given.calendar)
    pauses = allowed_pauses(limit, given.pauses, trigger)
    counted = _counted(limit, trigger, span, given.calendar, pauses)
    return Deadline(
        limit=limit,
        started_on=trigger,
        due_on=counted.due_on,
        due_at=None,
        span=span,
        provisional=counted.provisional,
        arithmetic=(_rule_step(limit), *late, *_said(pauses, extensions), *counted.arithmetic),
        pauses=pauses,
        extensions=extensions,
    )


def hours_after(at: datetime, span: Span, calendar: Calendar) -> tuple[datetime, Step]:
    """Return the instant so many hours or minutes later, with the sentence that says so.

    Source: 民法典 art 201 (a period in hours runs from the set moment).

    Raises:
        SpanUnusable: the span is below 1 or above 3660.
        CalendarMissing: the day lies outside the calendars.
    """
    need_usable(Span(span.number, Unit.DAY))
    calendar.is_rest(local_date(at))
    length = timedelta(**{"hours" if span.unit is Unit.HOUR else "minutes": span.number})
    until = at + length
    params: dict[str, Value] = {"at": _clock(at), "span": span.names, "until": _clock(until)}
    return until, Step(
        N_("从 %(at)s 起连续计算 %(span)s，到 %(until)s（民法典第二百零一条）"), params
    )


def _by_the_clock(limit: TimeLimit, given: Circumstances, span: Span) -> Deadline:
    at = given.trigger.at
    if at is None:
        message = N_("%(code)s 按小时计算，请写明时刻，如 2026-04-30T16:30+08:00")
        raise _unusable("received", message, {"code": limit.code})
    if given.pauses:
        errors = [FieldError("pause.0", N_("按小时计算的时限不能暂停"))]
        raise PauseRefused(errors[0].message, errors=errors)
    until, step = hours_after(at, span, given.calendar)
    return Deadline(
        limit=limit,
        started_on=local_date(at),
        due_on=local_date(until),
        due_at=until,
        span=span,
        provisional=False,
        arithmetic=(_rule_step(limit), step),
        pauses=(),
        extensions=(),
    )


def _counted(
    limit: TimeLimit, trigger: date, span: Span, calendar: Calendar, pauses: Sequence[Paused]
) -> Due:
    if span.number:
        paused = frozenset[date]().union(*(each.days for each in pauses))
        found = due(trigger, span, calendar, paused)
        return replace(found, arithmetic=(_begin_step(limit, trigger), *found.arithmetic[1:]))
    on = calendar.next_working(trigger)
    step = Step(N_("当日办结：%(due_on)s"), {"due_on": on.isoformat()})
    return Due(on, not calendar.is_published(on), (step,))


def _said(pauses: Sequence[Paused], extensions: Sequence[Extended]) -> tuple[Step, ...]:
    return (*(each.step for each in extensions), *(each.step for each in pauses))


def _rule_step(limit: TimeLimit) -> Step:
    names = limit.span.names if limit.span else {"zh": "", "en": ""}
    params: dict[str, Value] = {
        "code": limit.code,
        "title": limit.title,
        "span": names,
        "basis": limit.basis,
    }
    return Step(N_("%(code)s %(title)s：%(span)s；依据：%(basis)s"), params)


def _begin_step(limit: TimeLimit, trigger: date) -> Step:
    params: dict[str, Value] = {
        "day": trigger.isoformat(),
        "trigger": limit.trigger,
        "first_on": (trigger + ONE_DAY).isoformat(),
    }
    return Step(N_("%(day)s %(trigger)s，当日不计，从次日 %(first_on)s 起算"), params)


def _clock(at: datetime) -> str:
    return f"{at.astimezone(SHANGHAI):%Y-%m-%d %H:%M}"


def _unusable(path: str, message: str, params: dict[str, str]) -> LimitUnusable:
    return LimitUnusable(message, errors=[FieldError(path, message, params)], params=params)
