"""Compliance cost 合规成本: what a basket of published charges comes to, month by month.

One full ordinary foreign-trade box; the price of a month is the one in force on its first day.
Where several rows are in force at once (several bodies, a range) the cost is a range as well.
Source: Haiyang 海政办发〔2020〕14号 (十七) and Jiaxing 嘉政办发〔2018〕62号 二 ask for a lower cost
without naming its parts; the basket is a setting of this platform.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from services.complaints.domain.catalogue.catalogue import Catalogue, Entry
from services.complaints.domain.catalogue.price_row import PriceRow
from services.complaints.domain.in_force import is_in_force

CONTAINERS = ("20", "40")
DIRECTIONS = ("import", "export")
TRADE, CARGO = "foreign", "general"
_ZERO = Decimal(0)


@dataclass(frozen=True, kw_only=True)
class BasketItem:
    """A charge of the basket.

    Args:
        item: as in the dictionary of fee names; `sub_item` empty for all.
        directions: `import`, `export` or both.
        unit: what the quantity counts; a price in another unit is not taken.
        quantity: how many of it one box needs.
    """

    id: str
    item: str
    sub_item: str
    directions: tuple[str, ...]
    unit: str
    quantity: Decimal
    city: str | None
    effective_from: date
    effective_to: date | None
    basis_kind: str
    basis: str
    verified: bool

    def holds(self, city: str, on: date) -> bool:
        """Return whether the charge belongs to the basket of a city on a day."""
        return self.city in (None, city) and is_in_force(self, on)


@dataclass(frozen=True, kw_only=True)
class Part:
    """A charge of one cost in CNY; `low` and `high` are None where no price is published."""

    item: BasketItem
    low: Decimal | None
    high: Decimal | None
    rows: tuple[Entry, ...]


@dataclass(frozen=True, kw_only=True)
class Cost:
    """What the basket comes to in a month; no sum where a price of it is missing."""

    month: date
    direction: str
    container: str
    parts: tuple[Part, ...]

    @property
    def missing(self) -> tuple[BasketItem, ...]:
        """Return the charges without a published price."""
        return tuple(part.item for part in self.parts if part.low is None)

    @property
    def low(self) -> Decimal | None:
        """Return the least it comes to, None where a price is missing."""
        return self._sum(part.low for part in self.parts)

    @property
    def high(self) -> Decimal | None:
        """Return the most it comes to, None where a price is missing."""
        return self._sum(part.high for part in self.parts)

    @property
    def sample(self) -> bool:
        """Whether a price of it is made up 示例."""
        return any(entry.home.sample for part in self.parts for entry in part.rows)

    def _sum(self, amounts: Iterable[Decimal | None]) -> Decimal | None:
        known = [amount for amount in amounts if amount is not None]
        return sum(known, _ZERO) if known and len(known) == len(self.parts) else None


def month_costs(
    catalogue: Catalogue,
    basket: Sequence[BasketItem],
    *,
    city: str,
    months: Sequence[date],
) -> tuple[Cost, ...]:
    """Return the costs of a city by month, direction and container, in this order.

    Args:
        catalogue: the published charges; lists of the city and of the whole country count.
        basket: what is counted.
        city: whose.
        months: first days of months.
    """
    entries = [each for each in catalogue.entries if each.home.national or each.home.city == city]
    return tuple(
        _cost(catalogue, basket, entries, (city, month, direction, container))
        for month in months
        for direction in DIRECTIONS
        for container in CONTAINERS
    )


def _cost(
    catalogue: Catalogue,
    basket: Sequence[BasketItem],
    entries: Sequence[Entry],
    asked: tuple[str, date, str, str],
) -> Cost:
    city, month, direction, container = asked
    fitting = [each for each in entries if _fits(each.row, month, direction, container)]
    parts = tuple(
        _part(item, fitting, catalogue)
        for item in basket
        if item.holds(city, month) and direction in item.directions
    )
    return Cost(month=month, direction=direction, container=container, parts=parts)


def _part(item: BasketItem, entries: Iterable[Entry], catalogue: Catalogue) -> Part:
    names = catalogue.names
    group = names.identity(names.key(item.item))
    sub = names.identity(names.key(item.sub_item))
    named = [
        each
        for each in entries
        if each.item == group and each.row.unit == item.unit and sub in ("", each.sub)
    ]
    # A port's own price stands in for the national one, as in the charge check.
    rows = [each for each in named if not each.home.national] or named
    lows = [low * item.quantity for each in rows if (low := _lowest(each.row)) is not None]
    highs = [each.row.price_max * item.quantity for each in rows if each.row.price_max is not None]
    return Part(
        item=item,
        low=min(lows, default=None),
        high=max(highs, default=None),
        rows=tuple(rows),
    )


def _lowest(row: PriceRow) -> Decimal | None:
    """Return the lowest price, a published discount included."""
    low = row.price_max if row.price_min is None else row.price_min
    return None if low is None else low * (row.discount or 1)


def _fits(row: PriceRow, on: date, direction: str, container: str) -> bool:
    return (
        row.in_force(on)
        and row.price_max is not None
        and row.verified
        and row.loaded is not False
        and all(
            not values or value in values
            for values, value in (
                (row.trade, TRADE),
                (row.direction, direction),
                (row.container, container),
                (row.cargo, CARGO),
            )
        )
        and not (row.part_of or row.percent_of or row.condition or row.told_only or row.is_extra)
    )


def months_until(today: date, count: int) -> tuple[date, ...]:
    """Return the first days of the last months, the present one last."""
    last = today.year * 12 + today.month - 1
    return tuple(date(n // 12, n % 12 + 1, 1) for n in range(last - count + 1, last + 1))
