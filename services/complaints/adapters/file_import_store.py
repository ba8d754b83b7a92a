"""Files under import in MongoDB: one document each, claimed by compare-and-set."""

from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Any

from pymongo import ASCENDING, IndexModel
from pymongo.errors import DuplicateKeyError

from services.complaints.domain.imports.file_import import SILENCE, FileImport, Progress
from shared.codec import from_document, to_document
from shared.mongo.aggregate import EPOCH
from shared.mongo.client import Document, Documents, again

FILE_IMPORTS = "file_imports"
FILE_IMPORT_INDEXES = [
    IndexModel([("progress", ASCENDING), ("free_at", ASCENDING)], name="progress_free_at"),
    IndexModel([("begun_at", ASCENDING)], name="begun_at"),
]
_LOOKED_AT = 8


class MongoFileImports:
    """`free_at` is when somebody else may read a file: at once while it waits."""

    def __init__(self, database: Documents) -> None:
        """Keep them in this database."""
        self._table = database[FILE_IMPORTS]

    def begin(self, wanted: FileImport, *, holder: str, now: datetime) -> FileImport | None:
        """Keep a new one, held; return None for a new one, else the one that is there."""
        held = replace(wanted, tries=1, heard_at=now)
        document = {**_document(held), **_held(holder, now), "_id": wanted.id}
        with suppress(DuplicateKeyError):
            again(lambda: self._table.insert_one(document))
            return None
        there = again(lambda: self._table.find_one({"_id": wanted.id}))
        is_own = there is not None and there.get("holder") == holder
        return None if there is None or is_own else _import(there)

    def get(self, import_id: str) -> FileImport | None:
        """Return one."""
        found = again(lambda: self._table.find_one({"_id": import_id}))
        return _import(found) if found else None

    def take(self, *, holder: str, now: datetime) -> FileImport | None:
        """Return one that waits, or that nobody has been heard of for too long; now it is held."""
        waiting = {"progress": Progress.OPEN.value, "free_at": {"$gt": EPOCH, "$lte": now}}
        found = self._table.find(waiting).sort("free_at", ASCENDING).limit(_LOOKED_AT)
        for row in again(lambda: list(found.clone())):
            as_seen = {"_id": row["_id"], "free_at": row["free_at"], "holder": row.get("holder")}
            change = {"$set": {**_held(holder, now), "rows": 0}, "$inc": {"tries": 1}}
            if again(partial(self._table.update_one, as_seen, change)).modified_count:
                return self.get(row["_id"])
        return None

    def note(self, import_id: str, *, holder: str, rows: int, now: datetime) -> bool:
        """Say how many rows are read; return whether the holder still holds it."""
        return self._change(import_id, holder, {**_held(holder, now), "rows": rows})

    def hand_over(self, import_id: str, *, holder: str, now: datetime) -> None:
        """Let somebody else read it from its beginning."""
        waits = {"holder": "", "free_at": now, "tries": 0, "heard_at": None, "rows": 0}
        self._change(import_id, holder, waits)

    def end(self, ended: FileImport, *, holder: str) -> None:
        """Keep how it ended, unless somebody else holds it."""
        self._change(ended.id, holder, _document(ended))

    def drop(self, import_id: str, *, holder: str) -> None:
        """Forget one that is held."""
        again(lambda: self._table.delete_one({"_id": import_id, "holder": holder}))

    def drop_before(self, at: datetime) -> int:
        """Forget those begun before; return how many."""
        window = {"begun_at": {"$gt": EPOCH, "$lt": at}}
        return again(lambda: self._table.delete_many(window)).deleted_count

    def _change(self, import_id: str, holder: str, values: Document) -> bool:
        own = {"_id": import_id, "holder": holder}
        return bool(again(lambda: self._table.update_one(own, {"$set": values})).matched_count)


def _held(holder: str, now: datetime) -> Document:
    return {"holder": holder, "heard_at": now, "free_at": now + SILENCE}


def _document(each: FileImport) -> Document:
    return {name: value for name, value in to_document(each).items() if name != "id"}


def _import(document: dict[str, Any]) -> FileImport:
    return from_document(FileImport, {**document, "id": document["_id"]})
