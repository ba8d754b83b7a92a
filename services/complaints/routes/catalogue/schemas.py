"""What goes over HTTP: charge lines in, findings out."""

from marshmallow import EXCLUDE, Schema, fields

from shared.web.asked_days import AskedDay


def _raw(text: str) -> fields.Raw:
    return fields.Raw(allow_none=True, metadata={"description": text})


class ChargeLineSchema(Schema):
    """One charged line; a key that is absent or null is not known. Numbers may be texts."""

    class Meta:
        """Other keys are passed over."""

        unknown = EXCLUDE

    item = _raw("The item as it was billed. Required.")
    port = _raw("The port, e.g. 武汉新港.")
    body = _raw("The charging body: name or credit code.")
    charged_on = _raw("The day of the charge, 2026-11-12.")
    quantity = _raw("How many units.")
    unit = _raw("box, ton, call, ticket, piece, nt, day, hour …")
    amount = _raw("What was charged, CNY. Required.")
    container = _raw("20, 40 or 45.")
    trade = _raw("foreign, domestic or transit.")
    direction = _raw("import or export.")
    loaded = _raw("true or false.")
    cargo = _raw("general, dangerous or reefer.")


class CheckBodySchema(Schema):
    """The lines of one bill."""

    lines = fields.List(
        fields.Nested(ChargeLineSchema),
        required=True,
        metadata={"description": "1 to 200 lines; 1 to 2000 for who is signed in."},
    )


class RowMatchSchema(Schema):
    """A row of a catalogue and how it met the line."""

    id = fields.String()
    list = fields.Dict(keys=fields.String(), values=fields.String())
    publisher = fields.Dict(keys=fields.String(), values=fields.String())
    edition = fields.String()
    sample = fields.Boolean()
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
    effective_from = fields.String()
    effective_to = fields.String(allow_none=True)
    dates_known = fields.Boolean()
    verified = fields.Boolean()
    quality = fields.String()
    basis_kind = fields.String()
    basis = fields.String()
    source = fields.String()
    how = fields.String(metadata={"description": "exact, sub_item, synonym or similar."})
    matched = fields.Dict(keys=fields.String(), values=fields.String())
    allowed = fields.String(allow_none=True)


class LineAnswerSchema(Schema):
    """The finding for one line: a first check, no decision 初步核对，不是行政决定."""

    finding = fields.String()
    reason = fields.String()
    allowed = fields.String(allow_none=True)
    over = fields.String(allow_none=True)
    violation = fields.String(allow_none=True)
    ask = fields.List(fields.String())
    dates_known = fields.Boolean(allow_none=True)
    rows = fields.List(fields.Nested(RowMatchSchema))


class CheckAnswerSchema(Schema):
    """The findings in the order asked."""

    lines = fields.List(fields.Nested(LineAnswerSchema))


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
