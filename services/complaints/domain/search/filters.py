"""A condition on what is indexed of a case, in a form that no engine owns.

The index turns it into its own query; `holds` evaluates it on a case at hand. Both come from one
definition, so they cannot drift apart.
"""

from collections.abc import Mapping
from dataclasses import dataclass

Facts = Mapping[str, frozenset[str]]


@dataclass(frozen=True)
class Everything:
    """True of every case."""


@dataclass(frozen=True)
class Nothing:
    """True of no case."""


@dataclass(frozen=True)
class Among:
    """True where one of the field's values is one of these."""

    field: str
    values: frozenset[str]


@dataclass(frozen=True)
class Without:
    """True where the part is not."""

    part: "Filter"


@dataclass(frozen=True)
class Both:
    """True where all parts are."""

    parts: tuple["Filter", ...]


Filter = Everything | Nothing | Among | Without | Both


def holds(condition: Filter, facts: Facts) -> bool:
    """Tell whether a condition is true of these facts; a field that is missing has no value."""
    match condition:
        case Everything():
            return True
        case Nothing():
            return False
        case Among(field, values):
            return not values.isdisjoint(facts.get(field, frozenset()))
        case Without(part):
            return not holds(part, facts)
        case Both(parts):
            return all(holds(part, facts) for part in parts)
