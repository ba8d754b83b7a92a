"""Prices per net ton that fall with the size of the ship: each ton at the price of its band."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, kw_only=True)
class Band:
    """The tons above `above`, up to `to` (None for without end), at `price` CNY a ton."""

    above: Decimal
    to: Decimal | None
    price: Decimal


@dataclass(frozen=True)
class Slice:
    """How many tons of a ship fall into a band."""

    tons: Decimal
    price: Decimal

    @property
    def amount(self) -> Decimal:
        """Return what they cost, CNY, not rounded."""
        return self.tons * self.price


def slices(bands: Sequence[Band], tons: Decimal) -> Iterator[Slice]:
    """Return the tons of a ship band by band, lowest first; empty bands are left out."""
    for band in sorted(bands, key=lambda each: each.above):
        upper = tons if band.to is None else min(tons, band.to)
        if upper > band.above:
            yield Slice(upper - band.above, band.price)
