"""Files of lists between the look at them and their import, in pieces, kept for a day."""

import hashlib
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from pymongo import ASCENDING, IndexModel

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
_PIECE = 1024 * 1024


class MongoUploads:
    """A file's name is its content's digest: the same file twice is kept once."""

    def __init__(self, database: Documents) -> None:
        """Keep the pieces in this database."""
        self._table = database[UPLOADS]

    def keep(self, path: Path, *, owner: str, at: datetime) -> str:
        """Keep a file of at most 64 MB for its owner; return its name."""
        content = path.read_bytes()
        name = hashlib.sha256(owner.encode() + b"|" + content).hexdigest()
        for place in range(min(MOST_PIECES, len(content) // _PIECE + 1)):
            piece: Document = {
                "file": name,
                "place": place,
                "content": content[place * _PIECE : (place + 1) * _PIECE],
                "at": at,
            }
            self._put(f"{name}|{place}", piece)
        return name

    def write_to(self, name: str, path: Path) -> None:
        """Write a kept file to a path.

        Raises:
            NotFound: it is not there any more.
        """
        window = {"file": name, "place": {"$gte": 0, "$lt": MOST_PIECES}}
        found = self._table.find(window).sort("place", ASCENDING)
        pieces = again(lambda: list(found.clone()))
        if not pieces:
            raise NotFound(N_("上传的文件已过期，请重新上传"))
        path.write_bytes(b"".join(self._contents(pieces)))

    def drop_before(self, at: datetime) -> int:
        """Delete pieces kept before; return how many."""
        return again(
            lambda: self._table.delete_many({"at": {"$gt": EPOCH, "$lt": at}})
        ).deleted_count

    def _put(self, piece_id: str, piece: Document) -> None:
        again(lambda: self._table.update_one({"_id": piece_id}, {"$set": piece}, upsert=True))

    def _contents(self, pieces: list[Document]) -> Iterator[bytes]:
        return (bytes(piece["content"]) for piece in pieces)
