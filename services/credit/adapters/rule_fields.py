"""The shapes all dated rule files share."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from marshmallow import Schema, ValidationError, fields, post_load, validate, validates_schema

from services.credit.domain.score.pack import Ground
from services.credit.domain.words import Words

GROUND_FIELDS = (
    "effective_from",
    "effective_to",
    "province",
    "city",
    "basis_kind",
    "basis",
    "verified",
)


class WordsSchema(Schema):
    """A text in both languages."""

    zh = fields.String(required=True, validate=validate.Length(min=1))
    en = fields.String(required=True, validate=validate.Length(min=1))

    @post_load
    def words(self, data: Mapping[str, Any], **_: Any) -> Words:
        """Return the words."""
        return Words(**data)


class DatedSchema(Schema):
    """A row that says from when to when it holds and on what ground."""

    effective_from = fields.Date(required=True)
    effective_to = fields.Date(required=True, allow_none=True)
    province = fields.String(required=True, allow_none=True)
    city = fields.String(required=True, allow_none=True)
    basis_kind = fields.String(required=True, validate=validate.OneOf(["law", "promise", "design"]))
    basis = fields.String(required=True, validate=validate.Length(min=1))
    verified = fields.Boolean(required=True)

    @validates_schema
    def ends_after_it_begins(self, data: Mapping[str, Any], **_: Any) -> None:
        """Refuse a row that ends before it begins."""
        end = data["effective_to"]
        if end is not None and end < data["effective_from"]:
            raise ValidationError("ends before it begins", "effective_to")


def read_rules(path: Path, schema: Schema) -> Any:
    """Return a rule file as its schema loads it.

    Raises:
        ValidationError: it is not JSON or does not fit; the text names the file and the field.
    """
    try:
        return schema.load(json.loads(path.read_text(encoding="utf-8")))
    except ValidationError as error:
        raise ValidationError({path.name: error.messages}) from error
    except ValueError as error:
        raise ValidationError({path.name: [f"is not JSON ({error})"]}) from error


def with_ground(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return the row with its seven ground fields put together under `ground`."""
    rest = {name: value for name, value in data.items() if name not in GROUND_FIELDS}
    return {**rest, "ground": Ground(**{name: data[name] for name in GROUND_FIELDS})}
