"""Percentages on top of a price: night, holiday, dangerous, refrigerated or irregular goods."""

from collections.abc import Iterator
from decimal import Decimal

from services.complaints.domain.catalogue.asked import Asked
from services.complaints.domain.catalogue.price_row import PriceRow
from services.complaints.domain.catalogue.reasons import Sentence, plain_number
from services.complaints.domain.rates.span import ZERO, Span
from shared.words import N_

ADDITIONS = ("night", "holiday", "dangerous", "reefer", "irregular")
_PERCENT = Decimal(100)
_ONE = Decimal(1)
_WORDS = {
    "night": N_("（夜间加收 %(percent)s%%）"),
    "holiday": N_("（节假日加收 %(percent)s%%）"),
    "dangerous": N_("（危险货物加收 %(percent)s%%）"),
    "reefer": N_("（冷藏货物加收 %(percent)s%%）"),
    "irregular": N_("（不定型货物加收 %(percent)s%%）"),
}


def on_top(asked: Asked, row: PriceRow) -> tuple[Span, tuple[str, ...]]:
    """Return what a price is multiplied by, and the conditions nobody tells.

    Cargo counts as ordinary where nobody says otherwise, as for the rows themselves.
    """
    low = high = ZERO
    unknown: list[str] = []
    for each in row.additions:
        holds = _holds(asked, each.when)
        low += each.percent if holds else ZERO
        high += ZERO if holds is False else each.percent
        unknown += [each.when] if holds is None else []
    return Span(_ONE + low / _PERCENT, _ONE + high / _PERCENT), tuple(unknown)


def addition_sentences(asked: Asked, row: PriceRow) -> tuple[Sentence, ...]:
    """Return the percentages that were put on top, as the sum shows them."""
    return tuple(_sentences(asked, row))


def _sentences(asked: Asked, row: PriceRow) -> Iterator[Sentence]:
    held = [each for each in row.additions if _holds(asked, each.when)]
    if not held:
        return
    top = _ONE + sum((each.percent for each in held), ZERO) / _PERCENT
    yield Sentence(" × %(factor)s", {"factor": plain_number(top)})
    for each in held:
        yield Sentence(_WORDS[each.when], {"percent": plain_number(each.percent)})


def _holds(asked: Asked, when: str) -> bool | None:
    if when in ("dangerous", "reefer"):
        return when in asked.cargo
    told: bool | None = getattr(asked.facts, when)
    return told
