"""Storage and detention: each day at the price of its own tier 阶梯计费."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

ZERO = Decimal(0)


@dataclass(frozen=True, kw_only=True)
class DayTier:
    """The days from `first` to `last`, both counted (None for without end), CNY a day each."""

    first: int
    last: int | None
    price: Decimal


@dataclass(frozen=True)
class TierDays:
    """How many days fall into a tier."""

    days: int
    price: Decimal

    @property
    def amount(self) -> Decimal:
        """Return what they cost for one box or ton, CNY."""
        return self.days * self.price


def leaves_no_gap(tiers: Sequence[DayTier]) -> bool:
    """Return whether each tier begins the day after the one before; days before all are free."""
    ordered = sorted(tiers, key=lambda each: each.first)
    return all(one.last is not None and one.last + 1 == two.first for one, two in pairwise(ordered))


def days_by_tier(tiers: Sequence[DayTier], days: int) -> Iterator[TierDays]:
    """Return the days tier by tier, earliest first; tiers not reached are left out."""
    for tier in sorted(tiers, key=lambda each: each.first):
        last = days if tier.last is None else min(days, tier.last)
        if last >= tier.first:
            yield TierDays(last - tier.first + 1, tier.price)


def tier_charge(tiers: Sequence[DayTier], days: int) -> Decimal:
    """Return what one box or ton pays for so many days, CNY."""
    return sum((each.amount for each in days_by_tier(tiers, days)), ZERO)


def ends_before(tiers: Sequence[DayTier], days: int) -> bool:
    """Return whether days lie beyond the last tier, so that no price is known for them."""
    last = max(tiers, key=lambda each: each.first).last
    return last is not None and days > last
