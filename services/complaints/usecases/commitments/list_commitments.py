"""All promises that can be checked, and what a check of each needs."""

from collections.abc import Mapping
from typing import Any

from services.complaints.domain.commitments.commitment import Commitment, Kind
from services.complaints.domain.commitments.commitments import Commitments
from services.complaints.usecases.commitments.answers import about

_VALUES: Mapping[Kind, tuple[str, ...]] = {
    Kind.MEAN_HOURS: ("value", "on"),
    Kind.AT_MOST: ("value", "on"),
    Kind.AT_LEAST: ("value", "on"),
    Kind.SHARE: ("value", "part", "whole", "excepted", "on"),
    Kind.REDUCTION: ("base", "value", "on"),
    Kind.YES_NO: ("on",),
}


def values_of(row: Commitment) -> tuple[str, ...]:
    """Return the figures a check of the promise takes."""
    return _VALUES.get(row.kind, ())


def list_commitments(rules: Commitments) -> dict[str, Any]:
    """Return `{"commitments": [...]}` in the order of the notices."""
    return {"commitments": [_listed(row, rules) for row in rules.rows]}


def _listed(row: Commitment, rules: Commitments) -> dict[str, Any]:
    return {
        **about(row),
        "events": [{"id": each, "name": dict(rules.events[each].names)} for each in row.events],
        "parts": [{"id": each.id, "name": dict(each.name)} for each in row.parts],
        "conditions": [
            {
                "id": each.id,
                "name": dict(each.name),
                "proved_by": dict(each.proved_by),
                "proof": dict(each.proof),
            }
            for each in row.conditions
        ],
        "values": list(values_of(row)),
    }
