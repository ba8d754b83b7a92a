"""Who may ask for what purpose, and which measures a department may take on what ground."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from services.credit.domain.ledger.entry import Entry, EntryKind, Level
from services.credit.domain.score.pack import Ground
from services.credit.domain.words import Words

_HOLD_EVERYWHERE = frozenset({EntryKind.CUSTOMS_CLASS, EntryKind.SERIOUS_LIST})


class Decision(StrEnum):
    """What the gate answers, mildest first."""

    ALLOW = "ALLOW"
    ALLOW_WITH_CONDITION = "ALLOW_WITH_CONDITION"
    MANUAL = "MANUAL"
    DENY = "DENY"


class Effect(StrEnum):
    """Whether a measure rewards 激励 or restricts 惩戒."""

    REWARD = "reward"
    RESTRICT = "restrict"


@dataclass(frozen=True, kw_only=True)
class Department:
    """A department that may ask; its id is the one of the notices' master data."""

    id: str
    title: Words
    city: str
    ground: Ground


@dataclass(frozen=True, kw_only=True)
class Purpose:
    """A reason to ask, for the departments whose duty it is; `fields` are what they see."""

    code: str
    title: Words
    departments: tuple[str, ...]
    feedback_days: int
    fields: tuple[str, ...]
    ground: Ground


@dataclass(frozen=True, kw_only=True)
class Trigger:
    """Which records call for a measure; an empty list means any."""

    kinds: tuple[EntryKind, ...]
    levels: tuple[Level, ...]
    standings: tuple[str, ...]

    def fits(self, entry: Entry) -> bool:
        """Tell whether a record calls for the measure."""
        event = entry.event
        return (
            event.kind in self.kinds
            and (not self.levels or event.level in self.levels)
            and (not self.standings or event.standing in self.standings)
        )


@dataclass(frozen=True, kw_only=True)
class Measure:
    """One row of the published catalogue of measures: department × purpose × record."""

    code: str
    title: Words
    effect: Effect
    decision: Decision
    departments: tuple[str, ...]
    purposes: tuple[str, ...]
    trigger: Trigger
    ground: Ground

    def fits(self, entry: Entry) -> bool:
        """Tell whether a record calls for the measure.

        A city's measures rest on the records of its own province; customs classes and serious
        lists hold everywhere.
        """
        is_from_here = self.ground.city in {None, entry.event.document.city}
        return self.trigger.fits(entry) and (is_from_here or entry.event.kind in _HOLD_EVERYWHERE)


@dataclass(frozen=True, kw_only=True)
class GateRules:
    """All that the gate decides by; `version` names the catalogue of measures."""

    version: str
    departments: tuple[Department, ...]
    purposes: tuple[Purpose, ...]
    measures: tuple[Measure, ...]

    def department(self, department_id: str) -> Department | None:
        """Return a department by its id."""
        return next((row for row in self.departments if row.id == department_id), None)

    def purpose(self, code: str) -> Purpose | None:
        """Return a purpose by its code, whoever may use it."""
        return next((row for row in self.purposes if row.code == code), None)

    def purposes_of(self, department_id: str, today: date) -> tuple[Purpose, ...]:
        """Return the purposes that are this department's duty today."""
        return tuple(
            row
            for row in self.purposes
            if department_id in row.departments and row.ground.holds_on(today)
        )

    def measures_for(self, department_id: str, purpose: str, today: date) -> Iterator[Measure]:
        """Yield what this department may do for the purpose, as far as its ground holds today."""
        for row in self.measures:
            fits = department_id in row.departments and purpose in row.purposes
            if fits and row.ground.holds_on(today):
                yield row
