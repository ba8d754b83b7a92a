"""The indexes of every collection; `setup` creates them."""

from pymongo import ASCENDING, DESCENDING, IndexModel

from shared.mongo.aggregate import EPOCH
from shared.mongo.numbers import NUMBER_INDEXES, NUMBERS
from shared.mongo.outbox import OUTBOX_INDEX, SENT, SENT_INDEXES

LEDGER = "ledger"
SUBJECTS = "subjects"
QUERIES = "queries"

INDEXES: dict[str, list[IndexModel]] = {
    LEDGER: [
        IndexModel([("seq", ASCENDING)], name="seq", unique=True),
        IndexModel([("event.event_id", ASCENDING)], name="event_id", unique=True),
        IndexModel([("event.subject", ASCENDING), ("seq", ASCENDING)], name="subject_seq"),
    ],
    SUBJECTS: [
        OUTBOX_INDEX,
        IndexModel([("name_pairs", ASCENDING)], name="name_pairs"),
        IndexModel(
            [("due_at", ASCENDING)],
            name="due_at",
            partialFilterExpression={"due_at": {"$gt": EPOCH}},
        ),
    ],
    QUERIES: [
        IndexModel([("subject", ASCENDING), ("asked_at", DESCENDING)], name="subject_asked_at"),
        IndexModel(
            [("receipt", ASCENDING)],
            name="receipt",
            unique=True,
            partialFilterExpression={"receipt": {"$gt": ""}},
        ),
    ],
    NUMBERS: NUMBER_INDEXES,
    SENT: SENT_INDEXES,
}
