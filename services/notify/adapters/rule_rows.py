"""The shapes all dated rule files of the service share."""

from collections.abc import Mapping
from typing import Any

from marshmallow import Schema, ValidationError, fields, validate, validates_schema

from services.notify.domain.plans.plan import Basis

_FIELDS = ("effective_from", "effective_to", "province", "city", "verified")
_KINDS = ("law", "promise", "design")


class DatedRow(Schema):
    """A row that says from when to when it holds, where, and on what ground."""

    effective_from = fields.Date(required=True)
    effective_to = fields.Date(required=True, allow_none=True)
    province = fields.String(required=True, allow_none=True, validate=validate.Equal(None))
    city = fields.String(required=True, allow_none=True)
    basis_kind = fields.String(required=True, validate=validate.OneOf(_KINDS))
    basis = fields.String(required=True, validate=validate.Length(min=1))
    verified = fields.Boolean(required=True)

    @validates_schema
    def ends_after_it_begins(self, data: Mapping[str, Any], **_: Any) -> None:
        """Refuse a row that ends before it begins."""
        end = data["effective_to"]
        if end is not None and end < data["effective_from"]:
            raise ValidationError("ends before it begins", "effective_to")


def with_basis(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return a loaded row with its ground put together under `basis`."""
    ground = {*_FIELDS, "basis_kind", "basis"}
    rest = {name: value for name, value in row.items() if name not in ground}
    dated = {name: row[name] for name in _FIELDS}
    return {**rest, "basis": Basis(kind=row["basis_kind"], text=row["basis"], **dated)}
