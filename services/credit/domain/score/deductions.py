"""What breaches take from a score."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from services.credit.domain.ledger.entry import (
    BREACH_KINDS,
    Entry,
    EntryKind,
    Level,
    RefundState,
)
from services.credit.domain.score.knowledge import Knowledge, precedes
from services.credit.domain.score.line import ZERO, Draft, rounded
from services.credit.domain.score.pack import RulePack, ScoreRule
from services.credit.domain.score.periods import Period, months_after, period_of
from services.credit.domain.words import Words

_ENDED_BY = {
    EntryKind.REPAIR: "repaired",
    EntryKind.ANNULMENT: "annulled",
    EntryKind.REMOVAL: "annulled",
}
_REFUND_KEPT = {RefundState.OBEYED: "refund_obeyed", RefundState.ORDERED: "refund_ordered"}


def deductions(known: Knowledge, pack: RulePack) -> Iterator[Draft]:
    """Yield the lines of all breaches, oldest finding first; ended ones stay with 0.00."""
    for fact in known.facts:
        if fact.event.kind in BREACH_KINDS:
            yield from _lines_of(fact, known, pack)


def period_for(fact: Entry, pack: RulePack) -> Period | None:
    """Return the publicity period of a breach, None where it has no level."""
    level = _level_of(fact)
    if level is None:
        return None
    rule = pack.period_rule(level, fact.event.determined_on)
    return period_of(
        fact.event.determined_on,
        shortest_months=rule.shortest_months,
        longest_months=rule.longest_months,
    )


def _lines_of(fact: Entry, known: Knowledge, pack: RulePack) -> Iterator[Draft]:
    ending = known.ending_of(fact)
    period = period_for(fact, pack)
    if ending is not None:
        yield _zero(fact, pack, _ENDED_BY[ending.event.kind], because=(ending.seq,))
    elif period is None:
        yield _zero(fact, pack, _REFUND_KEPT.get(fact.event.refund_state, "refund_ordered"))
    elif period.is_over(known.valid_on):
        yield _zero(fact, pack, "expired")
    else:
        yield from _counted(fact, period, known, pack)


def _counted(fact: Entry, period: Period, known: Knowledge, pack: RulePack) -> Iterator[Draft]:
    if fact.event.level is not None:
        repeats = _repeats(fact, known, pack)
        yield _deduction(
            fact, pack, pack.rule(fact.event.level), period=period, known=known, repeats=repeats
        )
    if fact.event.refund_state == RefundState.REFUSED:
        rule = pack.rule("refund_refused")
        yield _deduction(fact, pack, rule, period=period, known=known, repeats=())


def _deduction(
    fact: Entry,
    pack: RulePack,
    rule: ScoreRule,
    *,
    period: Period,
    known: Knowledge,
    repeats: tuple[int, ...],
) -> Draft:
    share = period.share(known.valid_on)
    factor = _factor(pack, repeats)
    numbers = (rule.rule, pack.repeat.rule) if repeats else (rule.rule,)
    return Draft(
        rule="+".join(numbers),
        code=rule.code,
        part=rule.part,
        seq=fact.seq,
        because=repeats,
        points=rounded(-Fraction(rule.points) * Fraction(factor) * share),
        article=pack.article_of(*numbers),
        sentence=_sentence(pack, rule, factor=factor, period=period, known=known),
        basis_kind=rule.ground.basis_kind,
    )


def _sentence(
    pack: RulePack, rule: ScoreRule, *, factor: Decimal, period: Period, known: Knowledge
) -> Words:
    text = rule.sentence.filled(points=_plain(rule.points))
    if factor != 1:
        text = _joined(text, pack.repeat.sentence.filled(factor=_plain(factor)))
    share = period.share(known.valid_on)
    if share == 1:
        return text
    from_start = period.starts_on == period.shortest_until
    fading = pack.fading_at_once if from_start else pack.fading
    percent = rounded(share * 1000).quantize(Decimal(1)) / 10
    days = period.days_past_shortest(known.valid_on)
    return _joined(text, fading.filled(days=days, share=f"{percent}%"))


def _repeats(fact: Entry, known: Knowledge, pack: RulePack) -> tuple[int, ...]:
    """Return the two nearest earlier breaches of the same code that make this one a repeat."""
    since = months_after(fact.event.determined_on, -pack.repeat.within_months)
    codes = frozenset(fact.event.violations)
    earlier = [
        other
        for other in known.facts
        if other.event.kind == EntryKind.PENALTY
        and not codes.isdisjoint(other.event.violations)
        and other.event.determined_on >= since
        and precedes(other, fact)
        and _stood_when(fact, other, known)
    ]
    return tuple(other.seq for other in earlier[-2:])


def _stood_when(later: Entry, earlier: Entry, known: Knowledge) -> bool:
    """Tell whether a breach stood on its own feet when the later one was found.

    What had been repaired by then is no ground for a repeat; what is repaired later still is.
    """
    ending = known.ending_of(earlier)
    if ending is None:
        return True
    return (
        ending.event.kind == EntryKind.REPAIR
        and ending.event.effective_on > later.event.determined_on
    )


def _factor(pack: RulePack, repeats: tuple[int, ...]) -> Decimal:
    return (Decimal(1), pack.repeat.second, pack.repeat.third)[len(repeats)]


def _level_of(fact: Entry) -> Level | None:
    if fact.event.level is None and fact.event.refund_state == RefundState.REFUSED:
        return Level.ORDINARY
    return fact.event.level


def _zero(fact: Entry, pack: RulePack, code: str, *, because: tuple[int, ...] = ()) -> Draft:
    rule = pack.rule(code)
    return Draft(
        rule=rule.rule,
        code=code,
        part=None,
        seq=fact.seq,
        because=because,
        points=ZERO,
        article=pack.article_of(rule.rule),
        sentence=rule.sentence,
        basis_kind=rule.ground.basis_kind,
    )


def _joined(first: Words, second: Words) -> Words:
    return Words(zh=first.zh + second.zh, en=first.en + second.en)


def _plain(number: Decimal) -> str:
    return format(number.normalize(), "f")
