"""What goes over HTTP when a bill is read."""

from marshmallow import Schema, fields, validate

from shared.web.strict_schema import StrictSchema

MOST_TEXT = 200_000


class BillTextSchema(StrictSchema):
    """A bill as text."""

    text = fields.String(required=True, validate=validate.Length(max=MOST_TEXT))


class BillSourceSchema(Schema):
    """Where a line stands: sheet or page, and row or line of text from 1."""

    part = fields.String()
    row = fields.Integer()


class UnreadSchema(Schema):
    """What was not understood, or is to be looked at."""

    key = fields.String()
    text = fields.String()
    why = fields.String()


class BillLineSchema(Schema):
    """One line; what was not understood is null and named in `unread`. Amounts in CNY."""

    item = fields.String()
    quantity = fields.String(allow_none=True)
    unit = fields.String(allow_none=True)
    unit_price = fields.String(allow_none=True)
    amount = fields.String(allow_none=True)
    container = fields.String(allow_none=True)
    charged_on = fields.String(allow_none=True)
    body = fields.String(allow_none=True)
    note = fields.String(allow_none=True)
    source = fields.Nested(BillSourceSchema)
    unread = fields.List(fields.Nested(UnreadSchema))


class LeftOutSchema(Schema):
    """A row that is no charge."""

    source = fields.Nested(BillSourceSchema)
    text = fields.String()
    why = fields.String()


class BillReadSchema(Schema):
    """A bill as far as it was understood, for a person to look over before it is checked."""

    kind = fields.String(metadata={"description": "xlsx, xls, csv, pdf, text or scan."})
    bill_no = fields.String(
        allow_none=True,
        metadata={"description": "Its number in its head, else that of the bill of lading."},
    )
    charged_on = fields.String(allow_none=True, metadata={"description": "The day in its head."})
    body = fields.String(allow_none=True, metadata={"description": "Who issued it, by its head."})
    lines = fields.List(fields.Nested(BillLineSchema))
    sum = fields.String(metadata={"description": "Sum of the amounts that were read."})
    total = fields.String(
        allow_none=True, metadata={"description": "The sum the bill states, where it is one."}
    )
    totals = fields.List(fields.String())
    left_out = fields.List(fields.Nested(LeftOutSchema))
    remarks = fields.List(fields.String())
