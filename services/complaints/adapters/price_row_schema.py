"""The shape of one published price in a rule file."""

from collections.abc import Mapping
from typing import Any

from marshmallow import Schema, ValidationError, fields, post_load, validate, validates_schema

from services.complaints.adapters.rule_rows import DatedRowSchema
from services.complaints.domain.catalogue.additions import ADDITIONS
from services.complaints.domain.catalogue.facts import BERTHS, CONTAINER_TYPES, SHIP_TYPES
from services.complaints.domain.catalogue.price_row import Addition, PriceForm, PriceRow
from services.complaints.domain.catalogue.reasons import UNIT_WORDS

_SEQUENCES = (
    "trade", "direction", "container", "cargo", "ports", "synonyms", "container_type",
    "ship_type", "berth", "additions",
)  # fmt: skip


def with_tuples(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return loaded values with their lists as tuples."""
    return {key: tuple(value) if key in _SEQUENCES else value for key, value in data.items()}


def _one_of(*choices: str) -> Any:
    return fields.List(fields.String(validate=validate.OneOf(choices)), required=True)


def _some_of(*choices: str) -> Any:
    return fields.List(fields.String(validate=validate.OneOf(choices)), load_default=tuple)


def _bound() -> Any:
    return fields.Decimal(
        load_default=None, allow_none=True, allow_nan=False, validate=validate.Range(min=0)
    )


def text_field(*, empty: bool = False) -> Any:
    """Return the field of a text that must be there, maybe empty."""
    return fields.String(required=True, validate=[] if empty else validate.Length(min=1))


def _price() -> Any:
    return fields.Decimal(
        required=True, allow_none=True, allow_nan=False, validate=validate.Range(min=0)
    )


class _AdditionSchema(Schema):
    when = fields.String(required=True, validate=validate.OneOf(ADDITIONS))
    percent = fields.Decimal(required=True, validate=validate.Range(min=0))

    @post_load
    def _addition(self, data: dict[str, Any], **_: Any) -> Addition:
        return Addition(**data)


class PriceRowSchema(DatedRowSchema):
    """A published price with its conditions."""

    id = fields.String(required=True, validate=validate.Regexp(r"[A-Za-z0-9-]+$"))
    item = text_field()
    sub_item = text_field(empty=True)
    service_content = text_field(empty=True)
    body = text_field()
    body_is_class = fields.Boolean(required=True)
    uscc = fields.String(required=True, allow_none=True)
    body_type = text_field()
    payer = text_field(empty=True)
    trade = _one_of("foreign", "domestic", "transit")
    direction = _one_of("import", "export")
    container = _one_of("20", "40", "45")
    loaded = fields.Boolean(required=True, allow_none=True)
    cargo = _one_of("general", "dangerous", "reefer")
    cargo_note = text_field(empty=True)
    price_form = fields.Enum(PriceForm, by_value=True, required=True)
    price_form_given = fields.Boolean(required=True)
    price_min = _price()
    price_max = _price()
    unit = fields.String(required=True, validate=validate.OneOf(list(UNIT_WORDS)))
    condition = text_field(empty=True)
    allows_more = fields.Boolean(required=True)
    open_question = fields.String(required=True, validate=validate.OneOf(["", "net_tons"]))
    part_of = text_field(empty=True)
    from_day = fields.Integer(required=True, allow_none=True)
    to_day = fields.Integer(required=True, allow_none=True)
    free_days = fields.Integer(load_default=0, validate=validate.Range(min=0))
    container_type = _some_of(*CONTAINER_TYPES)
    ship_type = _some_of(*SHIP_TYPES)
    length_above = _bound()
    length_to = _bound()
    ship_from_tons = _bound()
    ship_to_tons = _bound()
    slice_above = _bound()
    slice_to = _bound()
    miles_above = _bound()
    locks = fields.Boolean(load_default=False)
    berth = _some_of(*BERTHS)
    minimum_charge = _bound()
    minimum_quantity = _bound()
    percent_of = fields.String(load_default="")
    additions = fields.List(fields.Nested(_AdditionSchema()), load_default=tuple)
    told_only = fields.Boolean(load_default=False)
    dates_known = fields.Boolean(required=True)
    quality = fields.String(required=True, validate=validate.OneOf(["A", "N", "S"]))
    source = text_field()
    note = text_field(empty=True)

    @validates_schema
    def _prices_fit(self, data: Mapping[str, Any], **_: Any) -> None:
        low, high = data.get("price_min"), data.get("price_max")
        if (low is None) != (high is None) or (low is not None and low > high):
            raise ValidationError("a range goes from price_min to price_max", "price_min")
        if data["price_form"] is PriceForm.FIXED and low != high:
            raise ValidationError("a fixed price is one price", "price_form")

    @post_load
    def _row(self, data: dict[str, Any], **_: Any) -> PriceRow:
        return PriceRow(**with_tuples(data))
