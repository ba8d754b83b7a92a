"""Ports that may charge only a part of a national price, for a time."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, kw_only=True)
class Reduction:
    """What part of a national price some ports may charge from one day to another.

    Args:
        item: the item as the national list names it.
        share: 0.90 for nine tenths.
    """

    id: str
    item: str
    ports: tuple[str, ...]
    share: Decimal
    effective_from: date
    effective_to: date | None
    basis_kind: str
    basis: str
    verified: bool
    source: str
    province: str | None = None
    city: str | None = None

    def in_force(self, day: date) -> bool:
        """Return whether it applies to a charge of this day."""
        return self.effective_from <= day and (
            self.effective_to is None or day <= self.effective_to
        )
