"""What goes over HTTP for a check: charge lines in, findings out."""

from marshmallow import EXCLUDE, Schema, fields

from services.complaints.routes.catalogue.fact_fields import FactFields, described
from services.complaints.routes.catalogue.price_fields import PriceFields


def _both(text: str) -> fields.Dict:
    return fields.Dict(
        keys=fields.String(),
        values=fields.String(),
        allow_none=True,
        metadata={"description": f"{text} In `zh` and `en`."},
    )


class ChargeLineSchema(FactFields):
    """One charged line; a key that is absent or null is not known. Numbers may be texts."""

    class Meta:
        """Other keys are passed over."""

        unknown = EXCLUDE

    item = described("The item as it was billed. Required.")
    port = described("The port, e.g. 武汉新港.")
    body = described("The charging body: name or credit code.")
    charged_on = described("The day of the charge, 2026-11-12.")
    quantity = described("How many units.")
    unit = described("box, ton, call, ticket, piece, nt, day, hour …")
    amount = described("What was charged, CNY. Required.")
    container = described("20, 40 or 45.")
    trade = described("foreign, domestic or transit.")
    direction = described("import or export.")
    loaded = described("true or false.")
    cargo = described("general, dangerous or reefer.")
    note = described("What else the bill says beside the line.")


class CheckBodySchema(Schema):
    """The lines of one bill."""

    lines = fields.List(
        fields.Nested(ChargeLineSchema),
        required=True,
        metadata={"description": "1 to 200 lines; 1 to 2000 for who is signed in."},
    )
    total = described("The sum the bill states, CNY; the answer then has `bill`.")
    bill = fields.Boolean(
        metadata={"description": "Whether `bill` is wanted though the lines show nothing together."}
    )


class RowMatchSchema(PriceFields):
    """A row of a catalogue and how it met the line."""

    list = fields.Dict(keys=fields.String(), values=fields.String())
    publisher = fields.Dict(keys=fields.String(), values=fields.String())
    edition = fields.String()
    sample = fields.Boolean()
    how = fields.String(metadata={"description": "exact, sub_item, synonym or similar."})
    matched = fields.Dict(keys=fields.String(), values=fields.String())
    allowed = fields.String(allow_none=True)


class MatchSchema(Schema):
    """Which name the item was taken for, and how sure that is."""

    name = fields.String()
    method = fields.String()
    score = fields.String(metadata={"description": "0.00 to 1.00."})


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
    refund_due = fields.String(
        allow_none=True, metadata={"description": "`over` after what was paid back, CNY."}
    )
    formula = _both("The sum with its numbers put in.")
    row = fields.String(allow_none=True, metadata={"description": "Id of the row that decides."})
    legal_basis = fields.List(fields.String())
    match = fields.Nested(MatchSchema, allow_none=True)
    missing = fields.List(
        fields.Dict(keys=fields.String(), values=fields.String()),
        metadata={"description": "What would change the answer: `key`, `zh`, `en`."},
    )


class BillFindingSchema(Schema):
    """What lines show together; always for an officer to judge."""

    kind = fields.String(
        metadata={
            "description": "double_charge, same_service, split_all_in, part_of_all_in, "
            "split_item, deposit, inspection_body, own_item or total."
        }
    )
    finding = fields.String()
    code = fields.String(allow_none=True)
    lines = fields.List(fields.Integer(), metadata={"description": "Places of lines, from 0."})
    sentence = _both("What was seen.")
    amount = fields.String()
    legal_basis = fields.List(fields.String())


class BillAnswerSchema(Schema):
    """The whole bill."""

    sum = fields.String()
    total = fields.String(allow_none=True)
    over = fields.String()
    refund_due = fields.String()
    findings = fields.List(fields.Nested(BillFindingSchema))


class CheckAnswerSchema(Schema):
    """The findings in the order asked, and of the whole bill where there are any."""

    lines = fields.List(fields.Nested(LineAnswerSchema))
    bill = fields.Nested(BillAnswerSchema)
