"""Files of lists between the look at them and their import: sealed, in pieces, kept for a day."""

import hashlib
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from pymongo import ASCENDING, IndexModel

from services.complaints.adapters.attachment_store import INTAKE
from services.complaints.adapters.file_pieces import CHUNK, FilePieces, count_of, new_key
from services.complaints.adapters.vault import MongoVault
from shared.errors import NotFound
from shared.mongo.aggregate import EPOCH
from shared.mongo.client import Document, Documents, again
from shared.words import N_

UPLOADS = "list_uploads"
UPLOAD_INDEXES = [
    IndexModel([("file", ASCENDING), ("place", ASCENDING)], name="file_place", unique=True),
    IndexModel([("at", ASCENDING)], name="at"),
]
_GONE = N_("上传的文件已过期，请重新上传")


class MongoUploads:
    """A file's name is its content's digest; each keeping of it has a key of its own."""

    def __init__(self, database: Documents, vault: MongoVault) -> None:
        """Keep the pieces in this database, their keys sealed by the vault."""
        self._table = database[UPLOADS]
        self._vault = vault

    def keep(self, path: Path, *, owner: str, at: datetime) -> str:
        """Keep a file of at most 64 MB for its owner; return its name."""
        size, key = path.stat().st_size, new_key()
        with path.open("rb") as content:
            told = hashlib.sha256(owner.encode() + b"|")
            while piece_of_it := content.read(CHUNK):
                told.update(piece_of_it)
            name = told.hexdigest()
            if self._is_kept(name, size, at):
                return name
            sealed = self._vault.seal(INTAKE, f"{key}|{size}")
            common: Document = {"file": name, "at": at, "sealed": sealed}
            for place, piece in FilePieces(name, key, size).seal(content):
                self._put(f"{name}|{place}", {**common, "place": place, "content": piece})
        return name

    def write_to(self, name: str, path: Path) -> None:
        """Write a kept file to a path.

        Raises:
            NotFound: it is not there any more.
        """
        with path.open("wb") as file:
            for content in self._contents(name):
                file.write(content)

    def drop_before(self, at: datetime) -> int:
        """Delete pieces kept before; return how many."""
        return again(
            lambda: self._table.delete_many({"at": {"$gt": EPOCH, "$lt": at}})
        ).deleted_count

    def _put(self, piece_id: str, piece: Document) -> None:
        again(lambda: self._table.update_one({"_id": piece_id}, {"$set": piece}, upsert=True))

    def _is_kept(self, name: str, size: int, at: datetime) -> bool:
        """Tell whether it is whole already, and keep it longer: somebody may be reading it."""
        own = {"file": name, "place": {"$gte": 0, "$lt": count_of(size)}}
        found = self._table.find(own, {"sealed": True})
        told = [piece["sealed"] for piece in again(lambda: list(found.clone()))]
        if len(told) != count_of(size) or len(set(told)) != 1:
            return False
        change = {"$set": {"at": at}}
        return again(lambda: self._table.update_many(own, change)).matched_count == len(told)

    def _contents(self, name: str) -> Iterator[bytes]:
        """Yield the pieces of one keeping one by one; another one's, or a part of it, is none."""
        sealed = self._piece(name, 0)["sealed"]
        key, _, size = self._vault.open(sealed).partition("|")
        opened = FilePieces(name, key, int(size))
        for place in range(count_of(int(size))):
            piece = self._piece(name, place)
            if piece["sealed"] != sealed:
                raise NotFound(_GONE)
            yield opened.open(place, bytes(piece["content"]))

    def _piece(self, name: str, place: int) -> Document:
        found = again(lambda: self._table.find_one({"_id": f"{name}|{place}"}))
        if found is None:
            raise NotFound(_GONE)
        return found
