"""A pause 暂停计时: a limit stands still for a reason its own rule lists, and runs again."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from services.complaints.domain.cases.act import Act
from services.complaints.domain.cases.case import Case
from services.complaints.domain.cases.change import Change
from services.complaints.domain.cases.recorded_step import Values
from services.complaints.domain.clocks.clock import Clock
from services.complaints.domain.clocks.pauses import PauseRefused
from shared.errors import FieldError, Invalid
from shared.words import N_


def pause_clock(case: Case, values: Values, act: Act) -> Change:
    """Let a limit stand still from the day after the event that stops it.

    Values: `clock` (code of a running limit), `reason` (code of a stop of its rule), `on` (day of
    the event, today where it is left out), `text`.

    Raises:
        Invalid: the limit does not run, its rule does not list the reason, or the day lies before
            its start, after its end, or inside an earlier pause.
    """
    clock = case.clock(values["clock"])
    if clock is None or not clock.is_running:
        raise _refused("clock", N_("这个期限现在不在计算"))
    on = _day(values, act)
    _refuse_day(clock, on)
    try:
        after = act.limits.pause(clock, values["reason"], on)
    except PauseRefused as error:
        raise _refused("reason", error.detail, error.params) from error
    return Change(case=_with(case, clock, after))


def resume_clock(case: Case, values: Values, act: Act) -> Change:
    """Let a limit run again from the day after what it waited for; that day does not count.

    Values: `clock` (code of a limit that stands still), `on` (today where it is left out), `text`.

    Raises:
        Invalid: the limit does not stand still, or the day lies before its pause.
    """
    clock = case.clock(values["clock"])
    if clock is None or not clock.stands_still:
        raise _refused("clock", N_("这个期限没有暂停"))
    on, begun = _day(values, act), clock.pauses[-1].event_on
    if on < begun:
        raise _refused("on", N_("日期不能早于 %(earliest)s"), {"earliest": begun.isoformat()})
    return Change(case=_with(case, clock, act.limits.resume(clock, on)))


def _refuse_day(clock: Clock, on: date) -> None:
    """Refuse a day on which the limit did not run: late recording must not shift other days."""
    earlier = (each.to_on or each.event_on for each in clock.pauses)
    earliest = max((clock.started_on, *earlier))
    if on < earliest:
        raise _refused("on", N_("日期不能早于 %(earliest)s"), {"earliest": earliest.isoformat()})
    if on > clock.due_on:
        latest = {"latest": clock.due_on.isoformat()}
        raise _refused("on", N_("期限已于 %(latest)s 届满，届满以后不能暂停"), latest)


def _day(values: Values, act: Act) -> date:
    told = values.get("on", "")
    return date.fromisoformat(told) if told else act.today


def _with(case: Case, before: Clock, after: Clock) -> Case:
    clocks = tuple(after if clock is before else clock for clock in case.clocks)
    return replace(case, clocks=clocks)


def _refused(path: str, message: str, params: Mapping[str, Any] | None = None) -> Invalid:
    return Invalid(N_("有内容需要修改"), errors=[FieldError(path, message, params or {})])
