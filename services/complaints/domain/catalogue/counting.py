"""How many units of a row a line is about: boxes, days, net tons, and what is not known of them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal
from functools import reduce

from services.complaints.domain.catalogue.asked import Asked
from services.complaints.domain.catalogue.price_row import PriceRow
from services.complaints.domain.rates.cargo_tons import freight_tons
from services.complaints.domain.rates.durations import (
    calendar_days,
    charged_days,
    charged_hours,
)
from services.complaints.domain.rates.ship_tons import ONE
from services.complaints.domain.rates.span import ZERO, Span, all_of, from_below, only

PERCENT = Decimal(100)
_MOST_STACKED = 4
FACTORS: Mapping[str, tuple[str, ...]] = {
    "nt": ("nt",),
    "nt_day": ("nt", "day"),
    "nt_hour": ("nt", "hour"),
    "nt_nm": ("nt", "mile"),
    "box_day": ("box", "day"),
    "ton_day": ("ton", "day"),
}
"""Units that are products; a price per each of them is multiplied by all."""


@dataclass(frozen=True)
class Factor:
    """One number that a price is multiplied by.

    Args:
        span: what it may be; None where nothing is known of it.
        missing: the key of the line that would tell it; empty where it is told.
    """

    span: Span | None
    missing: str = ""


def factors_of(asked: Asked, row: PriceRow) -> tuple[Factor, ...]:
    """Return what the price of a row is multiplied by for a line."""
    parts = FACTORS.get(row.unit, (row.unit,))
    counted = tuple(_COUNTS.get(part, _counted)(asked, row) for part in parts)
    if asked.line.unit == row.unit and len(parts) > 1 and row.from_day is None:
        return _beside_the_product(asked, row, counted)
    return (*counted, *_calls(asked, row))


def days_of(asked: Asked) -> Factor:
    """Return the days that are charged; a part of a day is a day."""
    facts, told = asked.facts, []
    if facts.days is not None:
        told.append(charged_days(facts.days))
    if facts.period_from is not None and facts.period_to is not None:
        told.append(calendar_days(facts.period_from, facts.period_to))
    if asked.line.unit == "day" and asked.line.quantity is not None:
        told.append(charged_days(asked.line.quantity))
    return _told(told, "days", from_below(ONE))


def _beside_the_product(
    asked: Asked, row: PriceRow, counted: tuple[Factor, ...]
) -> tuple[Factor, ...]:
    """Return the factors where the bill's quantity is their product already."""
    billed = asked.line.quantity
    if all(not each.missing for each in counted):
        product = reduce(Span.times, (each.span or from_below(ZERO) for each in counted))
        if billed is None or product == only(billed):
            return counted
        return (Factor(all_of((product.low, billed)), "quantity"),)
    if billed is None:
        return counted
    return (Factor(from_below(billed) if row.minimum_quantity else only(billed)),)


def _told(told: list[Decimal], key: str, otherwise: Span | None) -> Factor:
    if not told:
        return Factor(otherwise, key)
    span = all_of(told)
    return Factor(span, "" if span.exact else key)


def _ship(asked: Asked, row: PriceRow) -> Factor:
    tons = asked.ship_tons
    if tons is None:
        return Factor(from_below(ONE), "net_tons")
    return Factor(tons, "" if tons.exact else _next_tonnage(asked))


def _next_tonnage(asked: Asked) -> str:
    facts = asked.facts
    if facts.net_tons:
        return "quantity"
    return "gross_tons" if facts.gross_tons is None else "deadweight"


def _days(asked: Asked, row: PriceRow) -> Factor:
    return days_of(asked)


def _hours(asked: Asked, row: PriceRow) -> Factor:
    told = [] if asked.facts.hours is None else [charged_hours(asked.facts.hours)]
    if asked.line.unit == "hour" and asked.line.quantity is not None:
        told.append(charged_hours(asked.line.quantity))
    return _told(told, "hours", from_below(ONE))


