"""What complaints tell of bodies and the items they charge."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, kw_only=True)
class ComplainedCharge:
    """One charged item of a case; `finding` is the system's check when it was filed."""

    case_id: str
    body: str
    uscc: str | None
    item: str
    finding: str


class ComplainedCharges(Protocol):
    """The charges that cases of a city are about."""

    def filed(
        self, city: str, *, since: datetime, until: datetime, most: int
    ) -> list[ComplainedCharge]:
        """Return the lines of at most `most` cases, the newest first.

        Raises:
            Unavailable: the store is away.
        """
        ...
