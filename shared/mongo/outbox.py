"""The outboxes of a service's aggregates, for the relay."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import partial
from itertools import chain, islice

from pymongo import ASCENDING, IndexModel, UpdateOne
from pymongo.errors import BulkWriteError

from shared.errors import Unavailable
from shared.events.envelope import OutboxMessage
from shared.mongo.aggregate import EPOCH
from shared.mongo.client import Document, Documents, again
from shared.words import N_

SENT = "sent_events"
POSITIONS = "relay_positions"
MOST_COUNTED = 1000
_DUPLICATE = 11000
_EVENTS = {"outbox": 1}

OUTBOX_INDEX = IndexModel(
    [("outbox_since", ASCENDING)],
    name="outbox_since",
    partialFilterExpression={"outbox_since": {"$gt": EPOCH}},
)
SENT_INDEXES = [IndexModel([("sent_at", ASCENDING)], name="sent_at")]


class MongoOutbox:
    """Reads what waits inside documents, oldest first, and removes it once it is sent."""

    def __init__(self, database: Documents, tables: Sequence[str]) -> None:
        """Watch the outboxes of the named collections."""
        self._database = database
        self._tables = tuple(tables)
        self._whence: dict[str, tuple[str, str]] = {}

    def unsent(self, limit: int) -> list[OutboxMessage]:
        """Return waiting events, those of the longest-waiting documents first."""
        waiting = sorted(
            chain.from_iterable(self._waiting(table, limit) for table in self._tables),
            key=lambda found: found[0],
        )
        self._whence = {}
        messages: list[OutboxMessage] = []
        for _, table, document in waiting:
            for each in document["outbox"]:
                message = OutboxMessage(**each)
                self._whence[message.id] = (table, document["_id"])
                messages.append(message)
        return list(islice(messages, limit))

    def mark_sent(self, messages: Sequence[OutboxMessage], at: datetime) -> None:
        """Keep a copy of each for 24 hours, then remove it from its document."""
        if not messages:
            return
        self._keep(messages, at)
        documents: dict[str, dict[str, list[str]]] = {}
        for message in messages:
            table, identifier = self._whence[message.id]
            documents.setdefault(table, {}).setdefault(identifier, []).append(message.id)
        for table, sent in documents.items():
            self._remove(table, sent)

    def sent_between(self, start: datetime, end: datetime) -> list[OutboxMessage]:
        """Return the copies of events sent after `start` and up to `end`, oldest first."""
        window = {"sent_at": {"$gt": start, "$lte": end}}
        found = again(lambda: list(self._database[SENT].find(window).sort("sent_at", ASCENDING)))
        return [_copy(document) for document in found]

    def spare(self, start: datetime, end: datetime, at: datetime) -> None:
        """Keep the copies of events sent after `start` and up to `end` as if sent at `at`."""
        window = {"sent_at": {"$gt": start, "$lte": end}}
        again(lambda: self._database[SENT].update_many(window, {"$set": {"sent_at": at}}))

    def oldest_waiting(self) -> datetime | None:
        """Return since when the oldest event waits, None if none does."""
        ages = [since for table in self._tables for since, _, _ in self._waiting(table, 1)]
        return min(ages, default=None)

    def count_waiting(self) -> int:
        """Return how many events wait, counted up to 1000 documents a collection."""
        return sum(
            len(document["outbox"])
            for table in self._tables
            for _, _, document in self._waiting(table, MOST_COUNTED, {"outbox.id": 1})
        )

    def positions(self) -> dict[str, int]:
        """Return the last acknowledged offset of each "topic|partition"."""
        document = self._relay()
        return dict(document["offsets"]) if document else {}

    def keep_positions(self, positions: dict[str, int], at: datetime) -> None:
        """Remember the last acknowledged offsets, and when that was, across restarts."""
        change = {"$set": {"offsets": dict(positions), "at": at}}
        again(lambda: self._database[POSITIONS].update_one({"_id": "relay"}, change, upsert=True))

    def last_sent_at(self) -> datetime | None:
        """Return what the clock said when offsets were last remembered."""
        document = self._relay()
        return document.get("at") if document else None

    def forget_sent_before(self, at: datetime) -> None:
        """Drop copies that are older than anything that could be asked for again."""
        window = {"sent_at": {"$gt": EPOCH, "$lt": at}}
        again(lambda: self._database[SENT].delete_many(window))

    def _remove(self, table: str, sent: Mapping[str, Sequence[str]]) -> None:
        """Remove sent events; where nothing came after them, by one change a document."""
        write = self._database[table].bulk_write
        emptied = [_emptying(identifier, ids) for identifier, ids in sent.items()]
        if again(partial(write, emptied, ordered=True)).matched_count == len(sent):
            return
        changes = [
            change for identifier, ids in sent.items() for change in _removals(identifier, ids)
        ]
        again(partial(write, changes, ordered=True))

    def _relay(self) -> Document | None:
        return again(lambda: self._database[POSITIONS].find_one({"_id": "relay"}))

    def _waiting(
        self, table: str, limit: int, wanted: Mapping[str, int] = _EVENTS
    ) -> list[tuple[datetime, str, Document]]:
        query = {"outbox_since": {"$gt": EPOCH}}
        shown = {"outbox_since": 1, **wanted}
        cursor = self._database[table].find(query, shown).sort("outbox_since", ASCENDING)
        found = again(lambda: list(cursor.clone().limit(limit)))
        return [(document["outbox_since"], table, document) for document in found]

    def _keep(self, messages: Sequence[OutboxMessage], at: datetime) -> None:
        copies = [
            {"_id": m.id, "topic": m.topic, "key": m.key, "body": m.body, "sent_at": at}
            for m in messages
        ]
        try:
            again(lambda: self._database[SENT].insert_many(copies, ordered=False))
        except BulkWriteError as error:
            if any(each["code"] != _DUPLICATE for each in error.details["writeErrors"]):
                raise Unavailable(N_("系统暂时无法使用，请稍后再试")) from error


def _emptying(identifier: str, ids: Sequence[str]) -> UpdateOne:
    """Return the change that empties an outbox which holds nothing but what was sent of it.

    Events are added at the end and taken from the beginning, so one that begins with the first
    of these and has no more of them holds these. Repeated after a lost answer it does nothing.
    """
    only_these = {
        "_id": identifier,
        "outbox.0.id": ids[0],
        f"outbox.{len(ids)}": {"$exists": False},
    }
    return UpdateOne(only_these, {"$set": {"outbox": []}, "$unset": {"outbox_since": ""}})


def _removals(identifier: str, ids: Sequence[str]) -> list[UpdateOne]:
    return [
        UpdateOne({"_id": identifier}, {"$pull": {"outbox": {"id": {"$in": ids}}}}),
        UpdateOne({"_id": identifier, "outbox": {"$size": 0}}, {"$unset": {"outbox_since": ""}}),
    ]


def _copy(document: Document) -> OutboxMessage:
    return OutboxMessage(
        id=document["_id"],
        topic=document["topic"],
        key=document["key"],
        body=document["body"],
    )
