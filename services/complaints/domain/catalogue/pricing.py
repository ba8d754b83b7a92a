"""What a price allows for a line: the amount, the sum as people write it, what is not known."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import reduce

from services.complaints.domain.catalogue.additions import addition_sentences, on_top
from services.complaints.domain.catalogue.asked import Asked
from services.complaints.domain.catalogue.counting import Factor, days_of, factors_of
from services.complaints.domain.catalogue.fitting import Candidate
from services.complaints.domain.catalogue.formula import (
    minimum_step,
    product_step,
    share_step,
    summed,
)
from services.complaints.domain.catalogue.price_row import PriceRow
from services.complaints.domain.catalogue.reasons import Sentence
from services.complaints.domain.rates.bands import Band, slices
from services.complaints.domain.rates.day_tiers import (
    DayTier,
    days_by_tier,
    ends_before,
    leaves_no_gap,
    tier_charge,
)
from services.complaints.domain.rates.span import ZERO, Span, from_below, only

ONE = Decimal(1)
_TIERED = frozenset({"box_day", "ton_day"})


@dataclass(frozen=True, kw_only=True)
class Priced:
    """What rows allow for a line.

    Args:
        amount: CNY, two places; None where nothing can be said.
        steps: the sum with its numbers put in; empty where the amount is not exact.
        missing: keys of the line that would make it exact.
        ordinary: the same for the ordinary case, where the amount is not exact but that is.
    """

    amount: Span | None
    steps: tuple[Sentence, ...] = ()
    missing: tuple[str, ...] = ()
    ordinary: "Priced | None" = None

    @property
    def exact(self) -> Decimal | None:
        """Return the amount where there is only one."""
        return self.amount.low if self.amount is not None and self.amount.exact else None


def price(asked: Asked, candidate: Candidate) -> Priced:
    """Return what a candidate allows for a line."""
    if any(_open(row) for row in candidate.rows):
        return Priced(amount=None)
    whole = _finished(_added_up(asked, candidate.rows), candidate)
    return (
        whole if whole.exact is not None else replace(whole, ordinary=_ordinary(asked, candidate))
    )


def _open(row: PriceRow) -> bool:
    """Return whether a row does not say all that its price is multiplied by."""
    return row.price_max is None or bool(row.open_question) or row.unit == "unknown"


def _ordinary(asked: Asked, candidate: Candidate) -> Priced | None:
    """Return the price of the ordinary case: within ten miles, a port without a reduction.

    None where neither is open or something else is as well.
    """
    miles_told = asked.facts.nautical_miles is not None
    rows = [row for row in candidate.rows if miles_told or row.miles_above is None]
    share = candidate.share.high
    if share is None or (len(rows) == len(candidate.rows) and candidate.share.exact):
        return None
    priced = _finished(_added_up(asked, rows), replace(candidate, share=only(share)))
    return None if priced.exact is None else priced


def _added_up(asked: Asked, rows: Sequence[PriceRow]) -> Priced:
    main = _discounted(_sum_of(asked, [row for row in rows if not row.is_extra]), rows[0])
    extras = (_product(asked, row) for row in rows if row.is_extra)
    return reduce(_plus, extras, main)


def _discounted(priced: Priced, row: PriceRow) -> Priced:
    """Return the price with a published discount, which the line may or may not enjoy."""
    if row.discount is None or priced.amount is None:
        return priced
    amount = priced.amount.times(Span(row.discount, ONE))
    return replace(priced, amount=amount, missing=(*priced.missing, "discount"))


def _sum_of(asked: Asked, rows: Sequence[PriceRow]) -> Priced:
    row = rows[0]
    if row.slice_above is not None:
        return _banded(asked, rows)
    if row.from_day is not None:
        return _tiered(asked, rows)
    return _product(asked, row)


def _product(asked: Asked, row: PriceRow) -> Priced:
    """Return price × every number its unit is counted by."""
    factors = _with_floor(_after_free_days(factors_of(asked, row), row), row)
    missing = _missing(factors)
    if any(each.span is None for each in factors):
        return Priced(amount=None, missing=missing)
    spans = [each.span for each in factors if each.span is not None]
    amount = reduce(Span.times, spans, only(row.price_max or ZERO))
    top, unknown = on_top(asked, row)
    amount = amount.times(top)
    steps = (product_step(row, [each.low for each in spans]), *addition_sentences(asked, row))
    priced = Priced(amount=amount, steps=steps, missing=(*missing, *unknown))
    return _with_minimum(priced, [row])


def _banded(asked: Asked, rows: Sequence[PriceRow]) -> Priced:
    """Return what the net tons cost, each at the price of its band."""
    tons, *calls = factors_of(asked, rows[0])
    if tons.span is None or not tons.span.exact:
        return Priced(amount=from_below(ZERO), missing=_missing((tons, *calls)))
    bands = [
        Band(above=row.slice_above or ZERO, to=row.slice_to, price=row.price_max or ZERO)
        for row in rows
    ]
    by_price = {band.price: row for band, row in zip(bands, rows, strict=True)}
    parts = list(slices(bands, tons.span.low))
    amount = only(sum((each.amount for each in parts), ZERO))
    times = [each.span for each in calls if each.span is not None]
    steps = summed(
        (product_step(by_price[each.price], [each.tons, *(span.low for span in times)]),)
        for each in parts
    )
    amount = reduce(Span.times, times, amount)
    return _with_minimum(Priced(amount=amount, steps=steps, missing=_missing(calls)), rows)


def _tiered(asked: Asked, rows: Sequence[PriceRow]) -> Priced:
    """Return what boxes or tons cost day by day; days before the first tier are free."""
    if rows[0].unit not in _TIERED:
        return Priced(amount=None)
    count, _ = factors_of(asked, rows[0])[:2]
    days = days_of(asked)
    tiers = [
        DayTier(first=row.from_day or 1, last=row.to_day, price=row.price_max or ZERO)
        for row in rows
    ]
    missing = _missing((count, days))
    if count.span is None or days.span is None or not leaves_no_gap(tiers):
        return Priced(amount=None, missing=missing)
    if not days.span.exact:
        return Priced(amount=from_below(ZERO), missing=missing)
    number = int(days.span.low)
    if ends_before(tiers, number):
        return Priced(amount=None, missing=missing)
    top, unknown = on_top(asked, rows[0])
    amount = count.span.times(tier_charge(tiers, number)).times(top)
    by_price = {tier.price: row for tier, row in zip(tiers, rows, strict=True)}
    parts = [
        (product_step(by_price[each.price], [count.span.low, Decimal(each.days)]),)
        for each in days_by_tier(tiers, number)
    ] or [(product_step(rows[0], [count.span.low, ZERO]),)]
    steps = (*summed(parts), *addition_sentences(asked, rows[0]))
    return _with_minimum(Priced(amount=amount, steps=steps, missing=(*missing, *unknown)), rows)


def _with_minimum(priced: Priced, rows: Sequence[PriceRow]) -> Priced:
    """Return the price with the minimum charge; whether that holds for free days nobody says."""
    least = max((row.minimum_charge for row in rows if row.minimum_charge), default=None)
    amount = priced.amount
    if amount is None or least is None:
        return priced
    raised = amount.at_least(least)
    if amount.low == ZERO:
        raised = Span(ZERO, raised.high)
        return replace(priced, amount=raised, missing=(*priced.missing, "condition"))
    told = (minimum_step(least),) if amount.exact and raised != amount else ()
    return replace(priced, amount=raised, steps=(*priced.steps, *told))


def _plus(one: Priced, other: Priced) -> Priced:
    missing = (*one.missing, *other.missing)
    if one.amount is None or other.amount is None:
        return Priced(amount=None, missing=missing)
    steps = summed((one.steps, other.steps))
    return Priced(amount=one.amount.plus(other.amount), steps=steps, missing=missing)


def _finished(priced: Priced, candidate: Candidate) -> Priced:
    """Return the amount reduced as the port must, rounded, with the steps that led to it."""
    amount = priced.amount
    if amount is None:
        return replace(priced, steps=())
    steps = priced.steps
    if candidate.share != only(ONE):
        amount = amount.times(candidate.share)
        steps = share_step(steps, candidate.share.low)
    missing = priced.missing if candidate.share.exact else (*priced.missing, "port")
    amount = amount.rounded()
    known = tuple(dict.fromkeys(missing))
    return Priced(amount=amount, steps=steps if amount.exact else (), missing=known)


def _after_free_days(factors: Sequence[Factor], row: PriceRow) -> tuple[Factor, ...]:
    if not row.free_days or not row.unit.endswith("day"):
        return tuple(factors)
    *others, days = factors
    if len(factors) == 1 and row.unit != "day":
        return (Factor(from_below(ZERO), "days"),)
    free = Decimal(row.free_days)
    span = days.span or from_below(ZERO)
    high = None if span.high is None else max(ZERO, span.high - free)
    return (*others, Factor(Span(max(ZERO, span.low - free), high), days.missing))


def _with_floor(factors: Sequence[Factor], row: PriceRow) -> tuple[Factor, ...]:
    first, *others = factors
    if row.minimum_quantity is None or first.span is None:
        return tuple(factors)
    missing = first.missing or ("" if first.span.exact else "weight_t")
    return (Factor(first.span.at_least(row.minimum_quantity), missing), *others)


def _missing(factors: Sequence[Factor]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each.missing for each in factors if each.missing))
