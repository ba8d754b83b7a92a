"""A number that is known exactly, between two bounds, or only from below."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

CENT = Decimal("0.01")
ZERO = Decimal(0)


@dataclass(frozen=True)
class Span:
    """All that a number may be: from `low` to `high`, without end where `high` is None."""

    low: Decimal
    high: Decimal | None

    @property
    def exact(self) -> bool:
        """Whether there is only one such number."""
        return self.low == self.high

    def times(self, factor: "Span | Decimal") -> "Span":
        """Return the product with another number that is not negative."""
        other = factor if isinstance(factor, Span) else only(factor)
        high = None if self.high is None or other.high is None else self.high * other.high
        return Span(self.low * other.low, high)

    def plus(self, other: "Span") -> "Span":
        """Return the sum with another number."""
        high = None if self.high is None or other.high is None else self.high + other.high
        return Span(self.low + other.low, high)

    def at_least(self, floor: Decimal) -> "Span":
        """Return the number, or the floor where it is less."""
        high = None if self.high is None else max(self.high, floor)
        return Span(max(self.low, floor), high)

    def rounded(self) -> "Span":
        """Return an amount in CNY with two places, half up."""
        high = None if self.high is None else round_half_up(self.high)
        return Span(round_half_up(self.low), high)


def only(number: Decimal) -> Span:
    """Return a number that is known."""
    return Span(number, number)


def from_below(number: Decimal) -> Span:
    """Return a number of which only the least is known."""
    return Span(number, None)


def all_of(told: Iterable[Decimal]) -> Span:
    """Return what may be meant where several numbers are told; they may contradict each other."""
    numbers = sorted(told)
    return Span(numbers[0], numbers[-1])


def round_half_up(amount: Decimal) -> Decimal:
    """Return an amount in CNY with two places, half up."""
    return amount.quantize(CENT, ROUND_HALF_UP)
