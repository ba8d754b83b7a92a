"""A person who handles cases, as colleagues find them, and who stands in while away."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, kw_only=True)
class Absence:
    """Days an officer is away, both included, and the `sub` of the colleague who stands in."""

    stand_in: str
    from_on: date
    to_on: date

    def holds(self, on: date) -> bool:
        """Tell whether the officer is away on a day."""
        return self.from_on <= on <= self.to_on


@dataclass(frozen=True, kw_only=True)
class Officer:
    """An officer of a department, known since the first sign-in; `away` may lie in the past."""

    sub: str
    name: str
    department: str
    seen_at: datetime
    away: Absence | None = None


def stood_in_for(sub: str, officers: Iterable[Officer], on: date) -> list[Officer]:
    """Return the officers who are away on a day and for whom a colleague stands in."""
    return [
        officer
        for officer in officers
        if officer.away and officer.away.holds(on) and officer.away.stand_in == sub
    ]
