"""The dated rules of who decides and who helps: competence, duties of the notices, order."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from services.complaints.domain.in_force import is_in_force
from services.complaints.domain.parties.department import City, Department, Ownership


class DecidesBy(StrEnum):
    """What competence follows: the place of the act, or the measure that is complained of."""

    PLACE = "place"
    MEASURE = "measure"


@dataclass(frozen=True, kw_only=True)
class Commitment:
    """A promised figure: its name, its limit as written (None without a number), its unit."""

    metric: str
    limit: str | None
    unit: str


@dataclass(frozen=True, kw_only=True)
class Duty:
    """A row of the duties matrix; a measure with several commitments has several rows.

    Args:
        key: `HY-8#2`; unique.
        number: as in the notice, with `#2` for a second row.
        lead: ids of the units in charge; `partners` of those that help, as listed.
        deadline: the day the notice sets; None without one.
        relation: what the measure means for the platform, e.g. `fee_complaint_subject`.
    """

    key: str
    source: str
    number: str
    title: Mapping[str, str]
    summary_en: str
    lead: tuple[str, ...]
    partners: tuple[str, ...]
    deadline: date | None
    commitment: Commitment | None
    relation: tuple[str, ...]
    city: str
    effective_from: date
    effective_to: date | None
    basis_kind: str
    basis: str
    verified: bool

    @property
    def measure(self) -> str:
        """The key without its row: `HY-8` for `HY-8#2`."""
        return self.key.partition("#")[0]

    def in_force(self, on: date) -> bool:
        """Tell whether the row holds on a day."""
        return is_in_force(self, on)

    @property
    def units(self) -> tuple[str, ...]:
        """The units in charge, then those that help."""
        return (*self.lead, *self.partners)


@dataclass(frozen=True, kw_only=True)
class Competence:
    """Who decides the cases of a track in a city.

    Args:
        lead: the unit that decides; on tracks by measure, where no measure is cited.
        partners: units that co-handle.
        measures: keys of the measures such a case rests on when none is cited.
    """

    track: str
    city: str
    decides_by: DecidesBy
    lead: str
    partners: tuple[str, ...]
    measures: tuple[str, ...]
    note: str | None
    effective_from: date
    effective_to: date | None
    basis_kind: str
    basis: str
    verified: bool


@dataclass(frozen=True, kw_only=True)
class Coordinators:
    """Who co-ordinates when nobody competent is free of interest; first free one of `order`."""

    city: str
    order: tuple[str, ...]
    effective_from: date
    effective_to: date | None
    basis: str


class PartyUnknown(LookupError):
    """A city, or the rules of its cases on a day, are not there."""


@dataclass(frozen=True, kw_only=True)
class PartyRules:
    """All rules about parties, as loaded; `departments` by id."""

    version: str
    cities: Mapping[str, City]
    departments: Mapping[str, Department]
    ownership: Sequence[Ownership]
    duties: Sequence[Duty]
    competence: Sequence[Competence]
    coordinators: Sequence[Coordinators]

    def city(self, city_id: str) -> City:
        """Return a city of the platform.

        Raises:
            PartyUnknown: there is no such city.
        """
        if city_id not in self.cities:
            raise PartyUnknown(f"no city {city_id}")
        return self.cities[city_id]

    def competence_of(self, track: str, city_id: str, on: date) -> Competence | None:
        """Return the competence row of a track in a city on a day, or None."""
        rows = (row for row in self.competence if (row.track, row.city) == (track, city_id))
        return next((row for row in rows if is_in_force(row, on)), None)

    def coordinators_of(self, city_id: str, on: date) -> Coordinators:
        """Return the order of co-ordinators of a city on a day.

        Raises:
            PartyUnknown: no order holds on that day.
        """
        for row in self.coordinators:
            if row.city == city_id and is_in_force(row, on):
                return row
        raise PartyUnknown(f"nobody co-ordinates in {city_id} on {on.isoformat()}")

    def duties_of(self, measures: Iterable[str], city_id: str, on: date) -> tuple[Duty, ...]:
        """Return the rows of measures (`HY-8`, or `8` as in the notice) of a city on a day."""
        code = self.city(city_id).code
        asked = {_measure_key(measure, code) for measure in measures}
        rows = (duty for duty in self.duties if duty.city == city_id and is_in_force(duty, on))
        return tuple(duty for duty in rows if duty.key in asked or duty.measure in asked)

    def department_in_office(self, department_id: str, on: date) -> Department | None:
        """Return the unit or, once it is gone, its successor on a day; None if there is none."""
        passed: set[str] = set()
        current = self.departments.get(department_id)
        while current is not None and current.id not in passed:
            if current.exists(on):
                return current
            passed.add(current.id)
            current = self.departments.get(current.successor or "")
        return None


def _measure_key(measure: str, code: str) -> str:
    key = measure.strip().upper()
    return key if key.startswith(f"{code}-") else f"{code}-{key}"
