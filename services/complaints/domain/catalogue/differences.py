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
}
_ASKED = ("trade", "direction", "container", "loaded", "body")


def keys_that_differ(asked: Asked, rows: Sequence[PriceRow]) -> tuple[str, ...]:
    """Return the conditions by which the rows differ and which the line leaves open."""
    return tuple(
        key
        for key, read in _READ.items()
        if len({read(row) for row in rows}) > 1 and not _told(asked, key)
    )


def _told(asked: Asked, key: str) -> bool:
    if key == "unit":
        return asked.line.unit is not None
    return key in _ASKED and getattr(asked, key) is not None
