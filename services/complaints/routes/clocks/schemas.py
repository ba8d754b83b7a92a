"""What goes over HTTP about deadlines."""

from typing import Any

from marshmallow import EXCLUDE, Schema, fields, validate

_LONGEST = validate.Length(max=120)


def _text(text: str, **more: Any) -> fields.String:
    return fields.String(load_default="", validate=_LONGEST, metadata={"description": text, **more})


def _texts(text: str) -> fields.List[str]:
    return fields.List(
        fields.String(validate=_LONGEST), load_default=list, metadata={"description": text}
    )


class DeadlineQuerySchema(Schema):
    """A bare limit or a rule, and when it starts."""

    class Meta:
        """Other keys are passed over."""

        unknown = EXCLUDE

    received = fields.String(
        required=True,
        validate=_LONGEST,
        metadata={
            "description": "Day or moment of receipt: 2026-04-30, 2026-08-02T16:30+08:00.",
            "example": "2026-08-02T16:30+08:00",
        },
    )
    limit = _text("A bare limit: 5wd, 60d, 3m, 2y, 4h, 0.5h. Either this or a rule.")
    rule = _text("Code of a time limit, e.g. T-MED-NEW.", example="T-MED-NEW")
    start = fields.String(
        load_default="",
        data_key="from",
        validate=_LONGEST,
        metadata={"description": "What starts the limit, where that is not the receipt."},
    )
    city = _text("Id of a city, e.g. haiyang; none for the country.")
    pause = _texts("FROM..TO:REASON, both days included; may be repeated.")
    extend = _texts("N:APPROVER in the unit of the rule; may be repeated.")


class PausedSchema(Schema):
    """Days that do not count."""

    from_on = fields.String(data_key="from", attribute="from")
    to = fields.String()
    reason = fields.String()
    title = fields.Dict(keys=fields.String(), values=fields.String())
    basis = fields.String()
    verified = fields.Boolean()


class ExtendedSchema(Schema):
    """What was added."""

    number = fields.Integer()
    unit = fields.String()
    approver = fields.String()
    approval = fields.Dict(keys=fields.String(), values=fields.String())
    basis = fields.String()
    verified = fields.Boolean()


class PressedSchema(Schema):
    """A step of supervision and its day."""

    code = fields.String()
    on = fields.String()
    title = fields.Dict(keys=fields.String(), values=fields.String())


class DeadlineAnswerSchema(Schema):
    """The last day in time; for a bare limit only the first three, in hours `due_at` too."""

    due_on = fields.String()
    due_at = fields.String(allow_none=True)
    provisional = fields.Boolean(
        metadata={"description": "Whether it rests on a calendar that is not published yet."}
    )
    steps = fields.List(fields.String(), metadata={"description": "The arithmetic, in Chinese."})
    steps_en = fields.List(fields.String())
    rule = fields.String()
    title = fields.Dict(keys=fields.String(), values=fields.String())
    limit = fields.String(allow_none=True)
    basis = fields.String()
    basis_kind = fields.String(metadata={"description": "law, promise or design."})
    verified = fields.Boolean()
    note = fields.String(allow_none=True)
    trigger = fields.Dict(
        keys=fields.String(),
        values=fields.String(),
        metadata={"description": "What starts it, `zh` and `en`, and the day `on`."},
    )
    received = fields.String()
    pauses = fields.List(fields.Nested(PausedSchema))
    extensions = fields.List(fields.Nested(ExtendedSchema))
    supervision = fields.List(fields.Nested(PressedSchema))
