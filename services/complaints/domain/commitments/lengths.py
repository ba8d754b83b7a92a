"""Promises of one case in hours: within a limit, or 即时.

Source: Jiaxing 嘉政办发〔2018〕62号 三(二)6 (half an hour; 即时), read 2026-11-22.
"""

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from services.complaints.domain.commitments.circumstances import Circumstances
from services.complaints.domain.commitments.facts import Moment, Range, elapsed
from services.complaints.domain.commitments.verdict import Missing, Quantity, Said, Verdict, Why
from services.complaints.domain.commitments.wording import hours_of, length_names, moment_names
from shared.words import N_

_NOTHING = timedelta()


@dataclass(frozen=True)
class _Bounds:
    """Up to where a promise is kept, and from where it is broken under every reading."""

    kept: timedelta
    broken: timedelta


def check_hours(c: Circumstances) -> Verdict:
    """Answer whether one case stayed within its hours; nights and rest days count."""
    limit = limit_of(c)
    return _judged(c, _Bounds(limit, limit))


def check_instant(c: Circumstances) -> Verdict:
    """Answer whether something came at once; the notice gives no number, the city a tolerance."""
    minutes = (c.settings.instant_kept_minutes, c.settings.instant_broken_minutes)
    return _judged(c, _Bounds(*(timedelta(minutes=each) for each in minutes)))


def limit_of(c: Circumstances) -> timedelta:
    """Return the limit of a promise in hours."""
    return timedelta(seconds=int((c.commitment.limit or Decimal(0)) * 3600))


def _judged(c: Circumstances, bounds: _Bounds) -> Verdict:
    start, end = c.facts.moment(c.commitment.start), c.facts.moment(c.commitment.end)
    if start is None or end is None:
        absent = [(c.commitment.start, start), (c.commitment.end, end)]
        return c.lacking(*(event for event, moment in absent if moment is None))
    taken = elapsed(start, end)
    if taken.longest is not None and taken.longest < _NOTHING:
        return c.out_of_order()
    why, reason, by = _answer(taken, bounds)
    return Verdict(
        why=why,
        reason=reason,
        by=by,
        measured=Quantity(
            hours_of(max(taken.shortest, _NOTHING)), "hours", at_least=_is_vague(taken)
        ),
        due_at=start.earliest + bounds.kept if start.is_exact else None,
        steps=_steps(c, (start, end), taken, bounds),
        missing=_times_to_tell(c, start, end) if why is Why.TIME_NEEDED else (),
    )


def _answer(taken: Range, bounds: _Bounds) -> tuple[Why, Said, Quantity | None]:
    if taken.longest is not None and taken.longest <= bounds.kept:
        return Why.KEPT, Said(N_("在时限内完成，兑现了承诺。")), None
    if taken.shortest > bounds.broken:
        over = taken.shortest - bounds.kept
        by = Quantity(hours_of(over), "hours", at_least=_is_vague(taken))
        text = N_("超过时限至少 %(length)s。") if by.at_least else N_("超过时限 %(length)s。")
        return Why.BROKEN, Said(text, {"length": length_names(over)}), by
    if taken.shortest > bounds.kept:
        reason = Said(N_("晚了 %(length)s，通知写的是“即时”，没有数字，不能判断。"), {
            "length": length_names(taken.shortest)
        })  # fmt: skip
        return Why.READING_UNCLEAR, reason, None
    if taken.longest is None:
        return Why.NOT_OVER_YET, Said(N_("时限还没有到，不能判断。")), None
    return Why.TIME_NEEDED, Said(N_("只知道日期，要知道几点才能判断。")), None


def _is_vague(taken: Range) -> bool:
    return taken.shortest != taken.longest


def _times_to_tell(c: Circumstances, start: Moment, end: Moment) -> tuple[Missing, ...]:
    told = ((c.commitment.start, start), (c.commitment.end, end))
    return tuple(
        Missing("time", event, c.event_name(event))
        for event, moment in told
        if event and not moment.is_exact
    )


def _steps(
    c: Circumstances, told: tuple[Moment, Moment], taken: Range, bounds: _Bounds
) -> tuple[Said, ...]:
    start, end = told
    begun = {"event": c.event_name(c.commitment.start), "at": moment_names(start)}
    ended = {"event": c.event_name(c.commitment.end), "at": moment_names(end)}
    allowed = N_("时限 %(length)s") if bounds.kept == bounds.broken else _TOLERANCE
    used = [Said(N_("用时 %(length)s"), {"length": length_names(taken.shortest)})]
    return (
        Said(N_("“%(event)s”：%(at)s"), begun),
        Said(N_("“%(event)s”：%(at)s"), ended),
        *([] if _is_vague(taken) else used),
        Said(allowed, {"length": length_names(bounds.kept)}),
    )


_TOLERANCE = N_("“即时”按 %(length)s 以内算（平台设置）")
