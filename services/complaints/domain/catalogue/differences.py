"""On which conditions rows differ that the line does not state."""

from collections.abc import Callable, Mapping, Sequence

from services.complaints.domain.catalogue.asked import Asked
from services.complaints.domain.catalogue.price_row import PriceRow

_READ: Mapping[str, Callable[[PriceRow], object]] = {
    "item": lambda row: row.sub_item,
    "trade": lambda row: row.trade,
    "direction": lambda row: row.direction,
    "container": lambda row: row.container,
    "loaded": lambda row: row.loaded,
    "body": lambda row: row.body,
    "unit": lambda row: row.unit,
    "condition": lambda row: row.condition,
    "container_type": lambda row: row.container_type,
    "ship_type": lambda row: row.ship_type,
    "berth": lambda row: row.berth,
    "net_tons": lambda row: (row.ship_from_tons, row.ship_to_tons),
    "ship_length_m": lambda row: (row.length_above, row.length_to),
}
_ASKED = ("trade", "direction", "container", "loaded", "body")
_FACTS = ("container_type", "ship_type", "berth", "net_tons", "ship_length_m")
_BETTER_TOLD = ("net_tons", "ship_length_m", "ship_type", "berth", "container_type")
"""Conditions that say what a sub-item or the words of a condition say."""


def keys_that_differ(asked: Asked, rows: Sequence[PriceRow]) -> tuple[str, ...]:
    """Return the conditions by which the rows differ and which the line leaves open."""
    keys = tuple(
        key
        for key, read in _READ.items()
        if len({read(row) for row in rows}) > 1 and not _told(asked, key)
    )
    if any(key in _BETTER_TOLD for key in keys):
        return tuple(key for key in keys if key not in ("item", "condition"))
    return keys


def _told(asked: Asked, key: str) -> bool:
    if key == "unit":
        return asked.line.unit is not None
    if key == "net_tons":
        return asked.ship_tons is not None
    if key in _FACTS:
        return getattr(asked.facts, key) is not None
    return key in _ASKED and getattr(asked, key) is not None
