"""What goes over HTTP: what was told of a case in, the answer out."""

from typing import Any

from marshmallow import EXCLUDE, Schema, fields

BODY_EXAMPLE: dict[str, Any] = {
    "measure": "jiaxing/2-7",
    "events": [
        {"event": "declared", "at": "2026-08-03T10:20+08:00"},
        {"event": "processed", "at": "2026-08-04T15:05+08:00"},
    ],
    "conditions": {"releasable": True},
}
BODY_EXAMPLES: dict[str, Any] = {
    "same_day": {"summary": "当日 done the same day", "value": BODY_EXAMPLE},
    "hours": {
        "summary": "半小时内 within half an hour",
        "value": {
            "measure": "JX-2-6",
            "events": [
                {"event": "卸船完毕", "at": "2026-08-03T16:30"},
                {"event": "理货报告发送", "at": "2026-08-03T17:15"},
            ],
        },
    },
    "not_yet": {
        "summary": "还没有 not yet done when somebody looked",
        "value": {
            "measure": "haiyang/8#2",
            "events": [
                {"event": "inspection_assigned", "at": "2026-08-03T09:00"},
                {"event": "inspection_started", "not_yet_at": "2026-08-04T09:00"},
            ],
        },
    },
    "figure": {
        "summary": "压缩一半 halved",
        "value": {
            "measure": "haiyang/20",
            "values": {"base": "96.4", "value": "47.1", "on": "2021-12-31"},
        },
    },
    "yes_no": {
        "summary": "设立邮箱和电话 mailbox and telephone",
        "value": {
            "measure": "haiyang/20#2",
            "values": {"mailbox": True, "phone": False, "on": "2026-10-01"},
        },
    },
}


def _raw(text: str, **more: Any) -> fields.Raw:
    return fields.Raw(allow_none=True, metadata={"description": text, **more})


class DelayBodySchema(Schema):
    """One measure and what was told of it; what is absent or null is not known."""

    class Meta:
        """Other keys are passed over."""

        unknown = EXCLUDE

    measure = _raw(
        "City and number as in the notice (jiaxing/2-7, haiyang/8#2), the key of the duty "
        "(JX-2-7), or the number alone together with a city. Required.",
        example="jiaxing/2-7",
    )
    city = _raw("Id of a city; needed where the measure is a number alone.")
    events = _raw(
        'What happened: [{"event", "at"}], or [{"event", "not_yet_at"}] for what had not happened '
        "then. event: an id of GET /api/commitments or its Chinese name. A time without an offset "
        "is +08:00; a day alone is enough for promises of a day. ref tells apart the cases of an "
        "average.",
        example=BODY_EXAMPLE["events"],
    )
    conditions = _raw(
        'What the promise depends on: {"releasable": true}; absent is not known.',
        example={"releasable": True},
    )
    values = _raw(
        "Figures: value; base (reduction); part, whole, excepted (share); on (their day); and the "
        "parts of a yes-or-no promise.",
    )


class BothLanguagesSchema(Schema):
    """A text in both languages."""

    zh = fields.String()
    en = fields.String()


class QuantitySchema(Schema):
    """A number as text, its unit; at_least where the true one may be larger."""

    value = fields.String(metadata={"example": "1"})
    unit = fields.String(metadata={"example": "days"})
    at_least = fields.Boolean()


class PromiseLimitSchema(Schema):
    """The number promised."""

    value = fields.String()
    unit = fields.String()


class MissingFactSchema(Schema):
    """What would change the answer, and who has to prove it."""

    kind = fields.String(metadata={"description": "event, time, condition, figure or answer."})
    id = fields.String()
    name = fields.Nested(BothLanguagesSchema)
    proved_by = fields.Nested(BothLanguagesSchema, allow_none=True)
    proof = fields.Nested(BothLanguagesSchema, allow_none=True)


class CitySettingsSchema(Schema):
    """Settings of the city that stand in for what the notice leaves open."""

    city = fields.String()
    office_from = fields.String()
    office_until = fields.String()
    morning_until = fields.String(allow_none=True)
    instant_kept_minutes = fields.Integer(allow_none=True)
    basis_kind = fields.String()
    basis = fields.String()
    verified = fields.Boolean()


class PromiseSchema(Schema):
    """A promise of a notice."""

    measure = fields.String(metadata={"example": "jiaxing/2-7"})
    duty = fields.String(metadata={"example": "JX-2-7"})
    city = fields.String()
    name = fields.Nested(BothLanguagesSchema)
    text = fields.String(metadata={"description": "The notice's own words."})
    kind = fields.String()
    limit = fields.Nested(PromiseLimitSchema, allow_none=True)
    deadline = fields.String(allow_none=True)
    note = fields.Nested(BothLanguagesSchema, allow_none=True)
    source = fields.String()
    basis = fields.String()
    basis_kind = fields.String()
    verified = fields.Boolean()


class DelayAnswerSchema(PromiseSchema):
    """The answer: a first check, no decision 初步核对，不是行政决定."""

    finding = fields.String(metadata={"description": "kept, broken or cannot_tell."})
    why = fields.String(
        metadata={
            "description": "kept, broken, or why nobody can tell: not_covered, missing_event, "
            "missing_condition, missing_figure, time_needed, not_over_yet, out_of_order, "
            "outside_hours, reading_unclear, one_of_many, no_number, not_in_force, not_due, "
            "dates_conflict, in_future."
        }
    )
    by = fields.Nested(QuantitySchema, allow_none=True)
    measured = fields.Nested(QuantitySchema, allow_none=True)
    due_at = fields.String(
        allow_none=True, metadata={"description": "Until when it was kept, +08:00."}
    )
    reason = fields.Nested(BothLanguagesSchema)
    steps = fields.List(fields.Nested(BothLanguagesSchema))
    missing = fields.List(fields.Nested(MissingFactSchema))
    unused = fields.List(
        fields.String(), metadata={"description": "Events that this promise does not use."}
    )
    settings = fields.Nested(CitySettingsSchema)
    disclaimer = fields.Nested(BothLanguagesSchema)


class PromisePartSchema(Schema):
    """An id with its name."""

    id = fields.String()
    name = fields.Nested(BothLanguagesSchema)


class PromiseConditionSchema(PromisePartSchema):
    """What a promise depends on, who proves it and with what."""

    proved_by = fields.Nested(BothLanguagesSchema)
    proof = fields.Nested(BothLanguagesSchema)


class ListedPromiseSchema(PromiseSchema):
    """A promise with what a check of it needs."""

    events = fields.List(fields.Nested(PromisePartSchema))
    parts = fields.List(fields.Nested(PromisePartSchema))
    conditions = fields.List(fields.Nested(PromiseConditionSchema))
    values = fields.List(fields.String())


class PromisesAnswerSchema(Schema):
    """All promises, in the order of the notices."""

    commitments = fields.List(fields.Nested(ListedPromiseSchema))
