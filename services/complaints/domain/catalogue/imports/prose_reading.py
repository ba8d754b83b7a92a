"""Goes through the pieces of a standard: which price is for what; nothing may be left over."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from services.complaints.domain.catalogue.imports.found_prices import Found
from services.complaints.domain.catalogue.imports.parsed import Conditions
from services.complaints.domain.catalogue.imports.price_tokens import Kind, Token
from services.complaints.domain.catalogue.imports.units import UnitWords

_BOUNDED_BEHIND = (Kind.MONEY, Kind.UNIT, Kind.PER_SIZE)


class Contradiction(Exception):
    """Two conditions of one price exclude each other."""


class LeftOver(Exception):
    """Something stands in the standard that belongs to no price for certain."""


class Reading:
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
        self._days_wait = False
        self._last: Kind | None = None
        self._before: Kind | None = None
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
        """Return the prices found, in their order; nothing told may be left over."""
        for each in tokens:
            self.take(each)
            self._last = each.kind
            if each.text.strip():
                self._before = each.kind
        self._finish()
        return self._found

    def _finish(self) -> None:
        """Give what stands behind the only price to it; refuse what is left over."""
        if not self._found:
            return
        if self._days_wait or self._unit or self._mode:
            raise LeftOver
        if not self._fresh:
            return
        if len(self._found) > 1:
            raise LeftOver
        joined = self._found[0].conditions.joined(self.conditions)
        if joined is None:
            raise Contradiction
        self._found[0] = replace(self._found[0], conditions=joined)

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
        for told in token.first.split():
            kind, _, value = told.partition("=")
            self._tell(kind, value)
        if token.last:
            self._tell("loaded", token.last)

    def _tell(self, kind: str, value: str) -> None:
        if not self._fresh:
            self._begin_anew(kind)
        if self._told.get(kind, value) != value:
            raise Contradiction
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
        self._wait_for((int(token.first), last))

    def _wait_for(self, days: tuple[int, int | None]) -> None:
        """Keep days for the next price; other days already kept would be lost."""
        if self._days_wait and self._days != days:
            raise LeftOver
        self._days, self._days_wait = days, True

    def _free_first(self, token: Token) -> None:
        self._wait_for((1, int(token.first)))
        self._add(Decimal(0), Decimal(0))

    def _after(self, token: Token) -> None:
        ends = [each.days[1] for each in self._found if each.days and each.days[1]]
        self._wait_for((max(ends) + 1, None) if ends else (0, None))

    def _for_nothing(self, token: Token) -> None:
        self._add(Decimal(0), Decimal(0))

    def _set_mode(self, token: Token) -> None:
        if self._mode:
            raise Contradiction
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
        self._mode, self._unit, self._fresh, self._days_wait = None, "", False, False

    def _of_unit(self, token: Token) -> None:
        unit = self._units.read(token.first) or token.first
        behind = token.text.startswith("/") or self._last is Kind.MONEY
        if behind and self._found and not self._found[-1].unit:
            self._found[-1] = replace(self._found[-1], unit=unit)
        elif self._unit:
            raise Contradiction
        else:
            self._unit = unit

    def _per_size(self, token: Token) -> None:
        if not self._found or self._found[-1].unit:
            raise Contradiction
        last = self._found[-1]
        joined = last.conditions.joined(
            Conditions(container=token.first, container_type=token.last or None)
        )
        if joined is None:
            raise Contradiction
        self._found[-1] = replace(last, unit="box", conditions=joined)

    def _bounded(self, token: Token) -> None:
        """Bound the price directly before; what bounds a size or a number of days is refused."""
        if not self._found or self._unit or self._before not in _BOUNDED_BEHIND:
            raise LeftOver
        last = self._found[-1]
        if not last.is_minimum and (last.low is None or last.low != last.high):
            raise Contradiction
        ceiling = token.kind is Kind.CEILING_BEFORE
        self._found[-1] = replace(last, low=None) if ceiling else replace(last, high=None)
