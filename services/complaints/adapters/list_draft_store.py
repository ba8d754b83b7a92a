"""Imported lists that wait for review: a head for each list, its rows in pieces."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from typing import Any

from pymongo import ASCENDING, IndexModel
from pymongo.errors import DuplicateKeyError

from services.complaints.adapters.row_pieces import RowPieces, piece_index
from services.complaints.ports.lists import ListDraft
from shared.mongo.aggregate import EPOCH
from shared.mongo.client import Document, Documents, again

LIST_DRAFTS = "list_drafts"
LIST_ROWS = "list_draft_rows"
_AT_ONCE = 100
_READING, _WHOLE = "reading", "draft"
LIST_DRAFT_INDEXES = [
    IndexModel([("status", ASCENDING), ("imported_at", ASCENDING)], name="status_imported_at")
]
LIST_ROW_INDEXES = [piece_index("draft")]


class MongoListDrafts:
    """Ids follow from content, so that whatever is kept twice is kept once."""

    def __init__(self, database: Documents) -> None:
        """Keep the drafts in this database."""
        self._heads = database[LIST_DRAFTS]
        self._rows = RowPieces(database[LIST_ROWS], "draft")

    def find(self, draft_id: str) -> ListDraft | None:
        """Return a draft; None where there is none, or it was not read to its end."""
        found = again(lambda: self._heads.find_one({"_id": draft_id}))
        return _draft(found) if found and found["status"] != _READING else None

    def begin(self, draft: ListDraft) -> None:
        """Note that a draft is being read, so that `drop_unfinished` finds what it leaves."""
        begun = {"imported_at": draft.imported_at}
        reading = {"_id": draft.id, "status": _READING}
        with suppress(DuplicateKeyError):
            again(lambda: self._heads.update_one(reading, {"$set": begun}, upsert=True))

    def keep_rows(self, draft_id: str, first: int, rows: Sequence[Mapping[str, Any]]) -> None:
        """Keep at most 50 rows, the first of them being number `first`; may be done again."""
        self._rows.keep(draft_id, first, rows)

    def keep(self, draft: ListDraft) -> None:
        """Keep the draft when all its rows are kept; a second time changes nothing."""
        document: Document = {
            "_id": draft.id,
            "digest": draft.digest,
            "port": draft.port,
            "effective_from": draft.effective_from,
            "imported_at": draft.imported_at,
            "status": _WHOLE,
            "version": 1,
            "summary": dict(draft.summary),
        }
        reading = {"_id": draft.id, "status": _READING}
        with suppress(DuplicateKeyError):
            again(lambda: self._heads.replace_one(reading, document, upsert=True))

    def drop(self, draft_id: str) -> None:
        """Delete the rows of a draft that was not read to its end."""
        head = {"_id": draft_id, "status": _READING}
        if again(lambda: self._heads.find_one(head, {"_id": 1})) is None:
            return
        self._rows.drop(draft_id)
        again(lambda: self._heads.delete_one(head))

    def drop_unfinished(self, before: datetime) -> int:
        """Delete what was begun before and never read to its end; return how many drafts."""
        begun = {"status": _READING, "imported_at": {"$gt": EPOCH, "$lte": before}}
        found = self._heads.find(begun, {"_id": 1}).limit(_AT_ONCE)
        left = [head["_id"] for head in again(lambda: list(found.clone()))]
        for draft_id in left:
            self.drop(draft_id)
        return len(left)

    def rows(self, draft_id: str, *, first: int, last: int) -> list[Mapping[str, Any]]:
        """Return the rows from number `first` to `last`, both included."""
        return self._rows.window(draft_id, first=first, last=last)


def _draft(found: Mapping[str, Any]) -> ListDraft:
    return ListDraft(
        id=found["_id"],
        digest=found["digest"],
        port=found["port"],
        effective_from=found["effective_from"],
        imported_at=found["imported_at"],
        summary=found["summary"],
    )
