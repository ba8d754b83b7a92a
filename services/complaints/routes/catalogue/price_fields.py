"""The fields of a published price, as rows and as matches of a check answer them."""

from marshmallow import Schema, fields


class PriceFields(Schema):
    """What every answer says of a published price."""

    id = fields.String()
    ports = fields.List(fields.String())
    body = fields.String()
    uscc = fields.String(allow_none=True)
    item = fields.String()
    sub_item = fields.String()
    trade = fields.List(fields.String())
    direction = fields.List(fields.String())
    container = fields.List(fields.String())
    loaded = fields.Boolean(allow_none=True)
    cargo = fields.List(fields.String())
    condition = fields.String()
    price_form = fields.String()
    price_form_given = fields.Boolean()
    price_min = fields.String(allow_none=True)
    price_max = fields.String(allow_none=True)
    unit = fields.String()
    percent_of = fields.String(
        metadata={"description": "The item whose amount the price is a percentage of, or empty."}
    )
    discount = fields.String(
        allow_none=True,
        metadata={"description": "The share of the price that a published discount leaves."},
    )
    effective_from = fields.String()
    effective_to = fields.String(allow_none=True)
    dates_known = fields.Boolean()
    verified = fields.Boolean()
    quality = fields.String()
    basis_kind = fields.String()
    basis = fields.String()
    source = fields.String()
