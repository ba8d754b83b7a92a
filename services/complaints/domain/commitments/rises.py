"""Which published prices are dearer on one day than on another, by body and item.

A rise is a fact of the catalogue, no finding: a dearer price may be lawful. Whether it comes from
a monopoly position is for the anti-monopoly authority to judge (Jiaxing 嘉政办发〔2018〕62号 3-4).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from services.complaints.domain.catalogue.catalogue import Catalogue, Entry

_HUNDRED = Decimal(100)
_TENTH = Decimal("0.1")


@dataclass(frozen=True, kw_only=True)
class Rise:
    """A price that rose; `before` and `after` are the rows in force on either day."""

    before: Entry
    after: Entry
    price_before: Decimal
    price_after: Decimal

    @property
    def percent(self) -> Decimal | None:
        """Return by how much it rose in per cent, None from nothing."""
        if not self.price_before:
            return None
        by = (self.price_after - self.price_before) / self.price_before
        return (by * _HUNDRED).quantize(_TENTH)


def rises(catalogue: Catalogue, *, city: str, start: date, end: date) -> tuple[Rise, ...]:
    """Return the highest prices of a city's lists that rose, by body and item.

    A price is known again by body, item and everything it depends on; one that several rows of a
    day share is left out, since nobody can tell which of them became which.
    """
    before, after = (_by_condition(catalogue, city, day) for day in (start, end))
    found = []
    for key, entry in after.items():
        other = before.get(key)
        if entry is None or other is None:
            continue
        old, new = other.row.price_max, entry.row.price_max
        if old is not None and new is not None and new > old:
            found.append(Rise(before=other, after=entry, price_before=old, price_after=new))
    return tuple(sorted(found, key=_by_body))


def _by_body(rise: Rise) -> tuple[str, str]:
    return rise.after.row.body, rise.after.row.item


def _by_condition(
    catalogue: Catalogue, city: str, day: date
) -> Mapping[tuple[object, ...], Entry | None]:
    found: dict[tuple[object, ...], Entry | None] = {}
    for entry in catalogue.entries:
        if entry.home.city == city and entry.row.in_force(day):
            key = _condition(entry)
            found[key] = None if key in found else entry
    return found


def _condition(entry: Entry) -> tuple[object, ...]:
    row = entry.row
    return (
        *(entry.bodies, entry.item, entry.sub, row.unit, row.trade, row.direction, row.container),
        *(row.container_type, row.loaded, row.cargo, row.condition, row.from_day, row.to_day),
        *(row.ship_type, row.length_above, row.length_to, row.ship_from_tons, row.ship_to_tons),
        *(row.slice_above, row.slice_to, row.miles_above, row.locks, row.berth, row.percent_of),
    )
