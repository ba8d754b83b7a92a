"""Loads the basket of charges from `rules/commitments/basket.json`."""

from dataclasses import fields as fields_of
from pathlib import Path
from typing import Any

from marshmallow import fields, validate

from services.complaints.adapters.rule_files_commitments import COMMITMENT_RULES
from services.complaints.adapters.rule_rows import DatedRowSchema, RuleFileError, read_rows
from services.complaints.domain.commitments.cost import DIRECTIONS, BasketItem


class _BasketSchema(DatedRowSchema):
    id = fields.String(required=True)
    item = fields.String(required=True, validate=validate.Length(min=1))
    sub_item = fields.String(required=True)
    directions = fields.List(
        fields.String(validate=validate.OneOf(DIRECTIONS)),
        required=True,
        validate=validate.Length(min=1),
    )
    unit = fields.String(required=True)
    quantity = fields.Decimal(required=True, validate=validate.Range(min=0, min_inclusive=False))


def load_basket(folder: Path = COMMITMENT_RULES) -> tuple[BasketItem, ...]:
    """Return what the cost of a box is made of.

    Raises:
        RuleFileError: the file does not fit, or an id is there twice.
    """
    path = folder / "basket.json"
    found = tuple(_item(row) for row in read_rows(path, "basket", _BasketSchema()))
    ids = [each.id for each in found]
    if len(set(ids)) != len(ids):
        raise RuleFileError(f"{path.name}: an id stands twice")
    return found


def _item(row: dict[str, Any]) -> BasketItem:
    kept = {each.name: row[each.name] for each in fields_of(BasketItem)}
    return BasketItem(**{**kept, "directions": tuple(row["directions"])})
