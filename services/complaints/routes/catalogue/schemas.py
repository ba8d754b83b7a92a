"""What goes over HTTP: which rows are asked for, rows out."""

from marshmallow import EXCLUDE, Schema, fields

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


class CatalogueRowSchema(Schema):
    """A published price."""

    id = fields.String()
    ports = fields.List(fields.String())
    list = fields.Nested(ListHeadSchema)
    body = fields.String()
    body_is_class = fields.Boolean()
    uscc = fields.String(allow_none=True)
    body_type = fields.String()
    payer = fields.String()
    item = fields.String()
    sub_item = fields.String()
    service_content = fields.String()
    trade = fields.List(fields.String())
    direction = fields.List(fields.String())
    container = fields.List(fields.String())
    loaded = fields.Boolean(allow_none=True)
    cargo = fields.List(fields.String())
    cargo_note = fields.String()
    condition = fields.String()
    price_form = fields.String()
    price_form_given = fields.Boolean()
    price_min = fields.String(allow_none=True)
    price_max = fields.String(allow_none=True)
    unit = fields.String()
    from_day = fields.Integer(allow_none=True)
    to_day = fields.Integer(allow_none=True)
    effective_from = fields.String()
    effective_to = fields.String(allow_none=True)
    dates_known = fields.Boolean()
    basis_kind = fields.String()
    basis = fields.String()
    verified = fields.Boolean()
    quality = fields.String()
    source = fields.String()
    note = fields.String()


class CatalogueAnswerSchema(Schema):
    """One page of rows; `next` goes into `after` of the following request."""

    as_of = fields.String()
    total = fields.Integer()
    next = fields.String(allow_none=True)
    rows = fields.List(fields.Nested(CatalogueRowSchema))
