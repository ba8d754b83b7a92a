"""Was a promise of the notices kept? Nobody is accused on a gap in what was told."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime

from services.complaints.domain.clocks.calendar import Calendar
from services.complaints.domain.commitments.averages import WHOLE_PERIOD, check_mean_hours
from services.complaints.domain.commitments.circumstances import Circumstances
from services.complaints.domain.commitments.commitment import Commitment, Condition, Kind
from services.complaints.domain.commitments.commitments import Commitments
from services.complaints.domain.commitments.facts import Facts
from services.complaints.domain.commitments.lengths import check_hours, check_instant
from services.complaints.domain.commitments.numbers import check_number, check_yes_no
from services.complaints.domain.commitments.same_day import check_same_day
from services.complaints.domain.commitments.verdict import Finding, Missing, Said, Verdict, Why
from shared.clock import local_date
from shared.words import N_

_CHECKS: Mapping[Kind, Callable[[Circumstances], Verdict]] = {
    Kind.SAME_DAY: check_same_day,
    Kind.HOURS: check_hours,
    Kind.MEAN_HOURS: check_mean_hours,
    Kind.INSTANT: check_instant,
    Kind.AT_MOST: check_number,
    Kind.AT_LEAST: check_number,
    Kind.SHARE: check_number,
    Kind.REDUCTION: check_number,
    Kind.YES_NO: check_yes_no,
}
_ON = {"zh": "数值是哪一天的", "en": "The day the figures are of"}


def check_commitment(
    commitment: Commitment,
    facts: Facts,
    *,
    rules: Commitments,
    calendar: Calendar,
    now: datetime,
) -> Verdict:
    """Return whether a promise was kept, with the arithmetic.

    Broken is answered only where it is broken under every reading of the notice and of what was
    told, and every condition of the promise is said to have been met.

    Args:
        commitment: the promise.
        facts: what was told.
        rules: names of events and settings of the city.
        calendar: working days.
        now: what lies after it has not happened.
    """
    if commitment.kind is Kind.NO_NUMBER:
        return Verdict(why=Why.NO_NUMBER, reason=Said(N_("通知没有可以核对的数字，不能判断。")))
    c = Circumstances(
        commitment=commitment,
        facts=facts,
        settings=rules.settings[commitment.city],
        calendar=calendar,
        events=rules.events,
        now=now,
    )
    return _too_early(c) or _weighed(c, _CHECKS[commitment.kind](c))


def _too_early(c: Circumstances) -> Verdict | None:
    """Answer where something told has not happened, or happened before the promise was made."""
    used = [told for told in c.facts.events if told.event in c.commitment.events]
    on = c.facts.figures.on
    if any(told.moment.earliest > c.now for told in used) or (on and on > local_date(c.now)):
        return Verdict(why=Why.IN_FUTURE, reason=Said(N_("所填的时间还没有到，不能判断。")))
    day = _day(c)
    if c.commitment.in_force(day):
        return None
    ended = c.commitment.effective_to
    if ended is not None and day > ended:
        params = {"day": day.isoformat(), "to": ended.isoformat()}
        reason = Said(N_("承诺到 %(to)s 为止，%(day)s 已经不适用。"), params)
        return Verdict(why=Why.NOT_IN_FORCE, reason=reason)
    params = {"day": day.isoformat(), "from": c.commitment.effective_from.isoformat()}
    reason = Said(N_("承诺自 %(from)s 作出，%(day)s 还不适用。"), params)
    return Verdict(why=Why.NOT_IN_FORCE, reason=reason)


def _day(c: Circumstances) -> date:
    """Return the day a promise is looked at: of the start, of the figures, else today."""
    return _told_day(c) or local_date(c.now)


def _told_day(c: Circumstances) -> date | None:
    moments = [c.facts.moment(event) for event in c.commitment.events]
    first = next((moment for moment in moments if moment is not None), None)
    return c.facts.figures.on if first is None else first.first_on


def _weighed(c: Circumstances, verdict: Verdict) -> Verdict:
    """Take back an answer that a condition, a deadline or the notice itself does not bear."""
    conditions = [each for each in c.commitment.conditions if each.id != WHOLE_PERIOD]
    for condition in conditions:
        if c.facts.conditions.get(condition.id) is False:
            return _not_covered(verdict, condition)
    if verdict.finding is not Finding.BROKEN:
        return verdict
    if (early := _not_due(c, verdict)) is not None:
        return early
    unknown = [each for each in conditions if each.id not in c.facts.conditions]
    if unknown:
        return _unproved(verdict, unknown)
    return _undated(verdict) if _told_day(c) is None else verdict


def _not_covered(verdict: Verdict, condition: Condition) -> Verdict:
    reason = Said(N_("“%(condition)s”不成立，这项承诺不包括它。"), {"condition": condition.name})
    return replace(verdict, why=Why.NOT_COVERED, reason=reason, by=None, missing=())


def _not_due(c: Circumstances, verdict: Verdict) -> Verdict | None:
    day, deadline, other = _day(c), c.commitment.deadline, c.commitment.conflict_on
    if deadline and day <= deadline:
        reason = Said(
            N_("通知要求在 %(deadline)s 前完成，%(day)s 还没有到期。"),
            {"deadline": deadline.isoformat(), "day": day.isoformat()},
        )
        return replace(verdict, why=Why.NOT_DUE, reason=reason, by=None)
    if deadline and other and day <= other:
        reason = Said(
            N_("同一通知写了两个期限，%(deadline)s 和 %(other)s；%(day)s 在两者之间，不能判断。"),
            {"deadline": deadline.isoformat(), "other": other.isoformat(), "day": day.isoformat()},
        )
        return replace(verdict, why=Why.DATES_CONFLICT, reason=reason, by=None)
    return None


def _undated(verdict: Verdict) -> Verdict:
    """Nobody is accused by a figure that may be older than the promise or its deadline."""
    reason = Said(N_("不知道是哪一天的数值，不能认定没有兑现。"))
    missing = (Missing("figure", "on", _ON),)
    return replace(verdict, why=Why.MISSING_FIGURE, reason=reason, by=None, missing=missing)


def _unproved(verdict: Verdict, unknown: list[Condition]) -> Verdict:
    missing = tuple(
        Missing("condition", each.id, each.name, each.proved_by, each.proof) for each in unknown
    )
    reason = Said(
        N_("没有在时限内完成，但不知道“%(condition)s”，要由%(by)s证明，不能判断。"),
        {"condition": unknown[0].name, "by": unknown[0].proved_by},
    )
    return replace(verdict, why=Why.MISSING_CONDITION, reason=reason, by=None, missing=missing)
