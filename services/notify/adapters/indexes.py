"""The indexes of every collection of the service; `setup` creates them."""

from collections.abc import Mapping, Sequence
from functools import partial

from pymongo import ASCENDING, IndexModel

from shared.mongo.aggregate import EPOCH
from shared.mongo.client import Documents, again
from shared.mongo.outbox import OUTBOX_INDEX, SENT, SENT_INDEXES

MESSAGES = "messages"
CONTACTS = "contacts"


def _on(*fields: str, since: str | None = None) -> IndexModel:
    keys = [(field, ASCENDING) for field in fields]
    name = "_".join(fields)
    if since is None:
        return IndexModel(keys, name=name)
    return IndexModel(keys, name=name, partialFilterExpression={since: {"$gt": EPOCH}})


INDEXES: Mapping[str, Sequence[IndexModel]] = {
    MESSAGES: [
        _on("stream", "next_due", since="next_due"),
        _on("owner", "rank"),
        _on("owner", "unread_at", since="unread_at"),
        _on("logged"),
        _on("state", "logged"),
        _on("lane", "logged"),
        _on("state", "lane", "logged"),
        OUTBOX_INDEX,
    ],
    SENT: SENT_INDEXES,
}


def create_indexes(database: Documents) -> None:
    """Create what is missing; what is there stays."""
    for table, indexes in INDEXES.items():
        again(partial(database[table].create_indexes, list(indexes)))
