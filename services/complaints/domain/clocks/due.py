"""When a time limit ends, and the arithmetic for people to follow.

Source: 民法典 arts 201 to 203 (the day of the trigger is not counted; a month or a year ends on
its matching day, else with the month; a last day that is a legal rest day moves to the day after
the rest days).
"""

from calendar import monthrange
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date

from services.complaints.domain.clocks.calendar import (
    LAST_YEAR,
    ONE_DAY,
    Calendar,
    CalendarMissing,
    days_between,
)
from services.complaints.domain.clocks.limits import Span, Unit
from services.complaints.domain.clocks.step import Step
from shared.errors import Invalid
from shared.words import N_

LARGEST = 3660
NOTHING_PAUSED: frozenset[date] = frozenset()
_LISTED = 7
_MONTHS = {Unit.MONTH: 1, Unit.YEAR: 12}


class SpanUnusable(Invalid):
    """A span is zero, negative or absurdly long, or its unit does not fit."""


@dataclass(frozen=True)
class Due:
    """The last day in time.

    Args:
        provisional: whether it depends on a calendar that is not published yet.
        arithmetic: how it was counted, in order.
    """

    due_on: date
    provisional: bool
    arithmetic: tuple[Step, ...]

    @property
    def steps(self) -> tuple[str, ...]:
        """The arithmetic as sentences in Chinese."""
        return tuple(step.sentence for step in self.arithmetic)


def due(
    received_on: date,
    span: Span,
    calendar: Calendar,
    paused: AbstractSet[date] = NOTHING_PAUSED,
) -> Due:
    """Return when a span that begins the day after `received_on` ends.

    Args:
        received_on: the day of the trigger.
        span: in working days, days, months or years.
        calendar: which days are worked.
        paused: days that do not count; in a span of months or years each moves the end by a day.

    Raises:
        SpanUnusable: the span is below 1 or above 3660, or in hours.
        CalendarMissing: a day that must be looked up lies outside the calendars.
    """
    need_usable(span)
    if received_on.year > LAST_YEAR:
        calendar.is_rest(received_on)
    begin = Step(
        N_("%(received_on)s 收到，当日不计，从次日 %(first_on)s 起算"),
        {
            "received_on": received_on.isoformat(),
            "first_on": (received_on + ONE_DAY).isoformat(),
        },
    )
    if span.unit is Unit.WORKING_DAY:
        due_on, counted = _by_working_days(received_on, span.number, calendar, paused)
        looked_up = set(days_between(received_on, due_on))
    else:
        last_on, due_on, counted = _by_date(received_on, span, calendar, paused)
        looked_up = {last_on, due_on}
    provisional = _provisional(looked_up, calendar)
    return Due(due_on, bool(provisional), (begin, *counted, *provisional))


def need_usable(span: Span) -> None:
    """Refuse a span that cannot be counted in days.

    Raises:
        SpanUnusable: it is below 1 or above 3660, or in hours.
    """
    if span.unit.by_the_clock:
        raise SpanUnusable(N_("按小时计算的时限要给出起算的时刻，如 2026-04-30T16:30+08:00"))
    if not 1 <= span.number <= LARGEST:
        raise SpanUnusable(
            N_("时限应在 1 至 %(largest)s 之间，您给的是 %(number)s"),
            params={"largest": LARGEST, "number": span.number},
        )


def _by_working_days(
    received_on: date, number: int, calendar: Calendar, paused: AbstractSet[date]
) -> tuple[date, tuple[Step, ...]]:
    day, counted = received_on, list[date]()
    while len(counted) < number:
        day += ONE_DAY
        if not calendar.is_rest(day) and day not in paused:
            counted.append(day)
    last = Step(
        N_("第 %(number)s 个工作日是 %(due_on)s"), {"number": number, "due_on": day.isoformat()}
    )
    skipped = _skipped(received_on, day, calendar)
    return day, (*skipped, *_listed(counted), last)


