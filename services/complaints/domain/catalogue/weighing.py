"""One row against one charge: what it allows and on which side of it the charge lies."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from services.complaints.domain.catalogue.asked import Asked
from services.complaints.domain.catalogue.fitting import Candidate
from services.complaints.domain.catalogue.price_row import PriceForm, PriceRow
from services.complaints.domain.catalogue.reasons import (
    ARITHMETIC,
    FORM_WORDS,
    Sentence,
    money,
    plain_number,
    price_text,
    unit_word,
)
from shared.words import N_

CENT = Decimal("0.01")
NOTHING = Decimal("0.00")


class Side(StrEnum):
    """On which side of a price a charge lies."""

    WITHIN = "within"
    ABOVE = "above"
    BELOW = "below"
    UNCLEAR = "unclear"


@dataclass(frozen=True, kw_only=True)
class Weighed:
    """A row that fits, what it allows for the line's quantity, and where the charge lies."""

    candidate: Candidate
    allowed: Decimal | None
    side: Side

    @property
    def row(self) -> PriceRow:
        """Return the row itself."""
        return self.candidate.row


def round_money(amount: Decimal) -> Decimal:
    """Return an amount in CNY with two places, half up."""
    return amount.quantize(CENT, ROUND_HALF_UP)


def weigh(asked: Asked, candidate: Candidate) -> Weighed:
    """Return what a row allows and on which side of it the charge lies.

    Source: 价格违法行为行政处罚规定 arts 9, 13; tolerance 0.01 is the design's.
    """
    row, quantity = candidate.row, asked.line.quantity
    if quantity is None or row.price_max is None or not row.computable:
        return Weighed(candidate=candidate, allowed=None, side=Side.UNCLEAR)
    allowed = round_money(row.price_max * quantity)
    return Weighed(candidate=candidate, allowed=allowed, side=_side(asked, row, allowed))


def _side(asked: Asked, row: PriceRow, allowed: Decimal) -> Side:
    beyond = asked.line.amount - allowed
    if beyond > CENT:
        return Side.UNCLEAR if row.allows_more else Side.ABOVE
    if beyond < -CENT and _is_fixed(row):
        return Side.UNCLEAR if other_class_possible(asked, row) else Side.BELOW
    return Side.WITHIN


def _is_fixed(row: PriceRow) -> bool:
    return row.price_form is PriceForm.FIXED and row.price_form_given


def other_class_possible(asked: Asked, row: PriceRow) -> bool:
    """Return whether the cargo may be of a class that pays the ordinary rate."""
    return bool(row.cargo_note) and "dangerous" in asked.cargo and not asked.first_class


def arithmetic(asked: Asked, weighed: Weighed) -> Sentence:
    """Return the sentence that multiplies, for people to follow."""
    row = weighed.row
    return Sentence(
        ARITHMETIC,
        {
            "form": FORM_WORDS[row.price_form] if row.price_form_given else N_("公示价"),
            "price": price_text(row.price_max or NOTHING),
            "unit": unit_word(row.unit),
            "quantity": plain_number(asked.line.quantity or NOTHING),
            "allowed": money(allowed_by(weighed)),
            "charged": money(asked.line.amount),
        },
    )


def allowed_by(weighed: Weighed) -> Decimal:
    """Return what a row allows, CNY; 0 where it cannot be computed."""
    return weighed.allowed if weighed.allowed is not None else NOTHING
