"""What reporting without a name needs from outside."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from services.complaints.domain.cases.allowance import Turn


class Receipts(Protocol):
    """Draws receipts of anonymous reports and digests them."""

    def draw(self, secret: str, attempt: int) -> str:
        """Return the receipt of a report that keeps this secret; each attempt has another."""
        ...

    def digest(self, receipt: str) -> str:
        """Return what is kept of a receipt; slow on purpose."""
        ...


class AddressTurns(Protocol):
    """Turns of one address; nothing is kept of it."""

    def take(self, turn: Turn, address: str, *, now: datetime) -> int:
        """Take a turn; return 0, or the seconds to wait where none is left."""
        ...

    def give_back(self, turn: Turn, address: str, *, now: datetime) -> None:
        """Give a turn back that was not needed."""
        ...


class TurnCounts(Protocol):
    """Turns of everybody together."""

    def add(self, turn: Turn, window: datetime, *, lasts: timedelta, count: int = 1) -> int:
        """Count turns of a window; return how many there are now."""
        ...

    def drop_before(self, at: datetime) -> int:
        """Delete windows that are over; return how many."""
        ...


@dataclass(frozen=True, kw_only=True)
class Turns:
    """Both ways of counting."""

    addresses: AddressTurns
    counts: TurnCounts
