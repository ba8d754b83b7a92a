"""Reads standards in prose: 20尺34元/箱，40尺68元/箱; what is not unambiguous stays text."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from services.complaints.domain.catalogue.imports import whys
from services.complaints.domain.catalogue.imports.found_prices import assembled
from services.complaints.domain.catalogue.imports.parsed import Conditions, ParsedPrice, Prose
from services.complaints.domain.catalogue.imports.price_tokens import Kind, Scanner, Token
from services.complaints.domain.catalogue.imports.prose_reading import (
    Contradiction,
    LeftOver,
    Reading,
)
from services.complaints.domain.catalogue.imports.shares import percentage_of
from services.complaints.domain.catalogue.imports.units import UnitWords

_SHOWN = 20


@dataclass(frozen=True, kw_only=True)
class ProseReader:
    """Reads standards; `negotiated` and `percent`: words after which no price is looked for."""

    units: UnitWords
    negotiated: tuple[str, ...]
    percent: tuple[str, ...]

    @cached_property
    def _scanner(self) -> Scanner:
        return Scanner(self.units)

    def read(self, rate: str, *, unit: str, conditions: Conditions) -> Prose:
        """Return the prices of a folded standard.

        Args:
            rate: what stands under 收费标准.
            unit: what stands under 计价单位; empty where there is nothing.
            conditions: what other columns say.
        """
        if share := percentage_of(rate):
            return self._percentage(share, unit, conditions)
        if why := self._hopeless(rate) or self._hopeless(unit):
            return Prose(why=why)
        told = self.units.read(unit) if unit else ""
        if told is None:
            return self._with_unit_in_prose(rate, unit, conditions)
        return self._read(rate, told, conditions)

    def _percentage(self, share: tuple[str, Decimal], unit: str, conditions: Conditions) -> Prose:
        """Return a percentage of another item; a unit of its own would make it two things."""
        if unit.strip("/元") not in ("", "%", "百分比"):
            return Prose(why=whys.PERCENT)
        item, percent = share
        price = ParsedPrice(
            price_min=percent,
            price_max=percent,
            unit="percent",
            conditions=conditions,
            percent_of=item,
        )
        return Prose(prices=(price,))

    def _with_unit_in_prose(self, rate: str, unit: str, conditions: Conditions) -> Prose:
        """Return the prices where the unit's column holds sizes or directions beside the unit."""
        tokens = list(self._scanner.scan(unit))
        if any(each.kind is Kind.MONEY for each in tokens):
            return Prose(why=whys.UNIT_IS_PRICE)
        if any(each.kind is Kind.UNKNOWN for each in tokens):
            return Prose(why=whys.NOT_UNDERSTOOD, about=unit[:_SHOWN])
        return self._read(f"{rate}{unit}", "", conditions)

    def _read(self, rate: str, unit: str, conditions: Conditions) -> Prose:
        tokens = list(self._scanner.scan(rate))
        if hindered := _hindered(tokens):
            return hindered
        try:
            found = Reading(self.units).read(tokens)
        except Contradiction:
            return Prose(why=whys.CONTRADICTS)
        except LeftOver:
            return Prose(why=whys.LEFT_OVER)
        return (
            assembled(found, unit=unit, conditions=conditions)
            if found
            else Prose(why=whys.NO_PRICE)
        )

    def _hopeless(self, text: str) -> str:
        if text.startswith(("=", "+", "@")):
            return whys.FORMULA
        if any(word in text for word in self.negotiated):
            return whys.NEGOTIATED
        return whys.PERCENT if any(word in text for word in self.percent) else ""

    def days(self, text: str) -> tuple[int, int | None] | None:
        """Return the days a folded cell of conditions names and nothing else; None for none."""
        tokens = [each for each in self._scanner.scan(text) if each.kind is not Kind.NOTHING]
        if len(tokens) != 1 or tokens[0].kind is not Kind.DAYS:
            return None
        return int(tokens[0].first), int(tokens[0].last) if tokens[0].last else None

    def qualifiers(self, text: str) -> tuple[Conditions | None, bool]:
        """Return the conditions that a folded cell or heading tells, and whether that is all of it.

        None where it tells two that exclude each other, as 20尺/40尺 does.
        """
        tokens = [each for each in self._scanner.scan(text) if each.kind is not Kind.NOTHING]
        told = [each for each in tokens if each.kind is Kind.CONDITION]
        reading = Reading(self.units)
        try:
            for each in told:
                reading.take(each)
        except Contradiction:
            return None, False
        return reading.conditions, len(told) == len(tokens)


_HINDRANCES = {
    Kind.UNKNOWN: whys.NOT_UNDERSTOOD,
    Kind.FOREIGN: whys.NOT_CNY,
    Kind.INCH: whys.INCHES,
}


def _hindered(tokens: Iterable[Token]) -> Prose | None:
    first = next((each for each in tokens if each.kind in _HINDRANCES), None)
    return Prose(why=_HINDRANCES[first.kind], about=first.text[:_SHOWN]) if first else None
