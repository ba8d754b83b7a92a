"""A message as it lies in MongoDB, with the keys its lists are sorted by."""

from datetime import datetime

from services.notify.domain.messages.message import Message
from services.notify.domain.plans.plan import Channel, Lane, LegalClass
from shared.codec import from_document, to_document
from shared.mongo.client import Document

FIRST_RANK, LAST_RANK = "1", "3"
_URGENT, _ORDINARY = "2", "1"


def stream_of(channel: Channel, lane: Lane) -> str:
    """Return the name of what one sender works through: "email|statutory"."""
    return f"{channel}|{lane}"


def moment(at: datetime, message_id: str = "") -> str:
    """Return a text that sorts as the instant, then by message: milliseconds and part of the id."""
    return f"{round(at.timestamp() * 1000):015d}|{message_id[:16]}"


def to_stored(message: Message) -> Document:
    """Return the document of a message.

    Beside the fields of the message: `stream` and `next_due` for senders, `rank` for an inbox
    (unread statutory messages first, then newest first), `unread_at` while nobody opened it,
    `logged` for the dispatch log (newest change first).
    """
    document = to_document(message)
    document["_id"] = document.pop("id")
    return {
        **document,
        "stream": stream_of(message.channel, message.lane),
        "logged": moment(message.since, message.id),
        "rank": _rank(message),
        "unread_at": message.accepted_at if message.is_unread else None,
    }


def from_stored(document: Document) -> Message:
    """Return the message of a document."""
    return from_document(Message, {**document, "id": document["_id"]})


def _rank(message: Message) -> str | None:
    if message.owner is None or message.accepted_at is None:
        return None
    urgent = message.is_unread and message.legal_class is LegalClass.STATUTORY
    return f"{_URGENT if urgent else _ORDINARY}|{moment(message.accepted_at, message.id)}"
