"""Promises of 当日: what began on a day is done on that day.

Source: Haiyang 海政办发〔2020〕14号 (八) and Jiaxing 嘉政办发〔2018〕62号 三(二)7, read 2026-11-22.
Neither says what holds for what begins outside office hours; then only what is late under every
reading is late.
"""

from datetime import date, datetime, time
from decimal import Decimal

from services.complaints.domain.commitments.circumstances import Circumstances
from services.complaints.domain.commitments.commitment import Names
from services.complaints.domain.commitments.facts import Moment, elapsed
from services.complaints.domain.commitments.office_time import counted_day
from services.complaints.domain.commitments.verdict import Missing, Quantity, Said, Verdict, Why
from services.complaints.domain.commitments.wording import clock_text, counted_names, moment_names
from shared.clock import SHANGHAI
from shared.words import N_

_END_OF_DAY = time(23, 59, 59)


def check_same_day(c: Circumstances) -> Verdict:
    """Answer whether the end lies on the day of the start."""
    start, end = c.facts.moment(c.commitment.start), _end(c)
    if start is None or end is None:
        return c.lacking(*_absent(c, start, end))
    if (taken := elapsed(start, end).longest) is not None and taken.total_seconds() < 0:
        return c.out_of_order()
    if (outside := _after_the_cut_off(c, start)) is not None:
        return outside
    return _compared(c, start, end)


def _end(c: Circumstances) -> Moment | None:
    """Return the end, or what shows that it was there in time though nobody noted it."""
    end = c.facts.moment(c.commitment.end)
    if end is not None:
        return end
    shown = (c.facts.moment(event) for event in c.commitment.shown_by)
    later = next((each for each in shown if each is not None), None)
    start = c.facts.moment(c.commitment.start)
    in_time = start is not None and later is not None and later.last_on == start.first_on
    return later if in_time else None


def _absent(c: Circumstances, start: Moment | None, end: Moment | None) -> list[str | None]:
    return [
        event
        for event, moment in ((c.commitment.start, start), (c.commitment.end, end))
        if moment is None
    ]


def _after_the_cut_off(c: Circumstances, start: Moment) -> Verdict | None:
    if c.commitment.starts_until is None:
        return None
    limit = c.settings.morning_until
    if start.earliest.astimezone(SHANGHAI).time() <= limit:
        return None
    params: dict[str, str | Names] = {
        "event": c.event_name(c.commitment.start),
        "at": clock_text(start.earliest),
        "limit": f"{limit:%H:%M}",
    }
    reason = Said(N_("“%(event)s”在 %(at)s，不在上午（%(limit)s 前），这项承诺不包括它。"), params)
    return Verdict(why=Why.NOT_COVERED, reason=reason)


def _compared(c: Circumstances, start: Moment, end: Moment) -> Verdict:
    due_on = start.first_on
    due_at = datetime.combine(due_on, _END_OF_DAY, tzinfo=SHANGHAI)
    days = Decimal((end.first_on - due_on).days)
    measured = Quantity(days, "days", at_least=end.is_open)
    steps = _steps(c, start, end, due_on)
    if end.last_on == due_on:
        reason = Said(N_("当日完成，兑现了承诺。"))
        return Verdict(why=Why.KEPT, reason=reason, due_at=due_at, measured=measured, steps=steps)
    counted = counted_day(start.latest or start.earliest, c.settings, c.calendar)
    late = (end.first_on - counted).days
    if late > 0 and (_surely_before_the_cut_off(c, start)):
        by = Quantity(Decimal(late), "days", at_least=end.is_open or counted != due_on)
        return Verdict(
            why=Why.BROKEN, reason=_late(by), by=by, due_at=due_at, measured=measured, steps=steps
        )
    return _undecided(c, (start, end), due_at, steps)


def _surely_before_the_cut_off(c: Circumstances, start: Moment) -> bool:
    return c.commitment.starts_until is None or start.is_exact


def _undecided(
    c: Circumstances, told: tuple[Moment, Moment], due_at: datetime, steps: tuple[Said, ...]
) -> Verdict:
    start, end = told
    if not start.is_exact:
        name = c.event_name(c.commitment.start)
        missing = (Missing("time", c.commitment.start or "", name),)
        reason = Said(N_("只知道“%(event)s”的日期，要知道几点才能判断。"), {"event": name})
        return Verdict(
            why=Why.TIME_NEEDED, reason=reason, due_at=due_at, steps=steps, missing=missing
        )
    if end.is_open and end.first_on == start.first_on:
        reason = Said(N_("当日还没有过完，不能判断。"))
        return Verdict(why=Why.NOT_OVER_YET, reason=reason, due_at=due_at, steps=steps)
    params = {
        "from": f"{c.settings.office_from:%H:%M}",
        "until": f"{c.settings.office_until:%H:%M}",
    }
    reason = Said(
        N_("开始时间在办公时间（工作日 %(from)s 至 %(until)s）以外，通知没有说怎么算，不能判断。"),
        params,
    )
    return Verdict(why=Why.OUTSIDE_HOURS, reason=reason, due_at=due_at, steps=steps)


def _late(by: Quantity) -> Said:
    params = {"days": counted_names(by.value, by.unit)}
    if by.at_least:
        return Said(N_("没有当日完成，至少晚 %(days)s。"), params)
    return Said(N_("没有当日完成，晚 %(days)s。"), params)


def _steps(c: Circumstances, start: Moment, end: Moment, due_on: date) -> tuple[Said, ...]:
    begun = {"event": c.event_name(c.commitment.start), "at": moment_names(start)}
    ended = {"event": c.event_name(c.commitment.end), "at": moment_names(end)}
    return (
        Said(N_("“%(event)s”：%(at)s"), begun),
        Said(N_("承诺当日完成，即 %(day)s 24:00 前"), {"day": due_on.isoformat()}),
        Said(N_("“%(event)s”：%(at)s"), ended),
    )
