"""What the credit service says and takes over HTTP."""

from typing import Any

from marshmallow import Schema, fields, validate

from shared.clock import SHANGHAI
from shared.web.asked_days import AskedDay, AskedInstant
from shared.web.openapi import TwoPlaces
from shared.web.strict_schema import StrictSchema


class WordsSchema(Schema):
    """A text in both languages."""

    zh = fields.String()
    en = fields.String()


class ScoreQuerySchema(Schema):
    """As of which legal day, and from what was known when."""

    valid_on = AskedDay(
        load_default=None,
        metadata={"description": "Legal day, +08:00; today when absent."},
    )
    known_at = AskedInstant(
        load_default=None,
        default_timezone=SHANGHAI,
        metadata={"description": "Only what was recorded by then; now when absent."},
    )


class PartSchema(Schema):
    """What one part of the score stands at."""

    code = fields.String()
    title = fields.Nested(WordsSchema)
    points = TwoPlaces()
    full = TwoPlaces()


class LineSchema(Schema):
    """One line of a score; the points of all lines add up to it."""

    rule = fields.String(metadata={"description": 'Rule numbers applied, e.g. "3.1+3.5".'})
    code = fields.String()
    part = fields.String(allow_none=True)
    article = fields.Nested(WordsSchema)
    entry = fields.Integer(
        attribute="seq", allow_none=True, metadata={"description": "Number of the ledger entry."}
    )
    because = fields.List(
        fields.Integer(), metadata={"description": "Other ledger entries it depends on."}
    )
    points = TwoPlaces()
    balance_from = TwoPlaces(data_key="from")
    balance_to = TwoPlaces(data_key="to")
    sentence = fields.Nested(WordsSchema)
    basis_kind = fields.String()


class ScoreSchema(Schema):
    """A score with its grade, rule pack and lines."""

    subject = fields.String()
    score = TwoPlaces()
    grade = fields.String()
    grade_title = fields.Nested(WordsSchema)
    pack = fields.String()
    valid_on = fields.Date()
    known_at = fields.AwareDateTime()
    parts = fields.List(fields.Nested(PartSchema))
    lines = fields.List(fields.Nested(LineSchema))


class GateQuerySchema(StrictSchema):
    """A question at the gate."""

    uscc = fields.String(required=True, validate=validate.Length(min=1, max=60))
    purpose = fields.String(required=True, validate=validate.Length(min=1, max=60))


class MeasureSchema(Schema):
    """A measure the asking department may take today."""

    code = fields.String()
    title = fields.Nested(WordsSchema)
    effect = fields.String()
    decision = fields.String()
    basis = fields.String()
    basis_kind = fields.String()
    version = fields.String(metadata={"description": "Version of the catalogue of measures."})
    records = fields.List(fields.Integer())
    until = fields.Date(allow_none=True)


class RecordShownSchema(Schema):
    """One record in force."""

    entry = fields.Integer(attribute="seq")
    document_no = fields.String()
    kind = fields.String()
    level = fields.String(allow_none=True)
    determined_on = fields.Date()
    until = fields.Date(allow_none=True)


class GateAnswerSchema(Schema):
    """What the gate answers; the receipt ties question, answer and action together."""

    receipt = fields.String()
    uscc = fields.String(attribute="subject")
    name = fields.String(attribute="subject_name", allow_none=True)
    purpose = fields.String()
    department = fields.String()
    asked_at = fields.AwareDateTime()
    decision = fields.String()
    known = fields.Boolean()
    note = fields.Method("note_of")
    grade = fields.String(allow_none=True)
    score = TwoPlaces(allow_none=True)
    measures = fields.List(fields.Nested(MeasureSchema))
    records = fields.List(fields.Nested(RecordShownSchema))
    fields_shown = fields.List(fields.String(), attribute="fields", data_key="fields")
    basis = fields.String()
    basis_kind = fields.String()
    feedback_due_on = fields.Date()

    def note_of(self, query: Any) -> str | None:
        """Return 无记录 for an enterprise the ledger does not know."""
        return None if query.known else "无记录"


class FeedQuerySchema(Schema):
    """Where a page of the feed begins and how long it is."""

    after = fields.Integer(load_default=0)
    limit = fields.Integer(load_default=100)


class FeedPageSchema(Schema):
    """A page of the feed, oldest first."""

    items = fields.List(fields.Dict())
    next = fields.Integer(metadata={"description": "Ask `after` with this next time."})
    head = fields.Integer(metadata={"description": "Number of the last entry there is."})
