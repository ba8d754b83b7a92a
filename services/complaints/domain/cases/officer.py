"""A person who handles cases, as colleagues find them, and who stands in while away."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from services.complaints.domain.cases.case import Case


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


def who_handles(case: Case, officers: Iterable[Officer], on: date) -> str:
    """Return the `sub` of who is at work on a case that has officers, the one in charge first.

    Who is away is stood in for, unless by somebody who is recused on the case. Where nobody is
    left the one in charge is told all the same.
    """
    known = {officer.sub: officer for officer in officers}
    at_work = (_at_work(sub, known, on) for sub in case.officers)
    found = (sub for sub in at_work if sub and sub not in case.recused)
    return next(found, case.officers[0])


def _at_work(sub: str, known: Mapping[str, Officer], on: date) -> str | None:
    passed = set[str]()
    while sub not in passed:
        officer = known.get(sub)
        if officer is None or officer.away is None or not officer.away.holds(on):
            return sub
        passed.add(sub)
        sub = officer.away.stand_in
    return None


def stood_in_for(sub: str, officers: Iterable[Officer], on: date) -> list[Officer]:
    """Return the officers who are away on a day and for whom a colleague stands in."""
    return [
        officer
        for officer in officers
        if officer.away and officer.away.holds(on) and officer.away.stand_in == sub
    ]
