"""Complaints begun, sealed as a whole."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import datetime

from pymongo import ASCENDING, DESCENDING, IndexModel
from pymongo.errors import DuplicateKeyError

from services.complaints.adapters.attachment_store import INTAKE
from services.complaints.adapters.vault import MongoVault
from services.complaints.domain.cases.draft import Draft
from services.complaints.ports.seal_lost import SealLost
from shared.errors import Conflict
from shared.mongo.aggregate import EPOCH, FAR
from shared.mongo.client import Document, Documents, again
from shared.words import N_

DRAFTS = "drafts"
FIRST = 1
DRAFT_INDEXES = [
    IndexModel([("owner", ASCENDING), ("saved_at", ASCENDING)], name="owner_saved_at"),
    IndexModel([("saved_at", ASCENDING)], name="saved_at"),
]


class MongoDraftStore:
    """One document a draft; its content is encrypted with the key of the intake."""

    def __init__(self, database: Documents, vault: MongoVault) -> None:
        """Keep the drafts in this database."""
        self._table = database[DRAFTS]
        self._vault = vault

    def put(self, draft: Draft) -> None:
        """Keep a draft whose version is one above the stored one, 1 where none is stored."""
        values = {
            "saved_at": draft.saved_at,
            "payload": self._vault.seal(INTAKE, draft.payload),
            "owner": draft.owner,
            "version": draft.version,
        }
        if draft.version == FIRST:
            kept = self._begin({"_id": _own_id(draft), **values})
        else:
            before = {"_id": _own_id(draft), **_at(draft.version - 1)}
            changed = again(lambda: self._table.update_one(before, {"$set": values}))
            kept = bool(changed.matched_count)
        if not kept and not self._is_there(draft):
            raise Conflict(N_("这份草稿在另一个窗口改过了，请刷新后再试"))

    def _begin(self, row: Document) -> bool:
        try:
            again(lambda: self._table.insert_one(row))
        except DuplicateKeyError:
            return False
        return True

    def _is_there(self, draft: Draft) -> bool:
        """Tell whether this very save came through before, its answer having been lost."""
        there = self.get(draft.id, draft.owner)
        same = (draft.version, draft.payload)
        return there is not None and (there.version, there.payload) == same

    def get(self, draft_id: str, owner: str) -> Draft | None:
        """Return the owner's draft, or None, as where its key is lost."""
        found = again(lambda: self._table.find_one({"_id": f"{owner}|{draft_id}"}))
        return next(self._readable([found] if found else []), None)

    def of_owner(self, owner: str, *, since: datetime) -> list[Draft]:
        """Return the owner's drafts saved since then, newest first."""
        query = {"owner": owner, "saved_at": {"$gte": since, "$lte": FAR}}
        ordered = self._table.find(query).sort("saved_at", DESCENDING)
        return list(self._readable(again(lambda: list(ordered.clone()))))

    def drop(self, draft_id: str, owner: str) -> None:
        """Delete the owner's draft, if it is there."""
        again(lambda: self._table.delete_one({"_id": f"{owner}|{draft_id}"}))

    def drop_saved_before(self, at: datetime) -> int:
        """Delete drafts last saved before an instant; return how many."""
        window = {"saved_at": {"$gt": EPOCH, "$lt": at}}
        return again(lambda: self._table.delete_many(window)).deleted_count

    def _readable(self, rows: Sequence[Document]) -> Iterator[Draft]:
        """Yield the drafts that can be opened; the others are swept when they are old."""
        for row in rows:
            with suppress(SealLost):
                yield self._draft(row)

    def _draft(self, row: Document) -> Draft:
        return Draft(
            id=row["_id"].partition("|")[2],
            owner=row["owner"],
            saved_at=row["saved_at"],
            payload=self._vault.open(row["payload"]),
            version=row.get("version", FIRST),
        )


def _at(version: int) -> Document:
    """Return what a stored version looks like; the first drafts had no number."""
    return {"version": {"$in": [None, FIRST]} if version == FIRST else version}


def _own_id(draft: Draft) -> str:
    return f"{draft.owner}|{draft.id}"
