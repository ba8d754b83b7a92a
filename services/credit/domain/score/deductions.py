"""What breaches take from a score."""

from collections.abc import Iterator
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from services.credit.domain.ledger.entry import (
    BREACH_KINDS,
    Entry,
    EntryKind,
    Level,
    RefundState,
)
from services.credit.domain.score.knowledge import Knowledge
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
    for place, fact in enumerate(known.facts):
        if fact.event.kind in BREACH_KINDS:
            yield from _lines_of(place, known, pack)


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


def _lines_of(place: int, known: Knowledge, pack: RulePack) -> Iterator[Draft]:
    fact = known.facts[place]
    ending = known.ending_of(fact)
    period = period_for(fact, pack)
    if ending is not None:
        yield _zero(fact, pack, _ENDED_BY[ending.event.kind], because=(ending.seq,))
    elif period is None:
        yield _zero(fact, pack, _REFUND_KEPT.get(fact.event.refund_state, "refund_ordered"))
    elif period.is_over(known.valid_on):
        yield _zero(fact, pack, "expired")
    else:
        yield from _counted(place, period, known, pack)


def _counted(place: int, period: Period, known: Knowledge, pack: RulePack) -> Iterator[Draft]:
    fact = known.facts[place]
    fading = _fading(period, known.valid_on, pack)
    share = period.share(known.valid_on)
    if fact.event.level is not None:
        rule, repeats = pack.rule(fact.event.level), _repeats(place, known, pack)
        yield _deduction(fact, pack, rule, share=share, fading=fading, repeats=repeats)
    if fact.event.refund_state == RefundState.REFUSED:
        rule = pack.rule("refund_refused")
        yield _deduction(fact, pack, rule, share=share, fading=fading, repeats=())


def _deduction(
    fact: Entry,
    pack: RulePack,
    rule: ScoreRule,
    *,
    share: Fraction,
    fading: Words,
    repeats: tuple[int, ...],
) -> Draft:
    factor = _factor(pack, repeats)
    numbers = (rule.rule, pack.repeat.rule) if repeats else (rule.rule,)
    text = rule.sentence.filled(points=_plain(rule.points))
    if repeats:
        text = _joined(text, pack.repeat.sentence.filled(factor=_plain(factor)))
    return Draft(
        rule="+".join(numbers),
        code=rule.code,
        part=rule.part,
        seq=fact.seq,
        because=repeats,
        points=rounded(-rule.points * factor * share.numerator / share.denominator),
        article=pack.article_of(*numbers),
        sentence=_joined(text, fading),
        basis_kind=rule.ground.basis_kind,
    )


def _fading(period: Period, valid_on: date, pack: RulePack) -> Words:
    """Return how far deductions of this period have faded, no words while they count in full."""
    share = period.share(valid_on)
    if share == 1:
        return Words(zh="", en="")
    from_start = period.starts_on == period.shortest_until
    text = pack.fading_at_once if from_start else pack.fading
    percent = Decimal(100 * share.numerator) / share.denominator
    written = percent.quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)
    return text.filled(days=period.days_past_shortest(valid_on), share=f"{written}%")


def _repeats(place: int, known: Knowledge, pack: RulePack) -> tuple[int, ...]:
    """Return the two nearest earlier breaches of the same code that make this one a repeat."""
    fact = known.facts[place]
    since = months_after(fact.event.determined_on, -pack.repeat.within_months)
    codes = frozenset(fact.event.violations)
    found: list[int] = []
    for other in reversed(known.facts[:place]):
        if other.event.determined_on < since or len(found) == 2:
            break
        is_same = other.event.kind == EntryKind.PENALTY and not codes.isdisjoint(
            other.event.violations
        )
        if is_same and _stood_when(fact, other, known):
            found.append(other.seq)
    return tuple(reversed(found))


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
