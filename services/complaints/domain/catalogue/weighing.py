"""One row against one charge: what it allows and on which side of it the charge lies."""

from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from services.complaints.domain.catalogue.asked import Asked
from services.complaints.domain.catalogue.fitting import Candidate
from services.complaints.domain.catalogue.price_row import PriceForm, PriceRow
from services.complaints.domain.catalogue.pricing import Priced, price
from services.complaints.domain.catalogue.reasons import (
    ARITHMETIC,
    FORM_WORDS,
    SUM_BEGINS,
    SUM_ENDS,
    Sentence,
    money,
    plain_number,
    price_text,
    unit_word,
)
from services.complaints.domain.rates.span import CENT, Span, round_half_up
from shared.words import N_

SIMPLE_UNITS = frozenset(
    {"box", "box_call", "ton", "call", "ticket", "piece", "vehicle", "cubic_metre"}
)
"""Units whose price is multiplied by the quantity of the bill and nothing else."""
NOTHING = Decimal("0.00")


class Side(StrEnum):
    """On which side of a price a charge lies."""

    WITHIN = "within"
    ABOVE = "above"
    BELOW = "below"
    UNCLEAR = "unclear"


@dataclass(frozen=True, kw_only=True)
class Weighed:
    """A price that fits, what it allows for the line, and on which side the charge lies.

    Args:
        allowed: CNY; the least that is allowed where the charge is within even that, the most
            where it is above even that, None where it is neither and not exact.
    """

    candidate: Candidate
    priced: Priced
    allowed: Decimal | None
    side: Side

    @property
    def row(self) -> PriceRow:
        """Return the row itself."""
        return self.candidate.row

    @property
    def indicated(self) -> "Weighed":
        """Return the same for the ordinary case where only that can be computed."""
        if self.priced.ordinary is None:
            return self
        return replace(self, priced=self.priced.ordinary, allowed=self.priced.ordinary.exact)


def round_money(amount: Decimal) -> Decimal:
    """Return an amount in CNY with two places, half up."""
    return round_half_up(amount)


def weigh(asked: Asked, candidate: Candidate) -> Weighed:
    """Return what a price allows and on which side of it the charge lies.

    Source: 价格违法行为行政处罚规定 arts 9, 13; tolerance 0.01 is the design's.
    """
    priced = price(asked, candidate)
    if priced.amount is None:
        return Weighed(candidate=candidate, priced=priced, allowed=None, side=Side.UNCLEAR)
    side = _side(asked, candidate, priced.amount)
    bound = {Side.ABOVE: priced.amount.high, Side.WITHIN: priced.amount.low}
    return Weighed(
        candidate=candidate, priced=priced, allowed=bound.get(side, priced.exact), side=side
    )


def _side(asked: Asked, candidate: Candidate, allowed: Span) -> Side:
    charged = asked.line.amount
    if allowed.high is not None and charged > allowed.high + CENT:
        return Side.ABOVE
    if _is_fixed(candidate.row):
        return _side_of_fixed(asked, candidate, allowed)
    return Side.WITHIN if charged <= allowed.low + CENT else Side.UNCLEAR


def _side_of_fixed(asked: Asked, candidate: Candidate, allowed: Span) -> Side:
    if not asked.line.amount:
        return Side.UNCLEAR if allowed.low > CENT else Side.WITHIN
    if asked.line.amount < allowed.low - CENT:
        open_to_doubt = other_class_possible(asked, candidate.row) or _waived(
            asked, candidate, allowed
        )
        return Side.UNCLEAR if open_to_doubt else Side.BELOW
    return Side.WITHIN if allowed.exact else Side.UNCLEAR


def _waived(asked: Asked, candidate: Candidate, allowed: Span) -> bool:
    return any(abs(asked.line.amount - allowed.low * share) <= CENT for share in candidate.waivers)


def share_may_be_waived(asked: Asked, weighed: "Weighed") -> bool:
    """Return whether the charge is just what a port takes that waives the local share."""
    amount = weighed.priced.amount
    return amount is not None and _waived(asked, weighed.candidate, amount)


def _is_fixed(row: PriceRow) -> bool:
    return row.price_form is PriceForm.FIXED and row.price_form_given


def other_class_possible(asked: Asked, row: PriceRow) -> bool:
    """Return whether the cargo may be of a class that pays the ordinary rate."""
    unknown = not asked.first_class and not asked.other_class
    return bool(row.cargo_note) and "dangerous" in asked.cargo and unknown


def arithmetic(asked: Asked, weighed: Weighed) -> tuple[Sentence, ...]:
    """Return the sentences that do the sum, for people to follow."""
    row, steps = weighed.row, weighed.priced.steps
    form = FORM_WORDS[row.price_form] if row.price_form_given else N_("公示价")
    allowed, charged = money(allowed_by(weighed)), money(asked.line.amount)
    by_call = not row.by_ship_tons or asked.line.unit != "nt"
    if len(steps) == 1 and row.unit in SIMPLE_UNITS and row.percent_of == "" and by_call:
        return (
            Sentence(
                ARITHMETIC,
                {
                    "form": form,
                    "price": price_text(row.price_max or NOTHING),
                    "unit": unit_word(row.unit),
                    "quantity": plain_number(asked.line.quantity or NOTHING),
                    "allowed": allowed,
                    "charged": charged,
                },
            ),
        )
    start = Sentence(SUM_BEGINS, {"form": form})
    end = Sentence(SUM_ENDS, {"allowed": allowed, "charged": charged})
    if steps:
        return (start, *steps, end)
    return (Sentence(_bound_of(weighed), {"allowed": allowed, "charged": charged}),)


def _bound_of(weighed: Weighed) -> str:
    if weighed.side is Side.ABOVE:
        return N_("条件不全，按最高的可能允许 %(allowed)s 元，实收 %(charged)s 元。")
    return N_("条件不全，按最低的可能也允许 %(allowed)s 元，实收 %(charged)s 元。")


def allowed_by(weighed: Weighed) -> Decimal:
    """Return what a row allows, CNY; 0 where it cannot be computed."""
    return weighed.allowed if weighed.allowed is not None else NOTHING
