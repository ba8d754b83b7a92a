"""Loads how overall clearance time is measured from `rules/commitments/clearance.json`."""

from pathlib import Path
from typing import Any

from marshmallow import RAISE, Schema, fields, validate

from services.complaints.adapters.rule_files_commitments import COMMITMENT_RULES
from services.complaints.adapters.rule_rows import (
    AliasedNamesSchema,
    DatedRowSchema,
    RuleFileError,
    read_rows,
)
from services.complaints.domain.commitments.clearance import (
    EXPORT,
    IMPORT,
    ClearanceRules,
    Evaluation,
    Method,
)
from services.complaints.domain.commitments.commitment import EventName

_DIRECTION = validate.OneOf([IMPORT, EXPORT])


class _MethodSchema(DatedRowSchema):
    direction = fields.String(required=True, validate=_DIRECTION)
    start = fields.String(required=True)
    end = fields.String(required=True)


class _EvaluationSchema(Schema):
    class Meta:
        unknown = RAISE

    city = fields.String(required=True)
    direction = fields.String(required=True, validate=_DIRECTION)
    period = fields.String(required=True, validate=validate.Regexp(r"^\d{4}(-(0[1-9]|1[0-2]))?$"))
    hours = fields.Decimal(required=True, validate=validate.Range(min=0, min_inclusive=False))
    by = fields.String(required=True, validate=validate.Length(min=1))
    source = fields.String(required=True, validate=validate.Length(min=1))


def load_clearance(folder: Path = COMMITMENT_RULES) -> ClearanceRules:
    """Return methods, nodes, columns and evaluations.

    Raises:
        RuleFileError: the file does not fit, or a method names a node that is not there.
    """
    path = folder / "clearance.json"
    rules = ClearanceRules(
        methods={
            row["direction"]: _method(row) for row in read_rows(path, "methods", _MethodSchema())
        },
        nodes=_names(path, "nodes"),
        columns=_names(path, "columns"),
        evaluations=[
            Evaluation(**row) for row in read_rows(path, "evaluations", _EvaluationSchema())
        ],
    )
    nodes = {node.id for node in rules.nodes}
    for method in rules.methods.values():
        if not {method.start, method.end} <= nodes:
            raise RuleFileError(f"{path.name}: {method.direction} names an unknown node")
    if set(rules.methods) != {IMPORT, EXPORT}:
        raise RuleFileError(f"{path.name}: one method for each direction")
    return rules


def _method(row: dict[str, Any]) -> Method:
    names = ("direction", "start", "end", "basis_kind", "basis", "verified")
    return Method(**{name: row[name] for name in names})


def _names(path: Path, key: str) -> tuple[EventName, ...]:
    rows = read_rows(path, key, AliasedNamesSchema())
    return tuple(EventName(**{**row, "aliases": tuple(row["aliases"])}) for row in rows)
