"""Whether a row is for a ship, a berth or a type of box: size, length, kind."""

from decimal import Decimal

from services.complaints.domain.catalogue.facts import Facts
from services.complaints.domain.catalogue.fit import Fit
from services.complaints.domain.catalogue.price_row import PriceRow
from services.complaints.domain.rates.span import Span, only

_KINDS = ("ship_type", "berth", "container_type")


def fit_ship(facts: Facts, tons: Span | None, row: PriceRow) -> dict[str, Fit | None]:
    """Return how those conditions that the row has meet a line, None for one that does not."""
    fits: dict[str, Fit | None] = {
        key: _fit_kind(getattr(facts, key), getattr(row, key))
        for key in _KINDS
        if getattr(row, key)
    }
    if row.by_ship_tons:
        fits["net_tons"] = _fit_tons(tons, row)
    if row.length_above is not None or row.length_to is not None:
        fits["ship_length_m"] = _fit_length(facts.ship_length_m, row)
    return fits


def _fit_kind(told: str | None, wanted: tuple[str, ...]) -> Fit | None:
    if told is None:
        return Fit.UNKNOWN
    return Fit.SAME if told in wanted else None


def _fit_tons(tons: Span | None, row: PriceRow) -> Fit | None:
    if tons is None:
        return Fit.UNKNOWN
    return _meets(tons, row.ship_from_tons, row.ship_to_tons)


def _fit_length(length: Decimal | None, row: PriceRow) -> Fit | None:
    if length is None:
        return Fit.UNKNOWN
    if row.length_above is not None and length <= row.length_above:
        return None
    return _meets(only(length), None, row.length_to)


def _meets(span: Span, start: Decimal | None, end: Decimal | None) -> Fit | None:
    """Return whether a number lies between two bounds, both counted."""

    def beyond(number: Decimal) -> bool:
        return end is not None and number > end

    if beyond(span.low) or (start is not None and span.high is not None and span.high < start):
        return None
    ends_inside = end is None or (span.high is not None and not beyond(span.high))
    return Fit.SAME if ends_inside and (start is None or span.low >= start) else Fit.UNKNOWN
