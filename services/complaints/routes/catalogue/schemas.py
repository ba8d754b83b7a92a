"""What goes over HTTP: which rows are asked for, rows out."""

from marshmallow import EXCLUDE, Schema, fields

from services.complaints.routes.catalogue.price_fields import PriceFields
from shared.web.asked_days import AskedDay


class CatalogueQuerySchema(Schema):
    """Which rows to list."""

    class Meta:
        """Other keys are passed over."""

        unknown = EXCLUDE

    q = fields.String(load_default="")
    port = fields.String(load_default="")
    body = fields.String(load_default="")
    body_type = fields.String(load_default="")
    price_form = fields.String(load_default="")
    trade = fields.String(load_default="")
    container = fields.String(load_default="")
    as_of = AskedDay(load_default=None, allow_none=True)
    after = fields.String(load_default="")


class ListHeadSchema(Schema):
    """The list a row stands in."""

    id = fields.String()
    title = fields.Dict(keys=fields.String(), values=fields.String())
    publisher = fields.Dict(keys=fields.String(), values=fields.String())
    edition = fields.String()
    complete = fields.Boolean()
    sample = fields.Boolean()
    known_from = fields.String()


class CatalogueRowSchema(PriceFields):
    """A published price."""

    list = fields.Nested(ListHeadSchema)
    body_is_class = fields.Boolean()
    body_type = fields.String()
    payer = fields.String()
    service_content = fields.String()
    cargo_note = fields.String()
    from_day = fields.Integer(allow_none=True)
    to_day = fields.Integer(allow_none=True)
    note = fields.String()


class CatalogueAnswerSchema(Schema):
    """One page of rows; `next` goes into `after` of the following request."""

    as_of = fields.String()
    total = fields.Integer()
    next = fields.String(allow_none=True)
    rows = fields.List(fields.Nested(CatalogueRowSchema))
