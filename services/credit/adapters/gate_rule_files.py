"""The gate's rules from `rules/gate/*.json`, checked when they are read."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from marshmallow import Schema, ValidationError, fields, post_load, validate

from services.credit.adapters.rule_fields import DatedSchema, WordsSchema, read_rules, with_ground
from services.credit.domain.ledger.entry import EntryKind, Level
from services.credit.domain.measures.catalogue import (
    Decision,
    Department,
    Effect,
    GateRules,
    Measure,
    Purpose,
    Trigger,
)

GATE_FOLDER = Path(__file__).parent.parent / "rules" / "gate"
VISIBLE_FIELDS = ("grade", "measures", "records")
_DECISIONS = {
    "allow": Decision.ALLOW,
    "condition": Decision.ALLOW_WITH_CONDITION,
    "manual": Decision.MANUAL,
    "deny": Decision.DENY,
}


class _DepartmentSchema(DatedSchema):
    id = fields.String(required=True)
    title = fields.Nested(WordsSchema, required=True)

    @post_load
    def made(self, data: Mapping[str, Any], **_: Any) -> Department:
        return Department(city=data["city"], **with_ground(data))


class _PurposeSchema(DatedSchema):
    code = fields.String(required=True)
    title = fields.Nested(WordsSchema, required=True)
    departments = fields.List(fields.String(), required=True, validate=validate.Length(min=1))
    feedback_days = fields.Integer(required=True, validate=validate.Range(min=1))
    fields_ = fields.List(
        fields.String(validate=validate.OneOf(VISIBLE_FIELDS)), required=True, data_key="fields"
    )

    @post_load
    def made(self, data: Mapping[str, Any], **_: Any) -> Purpose:
        row = with_ground(data)
        row["departments"] = tuple(row["departments"])
        row["fields"] = tuple(row.pop("fields_"))
        return Purpose(**row)


class _TriggerSchema(Schema):
    kinds = fields.List(fields.Enum(EntryKind, by_value=True), required=True)
    levels = fields.List(fields.Enum(Level, by_value=True), required=True)
    standings = fields.List(fields.String(), required=True)

    @post_load
    def made(self, data: Mapping[str, Any], **_: Any) -> Trigger:
        return Trigger(**{name: tuple(values) for name, values in data.items()})


class _MeasureSchema(DatedSchema):
    code = fields.String(required=True)
    title = fields.Nested(WordsSchema, required=True)
    effect = fields.Enum(Effect, by_value=True, required=True)
    decision = fields.String(required=True, validate=validate.OneOf(list(_DECISIONS)))
    departments = fields.List(fields.String(), required=True, validate=validate.Length(min=1))
    purposes = fields.List(fields.String(), required=True, validate=validate.Length(min=1))
    trigger = fields.Nested(_TriggerSchema, required=True)

    @post_load
    def made(self, data: Mapping[str, Any], **_: Any) -> Measure:
        row = with_ground(data)
        row["decision"] = _DECISIONS[row["decision"]]
        row["departments"] = tuple(row["departments"])
        row["purposes"] = tuple(row["purposes"])
        return Measure(**row)


class _DepartmentsSchema(Schema):
    departments = fields.List(fields.Nested(_DepartmentSchema), required=True)


class _PurposesSchema(Schema):
    purposes = fields.List(fields.Nested(_PurposeSchema), required=True)


class _MeasuresSchema(Schema):
    version = fields.String(required=True)
    measures = fields.List(fields.Nested(_MeasureSchema), required=True)


def load_gate_rules(folder: Path = GATE_FOLDER) -> GateRules:
    """Return departments, purposes and measures.

    Raises:
        ValidationError: a file does not fit, or rows name what is not there; it says which.
    """
    departments = read_rules(folder / "departments.json", _DepartmentsSchema())["departments"]
    purposes = read_rules(folder / "purposes.json", _PurposesSchema())["purposes"]
    measures = read_rules(folder / "measures.json", _MeasuresSchema())
    rules = GateRules(
        version=measures["version"],
        departments=tuple(departments),
        purposes=tuple(purposes),
        measures=tuple(measures["measures"]),
    )
    _check_names(rules)
    return rules


def _check_names(rules: GateRules) -> None:
    departments = {row.id for row in rules.departments}
    purposes = {row.code for row in rules.purposes}
    named = {row.code: row.departments for row in rules.purposes}
    named |= {row.code: row.departments for row in rules.measures}
    for code, who in named.items():
        if unknown := set(who) - departments:
            raise ValidationError(f"{code} names unknown departments: {sorted(unknown)}")
    for measure in rules.measures:
        if unknown := set(measure.purposes) - purposes:
            raise ValidationError(f"{measure.code} names unknown purposes: {sorted(unknown)}")
