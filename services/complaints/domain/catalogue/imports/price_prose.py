"""Reads standards in prose: 20尺34元/箱，40尺68元/箱; what is not unambiguous stays text."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property

from services.complaints.domain.catalogue.imports import whys
from services.complaints.domain.catalogue.imports.found_prices import Found, assembled
from services.complaints.domain.catalogue.imports.parsed import Conditions, Prose
from services.complaints.domain.catalogue.imports.price_tokens import Kind, Scanner, Token
from services.complaints.domain.catalogue.imports.units import UnitWords

_SHOWN = 20


class _Contradiction(Exception):
    """Two conditions of one price exclude each other."""


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
        if why := self._hopeless(rate) or self._hopeless(unit):
            return Prose(why=why)
        told = self.units.read(unit) if unit else ""
        if told is None:
            return self._with_unit_in_prose(rate, unit, conditions)
        return self._read(rate, told, conditions)

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
            found = _Reading(self.units).read(tokens)
        except _Contradiction:
            return Prose(why=whys.CONTRADICTS)
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
        reading = _Reading(self.units)
        try:
            for each in told:
                reading.take(each)
        except _Contradiction:
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


class _Reading:
    """Goes through the pieces and keeps what holds for the next price."""

    def __init__(self, units: UnitWords) -> None:
        self._units = units
        self._told: dict[str, str] = {}
        self._order: list[str] = []
        self._days: tuple[int, int | None] | None = None
        self._free_days = 0
        self._mode: Kind | None = None
        self._unit = ""
        self._fresh = True
        self._last: Kind | None = None
        self._found: list[Found] = []
        self._steps = {
            Kind.CONDITION: self._condition,
            Kind.DAYS: self._of_days,
            Kind.FREE_DAYS: self._free_first,
            Kind.AFTER: self._after,
            Kind.FREE: self._for_nothing,
            Kind.MINIMUM: self._set_mode,
            Kind.CEILING: self._set_mode,
            Kind.FLOOR: self._set_mode,
            Kind.MONEY: self._money,
            Kind.UNIT: self._of_unit,
            Kind.PER_SIZE: self._per_size,
            Kind.CEILING_BEFORE: self._bounded,
            Kind.FLOOR_BEFORE: self._bounded,
        }

    def read(self, tokens: Sequence[Token]) -> list[Found]:
        """Return the prices found, in their order."""
        for each in tokens:
            self.take(each)
            self._last = each.kind
        return self._found

    @property
    def conditions(self) -> Conditions:
        """Return the conditions that hold now."""
        told = {key: value for key, value in self._told.items() if value != "both"}
        loaded = {"true": True, "false": False}.get(told.pop("loaded", ""))
        return Conditions(**told, loaded=loaded)

    def take(self, token: Token) -> None:
        """Take one piece into account."""
        step = self._steps.get(token.kind)
        if step:
            step(token)

    def _condition(self, token: Token) -> None:
        kind, _, value = token.first.partition("=")
        self._tell(kind, value)
        if token.last:
            self._tell("loaded", token.last)

    def _tell(self, kind: str, value: str) -> None:
        if not self._fresh:
            self._begin_anew(kind)
        if self._told.get(kind, value) != value:
            raise _Contradiction
        self._told[kind] = value
        if kind not in self._order:
            self._order.append(kind)

    def _begin_anew(self, kind: str) -> None:
        """Forget what the last price was for, from this kind of condition on."""
        at = self._order.index(kind) if kind in self._order else len(self._order)
        self._told = {key: self._told[key] for key in self._order[:at] if key in self._told}
        self._fresh = True

    def _of_days(self, token: Token) -> None:
        last = int(token.last) if token.last else None
        self._days = (int(token.first), last)

    def _free_first(self, token: Token) -> None:
        self._days = (1, int(token.first))
        self._add(Decimal(0), Decimal(0))

    def _after(self, token: Token) -> None:
        ends = [each.days[1] for each in self._found if each.days and each.days[1]]
        self._days = (max(ends) + 1, None) if ends else (0, None)

    def _for_nothing(self, token: Token) -> None:
        self._add(Decimal(0), Decimal(0))

    def _set_mode(self, token: Token) -> None:
        self._mode = token.kind

    def _money(self, token: Token) -> None:
        low = Decimal(token.first)
        self._add(low, Decimal(token.last) if token.last else low)

    def _add(self, low: Decimal, high: Decimal) -> None:
        minimum = self._mode is Kind.MINIMUM
        self._found.append(
            Found(
                low=None if self._mode is Kind.CEILING else low,
                high=None if self._mode in (Kind.FLOOR, Kind.MINIMUM) else high,
                unit=self._unit,
                conditions=self.conditions,
                days=None if minimum else self._days,
                is_minimum=minimum,
            )
        )
        self._mode, self._unit, self._fresh = None, "", False

    def _of_unit(self, token: Token) -> None:
        unit = self._units.read(token.first) or token.first
        behind = token.text.startswith("/") or self._last is Kind.MONEY
        if behind and self._found and not self._found[-1].unit:
            self._found[-1] = replace(self._found[-1], unit=unit)
        elif self._unit:
            raise _Contradiction
        else:
            self._unit = unit

    def _per_size(self, token: Token) -> None:
        if not self._found or self._found[-1].unit:
            raise _Contradiction
        last = self._found[-1]
        joined = last.conditions.joined(Conditions(container=token.first))
        if joined is None:
            raise _Contradiction
        self._found[-1] = replace(last, unit="box", conditions=joined)

    def _bounded(self, token: Token) -> None:
        if not self._found:
            raise _Contradiction
        last = self._found[-1]
        ceiling = token.kind is Kind.CEILING_BEFORE
        self._found[-1] = replace(last, low=None) if ceiling else replace(last, high=None)
