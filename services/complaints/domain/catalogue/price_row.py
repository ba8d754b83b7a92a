"""One published price, the list it stands in, and items that may no longer be charged."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from services.complaints.domain.in_force import is_in_force


class PriceForm(StrEnum):
    """Who sets a price.

    Source: 价格法 arts 3, 18; 港口收费计费办法（交水规〔2019〕2号）.
    """

    FIXED = "fixed"
    GUIDED = "guided"
    MARKET = "market"


@dataclass(frozen=True, kw_only=True)
class Addition:
    """A percentage that comes on top of a price where a condition holds.

    Args:
        when: `night`, `holiday`, `dangerous`, `reefer` or `irregular`.
        percent: of the price itself; 50 makes it half as much again.
    """

    when: str
    percent: Decimal


@dataclass(frozen=True, kw_only=True)
class PriceRow:
    """A published price and the conditions it is for; an empty condition fits every charge.

    Args:
        id: stable, part of the address of its page.
        body: the charging body as published; a class of bodies where `body_is_class`.
        cargo: classes of cargo the row is for (`general`, `dangerous`, `reefer`).
        cargo_note: where only a part of dangerous cargo is meant: which.
        price_form_given: false where the list does not say and the form was inferred.
        price_min: lowest published price, CNY per unit; None where the price is not loaded.
        price_max: highest published price, CNY per unit.
        allows_more: the quantity of a bill is only a lower bound (greater of weight and volume).
        open_question: what else must be known that no field of the row says.
        part_of: the all-in item of which this may only be a sub-line.
        from_day: first day of a tier; `to_day` its last, None for without end.
        free_days: days without charge before the price applies, the last one counted.
        container_type: types of box (`GP`, `HQ` …) the row is for.
        ship_type: kinds of ships; `length_above` and `length_to` metres, the second counted.
        ship_from_tons: least tons of a ship; `ship_to_tons` the most, both counted. A part of a
            ton has at most six places: above 3000 begins at 3000.000001.
        slice_above: tons of a ship above which the price applies; `slice_to` up to which.
        miles_above: nautical miles above which the price applies for each one.
        locks: whether the price is for each passage of a lock.
        berth: uses of a berth the row is for.
        minimum_charge: least amount of a charge, CNY; `minimum_quantity` least that is counted.
        percent_of: the item of whose amount `price_max` is a percentage; empty for most.
        discount: the share of the price that a published discount leaves; who gets it is not said.
        additions: percentages on top.
        told_only: the row fits only where the line states each of its conditions.
        effective_to: last day in force; None while open.
        dates_known: false where the list is undated; then from the day it is known for.
        basis_kind: `law`, `promise` or `design`.
        verified: false for what was entered from knowledge alone.
        quality: `A` official list, `N` national tariff, `S` sample.
    """

    id: str
    item: str
    body: str
    effective_from: date
    unit: str
    price_form: PriceForm
    price_form_given: bool
    price_min: Decimal | None
    price_max: Decimal | None
    basis_kind: str
    basis: str
    verified: bool
    quality: str
    source: str
    effective_to: date | None = None
    dates_known: bool = True
    sub_item: str = ""
    service_content: str = ""
    body_is_class: bool = False
    uscc: str | None = None
    body_type: str = ""
    payer: str = ""
    trade: tuple[str, ...] = ()
    direction: tuple[str, ...] = ()
    container: tuple[str, ...] = ()
    loaded: bool | None = None
    cargo: tuple[str, ...] = ()
    cargo_note: str = ""
    condition: str = ""
    allows_more: bool = False
    open_question: str = ""
    part_of: str = ""
    from_day: int | None = None
    to_day: int | None = None
    free_days: int = 0
    container_type: tuple[str, ...] = ()
    ship_type: tuple[str, ...] = ()
    length_above: Decimal | None = None
    length_to: Decimal | None = None
    ship_from_tons: Decimal | None = None
    ship_to_tons: Decimal | None = None
    slice_above: Decimal | None = None
    slice_to: Decimal | None = None
    miles_above: Decimal | None = None
    locks: bool = False
    berth: tuple[str, ...] = ()
    minimum_charge: Decimal | None = None
    minimum_quantity: Decimal | None = None
    percent_of: str = ""
    discount: Decimal | None = None
    additions: tuple[Addition, ...] = ()
    told_only: bool = False
    province: str | None = None
    city: str | None = None
    note: str = ""

    def in_force(self, day: date) -> bool:
        """Return whether the price applies to a charge of this day."""
        return is_in_force(self, day)

    @property
    def by_ship_tons(self) -> bool:
        """Whether the row is for ships of some size only."""
        return self.ship_from_tons is not None or self.ship_to_tons is not None

    @property
    def is_extra(self) -> bool:
        """Whether the price only ever comes on top of another row's."""
        return self.miles_above is not None or self.locks

    @property
    def special_cargo(self) -> bool:
        """Whether the row is only for dangerous or refrigerated cargo."""
        return bool(self.cargo) and "general" not in self.cargo


@dataclass(frozen=True, kw_only=True)
class PriceList:
    """Rows that were published together.

    Args:
        title: name in both languages, `zh` and `en`; `publisher` likewise.
        ports: ports the list is for; empty for the whole country.
        complete: whether nothing else may be charged at these ports (or by its bodies).
        known_from: the first day the list is known to have applied.
        sample: whether everything in it is made up, to be shown with 示例.
        only_body: the one body whose list it is; `complete` then speaks of that body alone.
        only_uscc: its credit code, where that is told.
    """

    id: str
    title: dict[str, str]
    publisher: dict[str, str]
    ports: tuple[str, ...]
    complete: bool
    known_from: date
    source: str
    rows: tuple[PriceRow, ...]
    known_to: date | None = None
    edition: str = ""
    sample: bool = False
    province: str | None = None
    city: str | None = None
    only_body: str = ""
    only_uscc: str | None = None

    @property
    def national(self) -> bool:
        """Whether the list is for every port."""
        return not self.ports

    def covers(self, day: date) -> bool:
        """Return whether the list is known to have applied on this day."""
        return self.known_from <= day and (self.known_to is None or day <= self.known_to)


@dataclass(frozen=True, kw_only=True)
class CancelledItem:
    """A charge that was abolished; whoever still asks for it owes all of it back.

    Source: 价格违法行为行政处罚规定 art 9（七）.

    Args:
        ports: where it was abolished; empty for the whole country.
        note: what happened, in both languages.
    """

    id: str
    item: str
    ports: tuple[str, ...]
    cancelled_from: date
    basis_kind: str
    basis: str
    verified: bool
    quality: str
    source: str
    note: dict[str, str]
    body: str = ""
    sample: bool = False
    province: str | None = None
    city: str | None = None