def _miles(asked: Asked, row: PriceRow) -> Factor:
    miles = asked.facts.nautical_miles
    if miles is None:
        return Factor(from_below(ZERO), "nautical_miles")
    return Factor(only(max(ZERO, miles - (row.miles_above or ZERO))))


def _boxes(asked: Asked, row: PriceRow) -> Factor:
    quantity, unit = asked.line.quantity, asked.line.unit
    days = days_of(asked).span if row.unit == "box_day" else None
    if quantity is None:
        return Factor(None, "quantity")
    if unit == "day":
        return Factor(from_below(ONE), "quantity")
    if unit == "box_day" and days is not None:
        return _per_day(quantity, days)
    if quantity % 1:
        return Factor(None, "quantity")
    return _stacked(quantity) if asked.folded else Factor(only(quantity))


def _stacked(quantity: Decimal) -> Factor:
    """Return the boxes that folded empty ones count as: at least a quarter, at most each one.

    Source: 交通部《港口收费规则（外贸部分）》（1997）: up to four stacked ones are one loaded box;
    whether the present rules keep that was not read in their text.
    """
    stacks = (quantity / _MOST_STACKED).to_integral_value(ROUND_CEILING)
    return Factor(Span(stacks, quantity), "" if stacks == quantity else "quantity")


def _per_day(quantity: Decimal, days: Span) -> Factor:
    """Return the boxes of a bill that counts box-days; whole ones or none."""
    if not days.exact:
        return Factor(from_below(ONE), "days")
    if quantity % days.low:
        return Factor(None, "quantity")
    return Factor(only(quantity / days.low))


def _tons(asked: Asked, row: PriceRow) -> Factor:
    facts, line = asked.facts, asked.line
    billed = line.quantity if line.unit in ("ton", None) else None
    if row.allows_more:
        span = freight_tons(facts.weight_t, facts.volume_m3, billed)
        missing = "" if span.exact else _other_measure(asked)
        return Factor(span if span.low else None, missing)
    told = [each for each in (facts.weight_t, billed) if each is not None]
    return _told(told, "weight_t" if row.unit == "ton_day" else "quantity", None)


def _other_measure(asked: Asked) -> str:
    return "volume_m3" if asked.facts.weight_t is not None else "weight_t"


def _cubic_metres(asked: Asked, row: PriceRow) -> Factor:
    told = [each for each in (asked.line.quantity, asked.facts.volume_m3) if each is not None]
    return _told(told, "quantity", None)


def _base(asked: Asked, row: PriceRow) -> Factor:
    base = asked.facts.base_amount
    return Factor(None, "base_amount") if base is None else Factor(only(base / PERCENT))


def _counted(asked: Asked, row: PriceRow) -> Factor:
    quantity, unit = asked.line.quantity, asked.line.unit
    if row.unit == "box_call" and quantity is not None and quantity % 1:
        return Factor(None, "quantity")
    by_tons = unit == "nt" or (unit is None and quantity == asked.facts.net_tons)
    if row.by_ship_tons and quantity is not None and by_tons:
        return Factor(only(ONE))
    return Factor(None, "quantity") if quantity is None else Factor(only(quantity))


def _calls(asked: Asked, row: PriceRow) -> tuple[Factor, ...]:
    """Return how often a ship is charged where its price is not by the call."""
    line = asked.line
    if not row.unit.startswith("nt") or line.unit not in ("call", None):
        return ()
    if line.quantity is None:
        return (Factor(from_below(ONE), "quantity"),)
    if line.unit is None and line.quantity in (asked.facts.net_tons, ONE):
        return ()
    if line.unit is None:
        return (Factor(all_of((ONE, line.quantity)), "unit"),)
    return () if line.quantity == ONE else (Factor(only(line.quantity)),)


_COUNTS: Mapping[str, Callable[[Asked, PriceRow], Factor]] = {
    "nt": _ship,
    "day": _days,
    "hour": _hours,
    "mile": _miles,
    "box": _boxes,
    "ton": _tons,
    "cubic_metre": _cubic_metres,
    "percent": _base,
}
