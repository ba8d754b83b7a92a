"""The ledger in MongoDB: one document an entry, `_id` is its number.

The number and the event id are unique, so a second appender or a repeated event is stopped by
the store; the appender then looks again and goes on.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from functools import partial

from pymongo import ASCENDING
from pymongo.errors import BulkWriteError

from services.credit.adapters.indexes import LEDGER
from services.credit.domain.ledger.chain import Head, chain, head_after
from services.credit.domain.ledger.entry import ENDING_KINDS, CreditEvent, Entry
from services.credit.domain.ledger.repeats import check_same
from shared.codec import from_document, to_document, to_json
from shared.errors import Unavailable
from shared.mongo.client import Document, Documents, again
from shared.words import N_

_DUPLICATE = 11000
_MOST_ENTRIES = 10**9
_STREAM_WINDOW = 1000
_TRIES = 100


class MongoLedger:
    """Appends and reads entries; the head is kept between calls and found by point reads."""

    def __init__(self, database: Documents) -> None:
        """Keep the ledger in this database."""
        self._table = database[LEDGER]
        self._head: Head | None = None

    def head(self) -> Head:
        """Return the last entry's number and hash."""
        self._head = self._found_head(self._head or Head())
        return self._head

    def append(self, events: Sequence[CreditEvent], *, recorded_at: datetime) -> list[Entry]:
        """Enter the events that are not there yet, in their order; return their entries.

        Raises:
            Invalid: one of them says something else than the entry that has its id.
        """
        pending = {event.event_id: event for event in events}
        entered: list[Entry] = []
        for _ in range(_TRIES):
            for there in self._there(list(pending)):
                check_same(pending.pop(there.event_id), there)
            if not pending:
                return entered
            entered += self._insert(list(pending.values()), recorded_at)
        raise Unavailable(N_("系统暂时无法使用，请稍后再试"))

    def entry(self, seq: int) -> Entry | None:
        """Return one entry."""
        document = again(lambda: self._table.find_one({"_id": seq}))
        return None if document is None else from_document(Entry, document)

    def entries_of(self, subject: str) -> list[Entry]:
        """Return all entries of an enterprise, oldest first."""
        query = {"event.subject": subject, "seq": {"$gt": 0, "$lte": _MOST_ENTRIES}}
        return self._read(query)

    def window(self, after: int, limit: int) -> list[Entry]:
        """Return the entries numbered after+1 … after+limit, oldest first."""
        return self._read({"seq": {"$gt": after, "$lte": after + limit}})

    def endings_of(self, subjects: Sequence[str]) -> list[Entry]:
        """Return the repairs, annulments and removals of some enterprises, oldest first."""
        query = {"event.subject": {"$in": list(subjects)}}
        found = again(lambda: list(self._table.find(query)))
        entries = (from_document(Entry, each) for each in found)
        endings = [entry for entry in entries if entry.event.kind in ENDING_KINDS]
        return sorted(endings, key=lambda entry: entry.seq)

    def records(self) -> Iterator[Mapping[str, object]]:
        """Yield everything that is stored, as the JSON values that were hashed, by number."""
        after = 0
        while True:
            found = self._window_of(after, after + _STREAM_WINDOW)
            if not found:
                # Entries beyond a hole are still handed out, so that the hole is noticed.
                found = self._window_of(after, _MOST_ENTRIES)
                if not found:
                    return
            for document in found:
                document.pop("_id")
                yield to_json(document)
            after = found[-1]["seq"]

    def _window_of(self, after: int, last: int) -> list[Document]:
        query = {"seq": {"$gt": after, "$lte": last}}
        return again(lambda: list(self._table.find(query).sort("seq", ASCENDING)))

    def _read(self, query: Document) -> list[Entry]:
        found = again(lambda: list(self._table.find(query).sort("seq", ASCENDING)))
        return [from_document(Entry, each) for each in found]

    def _there(self, event_ids: Sequence[str]) -> list[CreditEvent]:
        query = {"event.event_id": {"$in": list(event_ids)}}
        found = again(lambda: list(self._table.find(query, {"event": 1})))
        return [from_document(CreditEvent, each["event"]) for each in found]

    def _insert(self, events: Sequence[CreditEvent], recorded_at: datetime) -> list[Entry]:
        head = self.head()
        entries = []
        for event in events:
            entries.append(chain(head, event, recorded_at=recorded_at))
            head = head_after(entries[-1])
        documents = [{"_id": entry.seq, **to_document(entry)} for entry in entries]
        try:
            again(partial(self._table.insert_many, documents, ordered=True))
        except BulkWriteError as error:
            entries = entries[: _inserted_before(error)]
        if entries:
            self._head = head_after(entries[-1])
        return entries

    def _found_head(self, known: Head) -> Head:
        """Gallop up from a known entry, then halve the step, reading single entries only."""
        step, found = 1, known
        while there := self._hash_at(found.seq + step):
            found = Head(seq=found.seq + step, hash=there)
            step *= 2
        while step > 1:
            step //= 2
            if there := self._hash_at(found.seq + step):
                found = Head(seq=found.seq + step, hash=there)
        return found

    def _hash_at(self, seq: int) -> str | None:
        document = again(lambda: self._table.find_one({"_id": seq}, {"hash": 1}))
        return None if document is None else str(document["hash"])


def _inserted_before(error: BulkWriteError) -> int:
    """Return how many went in before the first duplicate; anything else is a real failure."""
    first = error.details["writeErrors"][0]
    if first["code"] != _DUPLICATE:
        raise error
    return int(first["index"])
