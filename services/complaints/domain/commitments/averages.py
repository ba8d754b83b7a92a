"""Promises about the average of a period, which one case alone neither keeps nor breaks.

Source: Jiaxing 嘉政办发〔2018〕62号 二 (120 h import, 10 h export), 三(二)8 (4 h on average), read
2026-11-22.
"""

from collections.abc import Callable, Sequence
from datetime import timedelta
from decimal import Decimal

from services.complaints.domain.commitments.circumstances import Circumstances
from services.complaints.domain.commitments.commitment import Names
from services.complaints.domain.commitments.facts import Moment, Range, elapsed
from services.complaints.domain.commitments.lengths import limit_of
from services.complaints.domain.commitments.office_time import office_hours
from services.complaints.domain.commitments.verdict import Missing, Quantity, Said, Verdict, Why
from services.complaints.domain.commitments.wording import hours_of, length_names, number_text
from shared.words import N_

WHOLE_PERIOD = "whole_period"
_NOTHING = timedelta()
Pair = tuple[Moment, Moment]


def check_mean_hours(c: Circumstances) -> Verdict:
    """Answer from the reported average, else from the cases if they are all of the period."""
    if c.facts.figures.value is not None:
        return _reported(c, c.facts.figures.value)
    refs = dict.fromkeys(told.ref for told in c.facts.events if told.event in c.commitment.events)
    pairs, absent = _pairs(c, list(refs) or [""])
    if absent:
        return c.lacking(*absent)
    if any((taken.longest or _NOTHING) < _NOTHING for taken in _all(pairs)):
        return c.out_of_order()
    return _of_cases(c, pairs)


def _reported(c: Circumstances, value: Decimal) -> Verdict:
    limit = c.commitment.limit or Decimal(0)
    measured = Quantity(value, "hours")
    params = {"value": number_text(value), "limit": number_text(limit)}
    steps = (Said(N_("平均用时 %(value)s 小时，承诺 %(limit)s 小时以内"), params),)
    if value <= limit:
        reason = Said(N_("平均用时在承诺以内，兑现了承诺。"))
        return Verdict(why=Why.KEPT, reason=reason, measured=measured, steps=steps)
    over = value - limit
    if c.commitment.reading:
        reason = Said(N_("按自然时间超过承诺；通知没有说是否只算工作时间，不能判断。"))
        return Verdict(why=Why.READING_UNCLEAR, reason=reason, measured=measured, steps=steps)
    reason = Said(N_("平均用时超过承诺 %(over)s 小时。"), {"over": number_text(over)})
    return Verdict(
        why=Why.BROKEN, reason=reason, by=Quantity(over, "hours"), measured=measured, steps=steps
    )


def _pairs(c: Circumstances, refs: Sequence[str]) -> tuple[list[Pair], list[str | None]]:
    pairs: list[Pair] = []
    absent: dict[str | None, None] = {}
    for ref in refs:
        start = c.facts.moment(c.commitment.start, ref)
        end = c.facts.moment(c.commitment.end, ref)
        if start and end:
            pairs.append((start, end))
        told = ((c.commitment.start, start), (c.commitment.end, end))
        absent.update({event: None for event, moment in told if moment is None})
    return pairs, list(absent)


def _all(pairs: Sequence[Pair]) -> list[Range]:
    return [elapsed(start, end) for start, end in pairs]


def _of_cases(c: Circumstances, pairs: Sequence[Pair]) -> Verdict:
    ranges, limit = _all(pairs), limit_of(c)
    shortest = _mean([max(_NOTHING, each.shortest) for each in ranges])
    longest = (
        None
        if any(each.longest is None for each in ranges)
        else _mean([each.longest or _NOTHING for each in ranges])
    )
    measured = Quantity(hours_of(shortest), "hours", at_least=shortest != longest)
    steps = _steps(c, len(pairs), shortest)
    if not c.facts.conditions.get(WHOLE_PERIOD):
        return _one_of_many(c, measured, steps)
    if longest is not None and longest <= limit:
        reason = Said(N_("平均用时在承诺以内，兑现了承诺。"))
        return Verdict(why=Why.KEPT, reason=reason, measured=measured, steps=steps)
    return _above(c, pairs, measured, steps)


def _above(
    c: Circumstances, pairs: Sequence[Pair], measured: Quantity, steps: tuple[Said, ...]
) -> Verdict:
    """Answer for an average above the limit: broken only under the kindest reading."""
    kindest, limit = _mean([_kindest(c)(pair) for pair in pairs]), limit_of(c)
    if c.commitment.reading:
        said = Said(N_("只算工作时间，平均 %(length)s"), {"length": length_names(kindest)})
        steps = (*steps, said)
    if kindest > limit:
        over = kindest - limit
        by = Quantity(hours_of(over), "hours", at_least=bool(c.commitment.reading))
        reason = Said(N_("平均用时超过承诺 %(over)s 小时。"), {"over": number_text(hours_of(over))})
        return Verdict(why=Why.BROKEN, reason=reason, by=by, measured=measured, steps=steps)
    if c.commitment.reading:
        reason = Said(N_("按自然时间超过承诺；通知没有说是否只算工作时间，不能判断。"))
        return Verdict(why=Why.READING_UNCLEAR, reason=reason, measured=measured, steps=steps)
    reason = Said(N_("只知道日期，要知道几点才能判断。"))
    return Verdict(why=Why.TIME_NEEDED, reason=reason, measured=measured, steps=steps)


def _kindest(c: Circumstances) -> Callable[[Pair], timedelta]:
    def taken(pair: Pair) -> timedelta:
        start, end = pair
        begun = start.latest or start.earliest
        if c.commitment.reading:
            return office_hours(begun, end.earliest, c.settings, c.calendar)
        return max(_NOTHING, end.earliest - begun)

    return taken


def _mean(lengths: Sequence[timedelta]) -> timedelta:
    return sum(lengths, _NOTHING) / len(lengths)


def _one_of_many(c: Circumstances, measured: Quantity, steps: tuple[Said, ...]) -> Verdict:
    condition = next((each for each in c.commitment.conditions if each.id == WHOLE_PERIOD), None)
    missing = (
        (Missing("condition", condition.id, condition.name, condition.proved_by, condition.proof),)
        if condition
        else ()
    )
    reason = Said(N_("承诺的是一段时期的平均数；所列不是该期间的全部，不能判断。"))
    return Verdict(
        why=Why.ONE_OF_MANY, reason=reason, measured=measured, steps=steps, missing=missing
    )


def _steps(c: Circumstances, count: int, mean: timedelta) -> tuple[Said, ...]:
    names: dict[str, str | Names] = {
        "start": c.event_name(c.commitment.start),
        "end": c.event_name(c.commitment.end),
        "count": str(count),
        "length": length_names(mean),
    }
    limit = {"limit": number_text(c.commitment.limit or Decimal(0))}
    return (
        Said(N_("从“%(start)s”到“%(end)s”，%(count)s 票平均 %(length)s"), names),
        Said(N_("承诺平均 %(limit)s 小时以内"), limit),
    )
