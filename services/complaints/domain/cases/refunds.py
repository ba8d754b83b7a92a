"""What became of money that a decision orders back 责令退还: per line and payer, to its end.

Source: 价格违法行为行政处罚规定 art 16: overpaid money is ordered back within a set time; payers
hard to find are looked for by public notice; what is not given back is confiscated.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

ZERO = Decimal("0.00")


class RefundState(StrEnum):
    """Where one refund stands; the last two are its ends."""

    ORDERED = "ordered"
    REFUSED = "refused"
    SOUGHT = "sought"
    PAID = "paid"
    CONFISCATED = "confiscated"


SETTLED = frozenset({RefundState.PAID, RefundState.CONFISCATED})
NEXT: Mapping[RefundState, frozenset[RefundState]] = {
    RefundState.ORDERED: frozenset({RefundState.PAID, RefundState.REFUSED, RefundState.SOUGHT}),
    RefundState.REFUSED: frozenset({RefundState.PAID, RefundState.CONFISCATED}),
    RefundState.SOUGHT: frozenset({RefundState.PAID, RefundState.CONFISCATED}),
    RefundState.PAID: frozenset(),
    RefundState.CONFISCATED: frozenset(),
}


@dataclass(frozen=True, kw_only=True)
class Refund:
    """What one payer is to get back for one line, CNY.

    Args:
        no: its number in the case, from 1.
        line: the number of the line of the bill.
        payer: what an officer wrote of who paid; empty for who complained.
        paid: what was given back so far.
        on: the day of the latest of what was recorded; None while only ordered.
        proof: what proves it, after redaction.
        ordered_by: number of the document that orders it for a payer found later; empty where the
            decision does.
    """

    no: int
    line: int
    payer: str
    amount: Decimal
    state: RefundState = RefundState.ORDERED
    paid: Decimal = ZERO
    on: date | None = None
    proof: str = ""
    ordered_by: str = ""

    @property
    def left(self) -> Decimal:
        """What is still to be given back, or was confiscated instead, CNY."""
        return self.amount - self.paid

    @property
    def is_open(self) -> bool:
        """Whether something is still to be done."""
        return self.state not in SETTLED


@dataclass(frozen=True, kw_only=True)
class Refunds:
    """Every refund of a decision; `since` is when it was recorded that the order took effect."""

    since: datetime
    each: tuple[Refund, ...]

    def of(self, no: int) -> Refund | None:
        """Return the refund of that number, or None."""
        return next((refund for refund in self.each if refund.no == no), None)

    def with_one(self, changed: Refund) -> "Refunds":
        """Return them with one changed."""
        every = tuple(changed if refund.no == changed.no else refund for refund in self.each)
        return replace(self, each=every)

    @property
    def totals(self) -> "RefundTotals":
        """What was ordered and what became of it."""
        return RefundTotals(
            ordered=_sum(refund.amount for refund in self.each),
            paid=_sum(refund.paid for refund in self.each),
            confiscated=_sum(
                refund.left for refund in self.each if refund.state is RefundState.CONFISCATED
            ),
        )


@dataclass(frozen=True, kw_only=True)
class RefundTotals:
    """Sums in CNY; what is neither paid nor confiscated is open."""

    ordered: Decimal = ZERO
    paid: Decimal = ZERO
    confiscated: Decimal = ZERO

    @property
    def open(self) -> Decimal:
        """What is still to be given back."""
        return self.ordered - self.paid - self.confiscated

    def __add__(self, other: "RefundTotals") -> "RefundTotals":
        """Return both together."""
        return RefundTotals(
            ordered=self.ordered + other.ordered,
            paid=self.paid + other.paid,
            confiscated=self.confiscated + other.confiscated,
        )


def ordered(found: Mapping[int, Decimal], whole: Decimal, since: datetime) -> Refunds | None:
    """Return the refunds of an order over the whole sum, None where nothing is to be given back.

    Each line gets what was found over for it, in their order, until the sum is used up: an order
    below what was found leaves out what was given back before.

    Args:
        found: what officers found over by line, CNY.
        whole: what the decision orders back, CNY; at most the sum of `found`.
        since: when that is recorded.
    """
    refunds, left = list[Refund](), whole
    for line, over in found.items():
        amount = min(over, left)
        if amount > 0:
            refunds.append(Refund(no=len(refunds) + 1, line=line, payer="", amount=amount))
            left -= amount
    return Refunds(since=since, each=tuple(refunds)) if refunds else None


def altered(before: Refunds, whole: Decimal) -> Refunds | None:
    """Return the refunds once the order was altered to a lower sum, or annulled with zero.

    What was given back stays given back; the last refunds are cut first. What another document
    orders for a payer found later stands. None where nothing is left of them.
    """
    own = [refund for refund in before.each if not refund.ordered_by]
    kept, owed = list[Refund](), max(whole - _sum(refund.paid for refund in own), ZERO)
    for refund in before.each:
        more = refund.left if refund.ordered_by else min(owed, refund.left)
        owed -= ZERO if refund.ordered_by else more
        if refund.paid + more > 0:
            settled = refund.state if more else RefundState.PAID
            kept.append(replace(refund, amount=refund.paid + more, state=settled))
    return replace(before, each=tuple(kept)) if kept else None


def _sum(amounts: Iterable[Decimal]) -> Decimal:
    return sum(amounts, ZERO)