def _skipped(received_on: date, due_on: date, calendar: Calendar) -> tuple[Step, ...]:
    """Say which days are left out (holidays one by one, weekends in sum) and which are made up."""
    days = list(days_between(received_on, due_on))
    holidays = [day for day in days if calendar.is_holiday(day)]
    weekends = [day for day in days if calendar.is_rest(day) and not calendar.is_holiday(day)]
    steps = [
        _run_step(N_("%(from_on)s 至 %(to_on)s 放假，不计"), N_("%(from_on)s 放假，不计"), run)
        for run in _runs(holidays)
    ]
    if weekends:
        steps.append(
            Step(N_("其间双休日 %(days)s 天，不计"), {"days": len(weekends)})
            if len(weekends) > _LISTED
            else Step(N_("双休日 %(days)s 不计"), {"days": _join(weekends)})
        )
    made_up = [day for day in days if calendar.is_made_up(day)]
    if made_up:
        steps.append(Step(N_("%(days)s 调休上班，计入"), {"days": _join(made_up)}))
    return tuple(steps)


def _listed(counted: list[date]) -> tuple[Step, ...]:
    if len(counted) > _LISTED or len(counted) == 1:
        return ()
    return (Step(N_("计入的工作日：%(days)s"), {"days": _join(counted)}),)


def _by_date(
    received_on: date, span: Span, calendar: Calendar, paused: AbstractSet[date]
) -> tuple[date, date, tuple[Step, ...]]:
    last_on, step = _last_day(received_on, span, paused)
    due_on = calendar.next_working(last_on)
    if due_on == last_on:
        return last_on, due_on, (step,)
    moved = Step(
        N_("%(last_on)s 是休息日，顺延到其后第一个工作日 %(due_on)s（民法典第二百零三条）"),
        {"last_on": last_on.isoformat(), "due_on": due_on.isoformat()},
    )
    return last_on, due_on, (step, moved)


def _last_day(received_on: date, span: Span, paused: AbstractSet[date]) -> tuple[date, Step]:
    messages = {
        Unit.DAY: N_("第 %(number)s 日是 %(last_on)s"),
        Unit.MONTH: N_("%(number)s 个月后的对应日是 %(last_on)s（民法典第二百零二条）"),
        Unit.YEAR: N_("%(number)s 年后的对应日是 %(last_on)s（民法典第二百零二条）"),
    }
    if span.unit is Unit.DAY:
        last_on = _counting(received_on, span.number, paused)
    else:
        matching = _months_later(received_on, span.number * _MONTHS[span.unit])
        inside = sum(received_on < day <= matching for day in paused)
        last_on = _counting(matching, inside, paused)
    return last_on, Step(
        messages[span.unit], {"number": span.number, "last_on": last_on.isoformat()}
    )


def _counting(day: date, number: int, paused: AbstractSet[date]) -> date:
    """Return the day that many days later, paused ones not counted."""
    while number:
        day += ONE_DAY
        number -= day not in paused
    return day


def _months_later(day: date, months: int) -> date:
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    if year > LAST_YEAR:
        raise CalendarMissing(N_("期限超出 %(last)s 年，无法计算"), params={"last": LAST_YEAR})
    last_of_month = monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last_of_month))


def _provisional(looked_up: AbstractSet[date], calendar: Calendar) -> tuple[Step, ...]:
    """Say which years are not published yet that the days depend on, the first one first."""
    within = N_("期限涉及的 %(year)s 年放假安排尚未公布，日期为暂定。")
    after = N_("%(year)s 年放假安排尚未公布，可能调整上一年 12 月下旬的上班和休息日，日期为暂定。")
    years = {day.year for day in looked_up}
    unpublished = sorted({year for day in looked_up for year in calendar.unpublished(day)})
    return tuple(Step(within if y in years else after, {"year": y}) for y in unpublished)


def _runs(days: list[date]) -> list[list[date]]:
    """Return the days grouped into runs without a gap, oldest first."""
    runs: list[list[date]] = []
    for day in days:
        if runs and runs[-1][-1] + ONE_DAY == day:
            runs[-1].append(day)
        else:
            runs.append([day])
    return runs


def _run_step(several: str, single: str, run: list[date]) -> Step:
    from_on, to_on = run[0].isoformat(), run[-1].isoformat()
    return Step(single if len(run) == 1 else several, {"from_on": from_on, "to_on": to_on})


def _join(days: list[date]) -> str:
    return "、".join(day.isoformat() for day in days)
