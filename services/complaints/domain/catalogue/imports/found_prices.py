"""Puts the prices of one standard together, or says why they do not go together."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from services.complaints.domain.catalogue.imports import whys
from services.complaints.domain.catalogue.imports.parsed import (
    Conditions,
    Minimum,
    ParsedPrice,
    Prose,
    Tier,
)
from services.complaints.domain.catalogue.imports.units import daily


@dataclass(frozen=True, kw_only=True)
class Found:
    """A price as it was met: None for no floor or no ceiling; `days` where it is for some days."""

    low: Decimal | None
    high: Decimal | None
    unit: str
    conditions: Conditions
    days: tuple[int, int | None] | None
    is_minimum: bool


class _Unfit(Exception):
    """The prices do not go together; the text says why."""


def assembled(found: Sequence[Found], *, unit: str, conditions: Conditions) -> Prose:
    """Return the prices of a standard.

    Args:
        found: as they stand in it.
        unit: what the unit's column says; empty for nothing.
        conditions: what other columns say.
    """
    try:
        return Prose(prices=_prices(found, unit, conditions))
    except _Unfit as why:
        return Prose(why=str(why))


def _prices(found: Sequence[Found], unit: str, outer: Conditions) -> tuple[ParsedPrice, ...]:
    main = [each for each in found if not each.is_minimum]
    least = [each for each in found if each.is_minimum]
    if len(least) > 1:
        raise _Unfit(whys.TWICE)
    if not main:
        return (_only_minimum(least[0], unit, outer),)
    if least and any(each.low is None for each in main):
        raise _Unfit(whys.RANGE_OR_MINIMUM)
    joined = [
        replace(each, conditions=_joined(outer, each.conditions)) for each in _free_for_all(main)
    ]
    _check_even(joined)
    shared = _unit_of(joined, unit)
    minimum = _minimum(least[0]) if least else None
    groups = {
        each.conditions: [one for one in joined if one.conditions == each.conditions]
        for each in joined
    }
    return tuple(_price(group, shared, minimum) for group in groups.values())


def _free_for_all(found: list[Found]) -> list[Found]:
    """Return the prices with free days that name no condition repeated for every condition."""
    told = dict.fromkeys(each.conditions for each in found if each.conditions.told())
    shared = [each for each in found if each.days and each.high == 0 and not each.conditions.told()]
    if not told or not shared:
        return found
    rest = [each for each in found if each not in shared]
    return [replace(each, conditions=one) for one in told for each in shared] + rest


def _price(group: list[Found], unit: str, minimum: Minimum | None) -> ParsedPrice:
    first = group[0]
    if first.days is not None or len(group) > 1:
        return replace(_tiered(group, unit), minimum=minimum)
    if first.low is not None and first.high is not None and first.low > first.high:
        raise _Unfit(whys.BACKWARDS)
    return ParsedPrice(
        price_min=first.low,
        price_max=first.high,
        unit=unit,
        conditions=first.conditions,
        minimum=minimum,
    )


def _tiered(group: list[Found], unit: str) -> ParsedPrice:
    if any(each.days is None for each in group):
        raise _Unfit(whys.TWICE)
    if not daily(unit):
        raise _Unfit(whys.NOT_DAILY)
    tiers = tuple(_tier(each) for each in group)
    _check_days(tiers)
    prices = [each.price for each in tiers]
    return ParsedPrice(
        price_min=min(prices),
        price_max=max(prices),
        unit=unit,
        conditions=group[0].conditions,
        tiers=tiers,
        free_days=tiers[0].to_day if tiers[0].price == 0 else None,
    )


def _tier(found: Found) -> Tier:
    if found.days is None or found.low is None or found.low != found.high:
        raise _Unfit(whys.GAPS)
    return Tier(from_day=found.days[0], to_day=found.days[1], price=found.low)


def _check_days(tiers: Sequence[Tier]) -> None:
    """Refuse days that do not follow one another from the first."""
    expected: int | None = 1
    for tier in tiers:
        backwards = tier.to_day is not None and tier.to_day < tier.from_day
        if expected is None or tier.from_day != expected or backwards:
            raise _Unfit(whys.GAPS)
        expected = None if tier.to_day is None else tier.to_day + 1


def _check_even(found: Sequence[Found]) -> None:
    if len({each.conditions.kinds() for each in found}) > 1:
        raise _Unfit(whys.UNEVEN)
    undated = [each.conditions for each in found if each.days is None]
    if len(set(undated)) != len(undated):
        raise _Unfit(whys.TWICE)


def _unit_of(found: Sequence[Found], told: str) -> str:
    units = {each.unit for each in found if each.unit and each.high != 0}
    if told:
        units.add(told)
    if len(units) > 1:
        raise _Unfit(whys.UNITS_DIFFER)
    if not units and any(each.high != 0 for each in found):
        raise _Unfit(whys.NO_UNIT)
    units = units or {each.unit for each in found if each.unit}
    return units.pop() if len(units) == 1 else ""


def _only_minimum(found: Found, unit: str, outer: Conditions) -> ParsedPrice:
    """Return what a standard says that names nothing but the least that is charged."""
    if found.unit and unit and found.unit != unit:
        raise _Unfit(whys.UNITS_DIFFER)
    return ParsedPrice(
        price_min=found.low,
        price_max=None,
        unit=found.unit or unit,
        conditions=_joined(outer, found.conditions),
        minimum=replace(_minimum(found), unit=found.unit or unit),
    )


def _minimum(found: Found) -> Minimum:
    if found.low is None:
        raise _Unfit(whys.CONTRADICTS)
    return Minimum(amount=found.low, unit=found.unit)


def _joined(outer: Conditions, inner: Conditions) -> Conditions:
    joined = outer.joined(inner)
    if joined is None:
        raise _Unfit(whys.CONTRADICTS)
    return joined


def for_days(prices: tuple[ParsedPrice, ...], days: tuple[int, int | None]) -> Prose:
    """Return prices of a list that gives each range of days a row of its own."""
    found = []
    for each in prices:
        if not daily(each.unit) or each.price_max is None or each.price_min != each.price_max:
            return Prose(why=whys.NOT_DAILY)
        tier = Tier(from_day=days[0], to_day=days[1], price=each.price_max)
        free = days[1] if days[0] == 1 and not each.price_max else None
        found.append(replace(each, tiers=(tier,), free_days=free))
    return Prose(prices=tuple(found))
