"""Loads departments, duties of the notices and competence from `rules/parties/`."""

import dataclasses
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from marshmallow import Schema, fields, post_load, validate

from services.complaints.adapters.rule_rows import (
    RULES,
    DatedRowSchema,
    NamesSchema,
    RuleFileError,
    read_document,
    read_rows,
)
from services.complaints.domain.parties.department import City, Department, Kind, Ownership
from services.complaints.domain.parties.party_rules import (
    Commitment,
    Competence,
    Coordinators,
    DecidesBy,
    Duty,
    PartyRules,
)

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

PARTY_RULES = RULES / "parties"
_Row = TypeVar("_Row", bound="DataclassInstance")


class _CitySchema(DatedRowSchema):
    id = fields.String(required=True)
    zh = fields.String(required=True)
    en = fields.String(required=True)
    code = fields.String(required=True, validate=validate.Regexp(r"^[A-Z]{2}$"))
    port_office = fields.String(required=True)
    notice = fields.String(required=True)


class _DepartmentSchema(DatedRowSchema):
    id = fields.String(required=True, validate=validate.Regexp(r"^[a-z]{2}-[a-z-]+$"))
    zh = fields.String(required=True)
    en = fields.String(required=True)
    kind = fields.Enum(Kind, by_value=True, required=True)
    kind_verified = fields.Boolean(required=True)
    uscc = fields.String(required=True, allow_none=True)
    aliases = fields.List(fields.String(), required=True)
    successor = fields.String(required=True, allow_none=True)
    superior = fields.String(load_default=None, allow_none=True)


class _OwnershipSchema(DatedRowSchema):
    owner = fields.String(required=True)
    owned = fields.String(required=True)


class _CommitmentSchema(Schema):
    metric = fields.String(required=True)
    limit = fields.String(required=True, allow_none=True)
    unit = fields.String(required=True)

    @post_load
    def _commitment(self, data: dict[str, Any], **_: Any) -> Commitment:
        return Commitment(**data)


class _DutySchema(DatedRowSchema):
    key = fields.String(required=True)
    source = fields.String(required=True)
    number = fields.String(required=True)
    title = fields.Nested(NamesSchema, required=True)
    summary_en = fields.String(required=True)
    lead = fields.List(fields.String(), required=True)
    partners = fields.List(fields.String(), required=True)
    deadline = fields.Date(required=True, allow_none=True)
    commitment = fields.Nested(_CommitmentSchema, required=True, allow_none=True)
    relation = fields.List(fields.String(), required=True)


class _CompetenceSchema(DatedRowSchema):
    track = fields.String(required=True)
    decides_by = fields.Enum(DecidesBy, by_value=True, required=True)
    lead = fields.String(required=True)
    partners = fields.List(fields.String(), required=True)
    measures = fields.List(fields.String(), required=True)
    note = fields.String(required=True, allow_none=True)


class _CoordinatorsSchema(DatedRowSchema):
    order = fields.List(fields.String(), required=True, validate=validate.Length(min=1))


def load_party_rules(folder: Path = PARTY_RULES) -> PartyRules:
    """Return all rules about parties.

    Raises:
        RuleFileError: a file does not fit, or names a unit that is not in `departments.json`.
    """
    units, matrix = folder / "departments.json", folder / "duties.json"
    deciders = folder / "competence.json"
    cities = _built(City, read_rows(units, "cities", _CitySchema()))
    departments = _built(Department, read_rows(units, "departments", _DepartmentSchema()))
    rules = PartyRules(
        version=_version(deciders),
        cities={city.id: city for city in cities},
        departments={unit.id: unit for unit in departments},
        ownership=_built(Ownership, read_rows(units, "ownership", _OwnershipSchema())),
        duties=_built(Duty, read_rows(matrix, "duties", _DutySchema())),
        competence=_built(Competence, read_rows(deciders, "competence", _CompetenceSchema())),
        coordinators=_built(
            Coordinators, read_rows(deciders, "coordinators", _CoordinatorsSchema())
        ),
    )
    _each_once(units, [unit.id for unit in departments])
    _each_once(matrix, [duty.key for duty in rules.duties])
    _check_units(rules)
    return rules


def _built(row_class: type[_Row], rows: Iterable[Mapping[str, Any]]) -> tuple[_Row, ...]:
    """Return rows as dataclasses; what a class does not keep is for the reader of the file."""
    kept = [field.name for field in dataclasses.fields(row_class)]
    return tuple(row_class(**{name: _frozen(row[name]) for name in kept}) for row in rows)


def _frozen(value: object) -> object:
    return tuple(value) if isinstance(value, list) else value


def _version(path: Path) -> str:
    version = read_document(path).get("version")
    if not isinstance(version, str) or not version:
        raise RuleFileError(f"{path.name}: has no version")
    return version


def _each_once(path: Path, keys: Sequence[str]) -> None:
    twice = sorted(key for key, count in Counter(keys).items() if count > 1)
    if twice:
        raise RuleFileError(f"{path.name}: more than one row of {', '.join(twice)}")


def _check_units(rules: PartyRules) -> None:
    named = [
        *(("duties.json", row.key, unit) for row in rules.duties for unit in row.units),
        *(
            ("competence.json", row.track, unit)
            for row in rules.competence
            for unit in (row.lead, *row.partners)
        ),
        *(("competence.json", row.city, unit) for row in rules.coordinators for unit in row.order),
        *(("departments.json", row.id, row.port_office) for row in rules.cities.values()),
        *(
            ("departments.json", row.id, row.successor)
            for row in rules.departments.values()
            if row.successor
        ),
        *(
            ("departments.json", row.id, row.superior)
            for row in rules.departments.values()
            if row.superior
        ),
    ]
    for file, row, unit in named:
        if unit not in rules.departments:
            raise RuleFileError(f"{file}, row {row}: no unit {unit} in departments.json")
