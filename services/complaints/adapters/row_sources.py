"""Rows of lists that no list names: noted when rows are begun or let go, dropped a day later.

A note holds nothing up: it is looked at when it is old, and by then a list names the rows or
nobody does. Rows under a note that is `dropping` are not begun anew until they are gone.
"""

from datetime import datetime
from functools import partial

from pymongo import ASCENDING, IndexModel
from pymongo.errors import DuplicateKeyError

from services.complaints.adapters.row_pieces import RowPieces
from shared.errors import Conflict
from shared.mongo.aggregate import EPOCH
from shared.mongo.client import Document, Documents, Table, again
from shared.words import N_

ROW_SOURCES = "price_list_sources"
ROW_SOURCE_INDEXES = [IndexModel([("at", ASCENDING)], name="at")]
_AT_ONCE = 50


class RowSources:
    """What the rows of lists are kept under, `list|draft`, while it is not sure who names it."""

    def __init__(self, database: Documents, lists: Table, rows: Table) -> None:
        """Keep the notes in this database; `lists` name what is kept in `rows`."""
        self._notes = database[ROW_SOURCES]
        self._lists = lists
        self._pieces = RowPieces(rows, "source")
        self._rows = rows

    def note(self, source: str, at: datetime) -> None:
        """Note that a list is about to name rows, or to let go of them.

        Raises:
            Conflict: they are being dropped at this moment.
        """
        free = {"_id": source, "dropping": {"$ne": True}}
        try:
            again(lambda: self._notes.update_one(free, {"$set": {"at": at}}, upsert=True))
        except DuplicateKeyError as dropping:
            raise Conflict(N_("别人刚改过这一项，请刷新后再试")) from dropping

    def drop_unnamed(self, before: datetime) -> int:
        """Drop rows noted before that no list names; return of how many sources."""
        old = {"at": {"$gt": EPOCH, "$lte": before}}
        found = self._notes.find(old).sort("at", ASCENDING).limit(_AT_ONCE)
        return sum(self._settle(each) for each in again(lambda: list(found.clone())))

    def note_unnamed(self, at: datetime) -> int:
        """Note the rows that no list names, as a release before this one left them; count them."""
        count, last = 0, ""
        while (source := self._next(last)) is not None:
            if not self._is_named(source):
                again(partial(self._keep_note, source, at))
                count += 1
            last = source
        return count

    def _keep_note(self, source: str, at: datetime) -> None:
        """Note a source that has no note yet."""
        self._notes.update_one({"_id": source}, {"$setOnInsert": {"at": at}}, upsert=True)

    def _next(self, last: str) -> str | None:
        found = self._rows.find({"source": {"$gt": last}}, {"source": True})
        rows = again(lambda: list(found.clone().sort("source", ASCENDING).limit(1)))
        return rows[0]["source"] if rows else None

    def _settle(self, noted: Document) -> bool:
        as_seen = {"_id": noted["_id"], "at": noted["at"]}
        if self._is_named(noted["_id"]):
            again(lambda: self._notes.delete_one(as_seen))
            return False
        dropping = {"$set": {"dropping": True}}
        if not again(lambda: self._notes.update_one(as_seen, dropping)).matched_count:
            return False
        self._pieces.drop(noted["_id"])
        again(lambda: self._notes.delete_one({"_id": noted["_id"]}))
        return True

    def _is_named(self, source: str) -> bool:
        list_id, _, draft = source.partition("|")
        found = again(lambda: self._lists.find_one({"_id": list_id}, {"source.draft": True}))
        return found is not None and found["source"]["draft"] == draft
