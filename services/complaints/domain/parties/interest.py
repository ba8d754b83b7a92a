"""Which units have an interest in a case, and which are free to handle it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from services.complaints.domain.parties.department import (
    City,
    Department,
    Kind,
    TypedName,
    owners_and_owned,
)
from services.complaints.domain.parties.party_rules import PartyRules, PartyUnknown


@dataclass(frozen=True, kw_only=True)
class Choice:
    """Picks the units of a city in office on a day that have no interest in a case.

    Args:
        respondents: name and credit code of whom the case is about, as far as known.
    """

    rules: PartyRules
    city: City
    on: date
    respondents: tuple[str, ...]

    @cached_property
    def respondent_units(self) -> tuple[Department, ...]:
        """The units of the notices that the respondent is, the one in office first."""
        meant = [unit for text in self.respondents for unit in self._units_meant_by(text)]
        in_office = [self.rules.department_in_office(unit.id, self.on) for unit in meant]
        every = [*(unit for unit in in_office if unit is not None), *meant]
        return tuple({unit.id: unit for unit in every}.values())

    def free(self, units: Iterable[str]) -> tuple[str, ...]:
        """Return the ids of units in office without interest, operators left out, in order."""
        found = (self.rules.department_in_office(unit, self.on) for unit in units)
        kept = [unit.id for unit in found if unit is not None and self._may_handle(unit)]
        return tuple(dict.fromkeys(kept))

    def first_free(self, units: Iterable[str]) -> Department:
        """Return the first unit that may handle the case, else any authority of the city.

        Raises:
            PartyUnknown: every authority of the city has an interest.
        """
        every = self.rules.departments.values()
        authorities = (unit.id for unit in every if unit.kind is Kind.AUTHORITY)
        free = self.free([*units, *authorities])
        if not free:
            raise PartyUnknown(f"nobody in {self.city.id} may handle the case")
        return self.rules.departments[free[0]]

    def interested_of(self, units: Iterable[str]) -> tuple[str, ...]:
        """Return the ids of units that have an interest, in order."""
        return tuple(dict.fromkeys(unit for unit in units if unit in self._interested))

    @cached_property
    def _interested(self) -> frozenset[str]:
        """The respondent, its shareholders and its subsidiaries, as ids and plain names."""
        shares = [
            (owner, owned)
            for share in self.rules.ownership
            if share.holds(self.on)
            for owner in self._nodes(share.owner)
            for owned in self._nodes(share.owned)
        ]
        starts = [node for text in self.respondents for node in self._nodes(text)]
        return owners_and_owned([*starts, *(u.id for u in self.respondent_units)], shares)

    def _may_handle(self, unit: Department) -> bool:
        own = unit.city == self.city.id and unit.kind not in {Kind.OPERATOR, Kind.ABOVE}
        return own and unit.id not in self._interested

    def _nodes(self, text: str) -> tuple[str, ...]:
        """Return what stands for a holder: ids of units, else its code or plain name."""
        if text in self.rules.departments:
            return (text,)
        ids = tuple(unit.id for unit in self._units_meant_by(text))
        return ids or (TypedName(text, self.city).core,)

    def _units_meant_by(self, text: str) -> list[Department]:
        typed = TypedName(text, self.city)
        units = (unit for unit in self.rules.departments.values() if unit.city == self.city.id)
        return [unit for unit in units if text == unit.uscc or unit.is_meant_by(typed)]
