"""What part of a national price may be charged, at all ports or at some, for a time."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from services.complaints.domain.in_force import is_in_force


@dataclass(frozen=True, kw_only=True)
class Reduction:
    """What part of a national price some ports may charge from one day to another.

    Args:
        item: the item as the national list names it.
        ports: empty where it holds for every port.
        share: 0.90 for nine tenths.
        possible: whether a port only may reduce so: nobody is accused of exactly that share.
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
    possible: bool = False

    def in_force(self, day: date) -> bool:
        """Return whether it applies to a charge of this day."""
        return is_in_force(self, day)

    def may_be_at(self, port: str | None) -> bool:
        """Return whether it may hold at a port; None is one that nobody knows."""
        return port is None or not self.ports or port in self.ports
