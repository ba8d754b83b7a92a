"""What goes over HTTP as JSON."""

from marshmallow import Schema, fields, validate

from services.notify.domain.messages.message import State
from services.notify.domain.plans.plan import Channel, Lane, LegalClass, Role
from shared.web.asked_days import AskedDay

CURSOR_OF_INBOX = r"[12]\|\d{15}\|[0-9a-f]{16}"
CURSOR_OF_LOG = r"\d{15}\|[0-9a-f]{16}"


class TextSchema(Schema):
    """A text as it lies in the inbox."""

    subject = fields.String()
    body = fields.String()


class InboxMessageSchema(Schema):
    """One message of one's own inbox."""

    id = fields.String()
    event = fields.String(attribute="event_type", metadata={"description": "What happened."})
    case_id = fields.String(allow_none=True)
    lane = fields.Enum(Lane, by_value=True)
    legal_class = fields.Enum(LegalClass, by_value=True)
    accepted_at = fields.AwareDateTime()
    read_at = fields.AwareDateTime(allow_none=True)
    template = fields.String()
    template_version = fields.Integer()
    zh = fields.Nested(TextSchema, attribute="texts.zh")
    en = fields.Nested(TextSchema, attribute="texts.en")


class InboxQuerySchema(Schema):
    """Which page of the inbox."""

    cursor = fields.String(load_default=None, validate=validate.Regexp(f"^{CURSOR_OF_INBOX}$"))
    limit = fields.Integer(load_default=20, validate=validate.Range(min=1, max=100))


class InboxPageSchema(Schema):
    """Unread statutory messages first, then newest first; `following` is the next cursor."""

    messages = fields.List(fields.Nested(InboxMessageSchema))
    following = fields.String(allow_none=True)


class UnreadSchema(Schema):
    """How many messages nobody opened yet, at most 100."""

    unread = fields.Integer()


class AttemptSchema(Schema):
    """One try to send a message."""

    number = fields.Integer()
    started_at = fields.AwareDateTime()
    handed_over_at = fields.AwareDateTime(allow_none=True)
    ended_at = fields.AwareDateTime(allow_none=True)
    outcome = fields.String(allow_none=True)
    reason = fields.String()
    reference = fields.String()
    masked_address = fields.String()
    language = fields.String()
    body_hash = fields.String(metadata={"description": "SHA-256 of subject, line feed, body."})


class DispatchedSchema(Schema):
    """One message of the dispatch log: never its text, never an address."""

    id = fields.String()
    event_id = fields.String()
    event = fields.String(attribute="event_type")
    case_id = fields.String(allow_none=True)
    role = fields.Enum(Role, by_value=True)
    recipient_ref = fields.String()
    channel = fields.Enum(Channel, by_value=True)
    lane = fields.Enum(Lane, by_value=True)
    legal_class = fields.Enum(LegalClass, by_value=True)
    limit_code = fields.String(allow_none=True)
    template = fields.String()
    template_version = fields.Integer()
    state = fields.Enum(State, by_value=True)
    reason = fields.String()
    masked_address = fields.String()
    created_at = fields.AwareDateTime()
    since = fields.AwareDateTime()
    next_due = fields.AwareDateTime(allow_none=True)
    accepted_at = fields.AwareDateTime(allow_none=True)
    read_at = fields.AwareDateTime(allow_none=True)
    resent = fields.Function(lambda message: len(message.resends))
    attempts = fields.List(fields.Nested(AttemptSchema))


class DispatchQuerySchema(Schema):
    """Which part of the log: days at +08:00, both included; a week up to today by default."""

    state = fields.Enum(State, by_value=True, load_default=None)
    lane = fields.Enum(Lane, by_value=True, load_default=None)
    start = AskedDay(load_default=None, data_key="from")
    end = AskedDay(load_default=None, data_key="to")
    cursor = fields.String(load_default=None, validate=validate.Regexp(f"^{CURSOR_OF_LOG}$"))
    limit = fields.Integer(load_default=50, validate=validate.Range(min=1, max=200))


class DispatchPageSchema(Schema):
    """Newest change first; `following` is the next cursor."""

    messages = fields.List(fields.Nested(DispatchedSchema))
    following = fields.String(allow_none=True)
