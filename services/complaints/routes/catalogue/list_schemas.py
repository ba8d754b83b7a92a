"""What goes over HTTP for lists of charges."""

from typing import Any

from marshmallow import Schema, fields, validate

from services.complaints.domain.catalogue.lists.list_steps import LONGEST
from shared.web.openapi import TwoPlaces
from shared.web.strict_schema import StrictSchema

STEPS = ("submit", "return", "review", "publish", "recall", "drop", "withdraw")
STEP: dict[str, Any] = {
    "name": "step",
    "in": "path",
    "required": True,
    "description": "`publish` and `withdraw` need another person than `review` and `recall`; "
    "`recall` asks for a withdrawal, `drop` leaves the list published after all.",
    "schema": {"type": "string", "enum": list(STEPS)},
}
LIST_ETAG: dict[str, Any] = {
    "ETag": {
        "description": 'The version of the list in quotes, e.g. "7"; send it as `If-Match`.',
        "schema": {"type": "string"},
    }
}
LIST_IF_MATCH: dict[str, Any] = {
    "name": "If-Match",
    "in": "header",
    "required": True,
    "description": "The `ETag` of the list as the client has seen it.",
    "schema": {"type": "string"},
}


class TermsSchema(StrictSchema):
    """What the publisher says of an edition."""

    effective_from = fields.String(required=True, metadata={"example": "2027-01-01"})
    effective_to = fields.String(load_default="")
    complete = fields.Boolean(load_default=False)
    publisher = fields.String(required=True)
    where_published = fields.String(required=True)
    complaint_phone = fields.String(required=True)


class ListStepSchema(StrictSchema):
    """One step: `words` is a reason or remark, `terms` goes with `publish`."""

    words = fields.String(load_default="", validate=validate.Length(max=LONGEST))
    terms = fields.Nested(TermsSchema, load_default=None, allow_none=True)


class BodySchema(Schema):
    """Who charges."""

    name = fields.String()
    uscc = fields.String(allow_none=True)


class ShownTermsSchema(Schema):
    """What the publisher said."""

    effective_from = fields.Date()
    effective_to = fields.Date(allow_none=True)
    complete = fields.Boolean()
    publisher = fields.String()
    where_published = fields.String()
    complaint_phone = fields.String()


class ChargeListSchema(Schema):
    """One edition of a body's list."""

    id = fields.String()
    version = fields.Integer()
    city = fields.String()
    port = fields.String()
    body = fields.Nested(BodySchema)
    edition = fields.String()
    state = fields.String(
        metadata={"description": "draft, submitted, returned, reviewed, published or withdrawn."}
    )
    rows = fields.Integer()
    unread = fields.Integer(metadata={"description": "Rows that need a person."})
    terms = fields.Nested(ShownTermsSchema, allow_none=True)
    published_at = fields.AwareDateTime(allow_none=True)
    withdrawn_at = fields.AwareDateTime(allow_none=True)
    withdrawn_for = fields.String(metadata={"description": "The reason it was withdrawn for."})
    address = fields.String(metadata={"description": "The permanent address of its page."})


class ListVersionSchema(Schema):
    """A published edition of the same body at the same port."""

    id = fields.String()
    edition = fields.String()
    effective_from = fields.Date()
    effective_to = fields.Date(allow_none=True)
    complete = fields.Boolean()


class ListVersionsSchema(Schema):
    """The editions, the newest first; one that was withdrawn before it began is not among them."""

    versions = fields.List(fields.Nested(ListVersionSchema))


class PriceSchema(Schema):
    """One price."""

    row = fields.String()
    item = fields.String()
    sub_item = fields.String()
    unit = fields.String()
    price_min = TwoPlaces(allow_none=True)
    price_max = TwoPlaces(allow_none=True)


class ChangeSchema(Schema):
    """One price that is not as before."""

    change = fields.String(metadata={"description": "added, removed, dearer, cheaper or other."})
    percent = fields.String(allow_none=True)
    before = fields.Nested(PriceSchema, allow_none=True)
    after = fields.Nested(PriceSchema, allow_none=True)


class ListDifferenceSchema(Schema):
    """What an edition changes against the one before; `before` null for a body's first one."""

    before = fields.String(allow_none=True, metadata={"description": "Id of the edition before."})
    counts = fields.Dict(keys=fields.String(), values=fields.Integer())
    changes = fields.List(fields.Nested(ChangeSchema))
