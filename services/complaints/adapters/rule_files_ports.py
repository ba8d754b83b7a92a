"""Loads contacts and process of the ports from `rules/commitments/ports.json`."""

from dataclasses import fields as fields_of
from pathlib import Path
from typing import Any

from marshmallow import ValidationError, fields, validate, validates_schema

from services.complaints.adapters.rule_files_commitments import COMMITMENT_RULES
from services.complaints.adapters.rule_rows import (
    DatedRowSchema,
    NamesSchema,
    RuleFileError,
    read_rows,
)
from services.complaints.domain.commitments.port_contacts import (
    Contact,
    PortContacts,
    ProcessStep,
)
from services.complaints.domain.parties.party_rules import PartyRules


class _ContactSchema(DatedRowSchema):
    id = fields.String(required=True)
    kind = fields.String(required=True)
    name = fields.Nested(NamesSchema, required=True)
    value = fields.String(required=True, allow_none=True, validate=validate.Length(min=3, max=100))
    owner = fields.String(required=True)
    last_checked_on = fields.Date(required=True, allow_none=True)
    source = fields.String(required=True, allow_none=True)

    @validates_schema
    def _has_a_source(self, data: dict[str, Any], **_: Any) -> None:
        if data["value"] is not None and not data["source"]:
            raise ValidationError("a value needs a source", "source")


class _StepSchema(DatedRowSchema):
    id = fields.String(required=True)
    order = fields.Integer(required=True, strict=True)
    name = fields.Nested(NamesSchema, required=True)
    what = fields.Nested(NamesSchema, required=True)
    owner = fields.String(required=True)
    last_checked_on = fields.Date(required=True, allow_none=True)


class _CheckSchema(DatedRowSchema):
    id = fields.String(required=True)
    days = fields.Integer(required=True, strict=True, validate=validate.Range(min=1))


def load_port_contacts(parties: PartyRules, folder: Path = COMMITMENT_RULES) -> PortContacts:
    """Return contacts and steps of all ports.

    Raises:
        RuleFileError: the file does not fit, or names a unit that is not there.
    """
    path = folder / "ports.json"
    contacts = [Contact(**_kept(Contact, r)) for r in read_rows(path, "contacts", _ContactSchema())]
    steps = [ProcessStep(**_kept(ProcessStep, r)) for r in read_rows(path, "steps", _StepSchema())]
    (check,) = read_rows(path, "checks", _CheckSchema())
    owners = [(each.id, each.owner) for each in contacts]
    owners += [(each.id, each.owner) for each in steps]
    for entry, owner in owners:
        if owner not in parties.departments:
            raise RuleFileError(f"{path.name}, {entry}: no unit {owner}")
    return PortContacts(contacts=contacts, steps=steps, days=check["days"])


def _kept(kind: type, row: dict[str, Any]) -> dict[str, Any]:
    return {each.name: row[each.name] for each in fields_of(kind)}
