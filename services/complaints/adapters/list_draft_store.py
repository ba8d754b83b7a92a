"""Imported lists that wait for review: a head for each list, a document for each row."""

from collections.abc import Iterable, Mapping
from typing import Any

from pymongo import ASCENDING, IndexModel
from pymongo.errors import BulkWriteError, DuplicateKeyError

from services.complaints.ports.lists import ListDraft
from shared.mongo.client import Document, Documents, again

LIST_DRAFTS = "list_drafts"
LIST_ROWS = "list_draft_rows"
LIST_DRAFT_INDEXES = [
    IndexModel([("status", ASCENDING), ("imported_at", ASCENDING)], name="status_imported_at")
]
LIST_ROW_INDEXES = [
    IndexModel([("draft", ASCENDING), ("n", ASCENDING)], name="draft_n", unique=True)
]
_DUPLICATE = 11000


class MongoListDrafts:
    """Ids follow from content, so that whatever is kept twice is kept once."""

    def __init__(self, database: Documents) -> None:
        """Keep the drafts in this database."""
        self._heads = database[LIST_DRAFTS]
        self._rows = database[LIST_ROWS]

    def find(self, draft_id: str) -> ListDraft | None:
        """Return a draft; None where there is none, or it was not read to its end."""
        found = again(lambda: self._heads.find_one({"_id": draft_id}))
        return _draft(found) if found else None

    def keep_rows(self, draft_id: str, first: int, rows: Iterable[Mapping[str, Any]]) -> None:
        """Keep some rows, the first of them being number `first`; may be done again."""
        documents: list[Document] = [
            {"_id": f"{draft_id}|{n}", "draft": draft_id, "n": n, "row": dict(row)}
            for n, row in enumerate(rows, start=first)
        ]
        again(lambda: self._insert(documents))

    def _insert(self, documents: list[Document]) -> None:
        try:
            self._rows.insert_many(documents, ordered=False)
        except BulkWriteError as problem:
            errors = (problem.details or {}).get("writeErrors", [])
            if any(each.get("code") != _DUPLICATE for each in errors):
                raise

    def keep(self, draft: ListDraft) -> None:
        """Keep the draft when all its rows are kept; a second time changes nothing."""
        document: Document = {
            "_id": draft.id,
            "digest": draft.digest,
            "port": draft.port,
            "effective_from": draft.effective_from,
            "imported_at": draft.imported_at,
            "status": "draft",
            "version": 1,
            "summary": dict(draft.summary),
        }
        try:
            again(lambda: self._heads.insert_one(document))
        except DuplicateKeyError:
            return

    def rows(self, draft_id: str, *, first: int, last: int) -> list[Mapping[str, Any]]:
        """Return the rows from number `first` to `last`, both included."""
        window = {"draft": draft_id, "n": {"$gte": first, "$lte": last}}
        found = self._rows.find(window).sort("n", ASCENDING)
        return [each["row"] for each in again(lambda: list(found.clone()))]


def _draft(found: Mapping[str, Any]) -> ListDraft:
    return ListDraft(
        id=found["_id"],
        digest=found["digest"],
        port=found["port"],
        effective_from=found["effective_from"],
        imported_at=found["imported_at"],
        summary=found["summary"],
    )
