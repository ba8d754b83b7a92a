"""Receivers of the feed from `rules/feed/receivers.json`, checked when they are read."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from marshmallow import Schema, fields, post_load, validate

from services.credit.adapters.rule_fields import DatedSchema, WordsSchema, read_rules, with_ground
from services.credit.domain.feed.item import Receiver

RECEIVERS_FILE = Path(__file__).parent.parent / "rules" / "feed" / "receivers.json"
FIELDS_TO_SHARE = (
    *("subject", "subject_name", "kind", "document_no", "document_title", "body", "city"),
    *("level", "determined_on", "effective_on", "ends_on", "violations", "legal_basis"),
    *("standing", "supersedes", "motive", "fine", "refund", "refund_state"),
    *("recorded_at", "prev_hash", "hash", "alg"),
)


class _ReceiverSchema(DatedSchema):
    department = fields.String(required=True)
    purpose = fields.Nested(WordsSchema, required=True)
    fields_ = fields.List(
        fields.String(validate=validate.OneOf(FIELDS_TO_SHARE)), required=True, data_key="fields"
    )

    @post_load
    def made(self, data: Mapping[str, Any], **_: Any) -> Receiver:
        row = with_ground(data)
        row["fields"] = tuple(row.pop("fields_"))
        return Receiver(**row)


class _ReceiversSchema(Schema):
    receivers = fields.List(fields.Nested(_ReceiverSchema), required=True)


def load_receivers(path: Path = RECEIVERS_FILE) -> tuple[Receiver, ...]:
    """Return all receivers.

    Raises:
        ValidationError: the file does not fit; it names the file and the field.
    """
    return tuple(read_rules(path, _ReceiversSchema())["receivers"])
