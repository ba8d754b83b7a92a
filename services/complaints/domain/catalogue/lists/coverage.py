"""How many bodies have published what they charge 收费目录清单全覆盖.

Source: 海政办发〔2020〕14号 item 16 (charge_publication_coverage, 100 %); Jiaxing notice 3-1.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_DOWN, Decimal

from services.complaints.domain.catalogue.catalogue import Catalogue
from services.complaints.domain.catalogue.lists.charge_list import Body

OUTSIDE = "not_listed"
UNSURE = "needs_officer"


@dataclass(frozen=True, kw_only=True)
class Charged:
    """A body asked for an item, as a case says; `finding` is what the check answered."""

    case_id: str
    body: Body
    item: str
    finding: str


@dataclass(frozen=True, kw_only=True)
class BodyCoverage:
    """Whether a body has a list in force; `cases` of the period name it."""

    body: Body
    port: str
    cases: int
    covered: bool


@dataclass(frozen=True, kw_only=True)
class ItemGap:
    """An item that cases name and no catalogue holds for sure, by body."""

    item: str
    body: Body
    finding: str
    cases: int


@dataclass(frozen=True, kw_only=True)
class Coverage:
    """The report on one city on a day."""

    bodies: tuple[BodyCoverage, ...]
    gaps: tuple[ItemGap, ...]

    @property
    def covered(self) -> int:
        """Return how many bodies have a list in force."""
        return sum(each.covered for each in self.bodies)

    @property
    def percent(self) -> Decimal | None:
        """Return the share of bodies with a list; never rounded up; None without bodies."""
        if not self.bodies:
            return None
        share = Decimal(100 * self.covered) / len(self.bodies)
        return share.quantize(Decimal("0.1"), ROUND_DOWN)


def coverage(charged: Iterable[Charged], catalogue: Catalogue, *, city: str, day: date) -> Coverage:
    """Return which bodies of a city have a list in force, those without one first.

    Known are the bodies that lists of the city name, in force or not, and those that cases
    complain of. A class of bodies is no body.
    """
    told = list(charged)
    names = catalogue.names
    known: dict[str, tuple[Body, str]] = {}
    in_force: set[str] = set()
    for home in catalogue.lists:
        for row in home.rows if home.city == city else ():
            if row.body_is_class:
                continue
            key = names.body(row.body)
            known.setdefault(
                key, (Body(name=row.body, uscc=row.uscc), home.ports[0] if home.ports else "")
            )
            if home.covers(day) and row.in_force(day):
                in_force.add(key)
    by_code = {body.uscc: key for key, (body, _) in known.items() if body.uscc}
    cases: dict[str, set[str]] = {}
    for each in told:
        key = by_code.get(each.body.uscc or "") or names.body(each.body.name)
        known.setdefault(key, (each.body, ""))
        cases.setdefault(key, set()).add(each.case_id)
    return Coverage(bodies=_bodies(known, in_force, cases), gaps=_gaps(told))


def _bodies(
    known: Mapping[str, tuple[Body, str]], in_force: set[str], cases: Mapping[str, set[str]]
) -> tuple[BodyCoverage, ...]:
    found = [
        BodyCoverage(body=body, port=port, cases=len(cases.get(key, ())), covered=key in in_force)
        for key, (body, port) in known.items()
    ]
    return tuple(sorted(found, key=lambda each: (each.covered, -each.cases, each.body.name)))


def _gaps(told: Iterable[Charged]) -> tuple[ItemGap, ...]:
    found: dict[tuple[str, Body, str], set[str]] = {}
    for each in told:
        if each.finding in (OUTSIDE, UNSURE):
            found.setdefault((each.item, each.body, each.finding), set()).add(each.case_id)
    gaps = [
        ItemGap(item=item, body=body, finding=finding, cases=len(ids))
        for (item, body, finding), ids in found.items()
    ]
    return tuple(sorted(gaps, key=lambda each: (-each.cases, each.item, each.body.name)))
