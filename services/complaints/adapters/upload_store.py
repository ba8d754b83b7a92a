"""Files of lists between the look at them and their import: sealed, in pieces, kept for a day."""

import hashlib
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from pymongo import ASCENDING, IndexModel

from services.complaints.adapters.attachment_store import INTAKE
from services.complaints.adapters.file_pieces import FilePieces, count_of, new_key
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
MOST_PIECES = 64


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
            name = hashlib.sha256(owner.encode() + b"|" + content.read()).hexdigest()
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
        window = {"file": name, "place": {"$gte": 0, "$lt": MOST_PIECES}}
        found = self._table.find(window).sort("place", ASCENDING)
        pieces = again(lambda: list(found.clone()))
        path.write_bytes(b"".join(self._contents(name, pieces)))

    def drop_before(self, at: datetime) -> int:
        """Delete pieces kept before; return how many."""
        return again(
            lambda: self._table.delete_many({"at": {"$gt": EPOCH, "$lt": at}})
        ).deleted_count

    def _put(self, piece_id: str, piece: Document) -> None:
        again(lambda: self._table.update_one({"_id": piece_id}, {"$set": piece}, upsert=True))

    def _contents(self, name: str, pieces: list[Document]) -> Iterator[bytes]:
        """Yield the pieces of one keeping; another one's, or a part of it, is none."""
        told = {piece.get("sealed") for piece in pieces}
        sealed = told.pop() if len(told) == 1 else None
        key, _, size = self._vault.open(sealed).partition("|") if sealed else ("", "", "0")
        if not sealed or len(pieces) != count_of(int(size)):
            raise NotFound(N_("上传的文件已过期，请重新上传"))
        opened = FilePieces(name, key, int(size))
        return (opened.open(piece["place"], bytes(piece["content"])) for piece in pieces)
