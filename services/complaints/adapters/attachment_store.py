"""Files in GridFS, each encrypted with a key of its own, piece by piece.

A piece is AES-256-GCM over up to 1 MB less the tag; its nonce is its number, which no other piece
of that key has, and it is bound to the file, its place and whether it is the last one.
"""

import json
from base64 import b64decode, b64encode
from collections.abc import Iterator, Sequence
from datetime import datetime
from hashlib import sha256
from typing import Any, BinaryIO

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from gridfs import GridFSBucket
from pymongo import ASCENDING, IndexModel

from services.complaints.adapters.file_types import HEAD_BYTES, type_of
from services.complaints.adapters.vault import MongoVault
from services.complaints.domain.cases.attachment import MOST_BYTES, Attachment, NewFile
from shared.errors import FieldError, NotFound, TooLarge
from shared.mongo.aggregate import EPOCH
from shared.mongo.client import Document, Documents, again
from shared.words import N_

FILES = "fs.files"
INTAKE = "intake"
CHUNK = 1024 * 1024
PIECE = CHUNK - 16
UNREFERENCED_INDEXES = [
    IndexModel(
        [("metadata.unreferenced_since", ASCENDING)],
        name="unreferenced_since",
        partialFilterExpression={"metadata.unreferenced_since": {"$gt": EPOCH}},
    )
]


class GridFsAttachmentStore:
    """Keeps files; the key of each is sealed by the vault, first as `intake`."""

    def __init__(self, database: Documents, vault: MongoVault) -> None:
        """Keep the files in this database."""
        self._bucket = GridFSBucket(database, chunk_size_bytes=CHUNK)
        self._files = database[FILES]
        self._vault = vault

    def put(self, file: NewFile, content: BinaryIO, *, owner: str, at: datetime) -> Attachment:
        """Store a file; `content` can be read again from its beginning."""
        kind = type_of(content.read(HEAD_BYTES))
        size, digest = _measured(content)
        known = Attachment(
            id=file.id, owner=owner, type=kind, size=size, sha256=digest, uploaded_at=at
        )
        key = AESGCM.generate_key(256)
        secret = json.dumps({"key": b64encode(key).decode(), "name": file.plain_name})
        self._write(known, _encrypted(content, key, known), self._vault.seal(INTAKE, secret))
        return known

    def get(self, attachment_id: str) -> Attachment | None:
        """Return what is known of a file, or None."""
        found = self._row(attachment_id)
        return _known(found) if found else None

    def name_of(self, attachment_id: str) -> str:
        """Return the name the file was handed in with."""
        return self._opened(self._present(attachment_id))["name"]

    def content(self, attachment_id: str) -> Iterator[bytes]:
        """Yield the content, checked piece by piece."""
        found = self._present(attachment_id)
        cipher = AESGCM(b64decode(self._opened(found)["key"]))
        known = _known(found)
        stream = again(lambda: self._bucket.open_download_stream(attachment_id))
        for number, last in _places(known.size):
            piece = again(lambda: stream.read(CHUNK))
            yield cipher.decrypt(_nonce(number), piece, _bound_to(known, number, last=last))

    def adopt(self, attachment_ids: Sequence[str], *, case_id: str, department: str) -> None:
        """Note which case refers to the files and put their keys under its department's key."""
        for attachment_id in attachment_ids:
            found = self._row(attachment_id)
            if found is None or found["metadata"].get("case_id") == case_id:
                continue
            sealed = self._vault.reseal(found["metadata"]["sealed"], department)
            change = {
                "$set": {"metadata.case_id": case_id, "metadata.sealed": sealed},
                "$unset": {"metadata.unreferenced_since": ""},
            }
            self._update(attachment_id, change)

    def unreferenced(self, before: datetime, *, most: int) -> list[Attachment]:
        """Return files no case is noted for, uploaded before an instant, oldest first."""
        since = "metadata.unreferenced_since"
        ordered = self._files.find({since: {"$gt": EPOCH, "$lt": before}}).sort(since).limit(most)
        return [_known(row) for row in again(lambda: list(ordered.clone()))]

    def drop(self, attachment_id: str) -> None:
        """Delete a file."""
        if self._row(attachment_id) is not None:
            again(lambda: self._bucket.delete(attachment_id))

    def _present(self, attachment_id: str) -> Document:
        found = self._row(attachment_id)
        if found is None:
            raise NotFound(N_("没有找到"))
        return found

    def _opened(self, row: Document) -> dict[str, str]:
        opened: dict[str, str] = json.loads(self._vault.open(row["metadata"]["sealed"]))
        return opened

    def _row(self, attachment_id: str) -> Document | None:
        return again(lambda: self._files.find_one({"_id": attachment_id}))

    def _update(self, attachment_id: str, change: Document) -> None:
        again(lambda: self._files.update_one({"_id": attachment_id}, change))

    def _write(self, known: Attachment, pieces: Iterator[bytes], sealed: bytes) -> None:
        metadata = {
            "owner": known.owner,
            "type": known.type,
            "size": known.size,
            "sha256": known.sha256,
            "uploaded_at": known.uploaded_at,
            "unreferenced_since": known.uploaded_at,
            "sealed": sealed,
        }
        upload = self._bucket.open_upload_stream_with_id(known.id, known.id, metadata=metadata)
        with upload:
            for piece in pieces:
                upload.write(piece)


def _measured(content: BinaryIO) -> tuple[int, str]:
    """Return size and SHA-256 of a file.

    Raises:
        TooLarge: it has more than 20 MB.
    """
    content.seek(0)
    size, digest = 0, sha256()
    while piece := content.read(CHUNK):
        size += len(piece)
        if size > MOST_BYTES:
            message = N_("每份附件不超过 20 MB")
            raise TooLarge(message, errors=[FieldError("file", message)])
        digest.update(piece)
    return size, digest.hexdigest()


def _encrypted(content: BinaryIO, key: bytes, known: Attachment) -> Iterator[bytes]:
    content.seek(0)
    cipher = AESGCM(key)
    for number, last in _places(known.size):
        piece = content.read(PIECE)
        yield cipher.encrypt(_nonce(number), piece, _bound_to(known, number, last=last))


def _places(size: int) -> Iterator[tuple[int, bool]]:
    count = -(-size // PIECE)
    for number in range(count):
        yield number, number == count - 1


def _nonce(number: int) -> bytes:
    return number.to_bytes(12, "big")


def _bound_to(known: Attachment, number: int, *, last: bool) -> bytes:
    return f"{known.id}|{number}|{int(last)}".encode()


def _known(row: dict[str, Any]) -> Attachment:
    metadata = row["metadata"]
    return Attachment(
        id=row["_id"],
        owner=metadata["owner"],
        type=metadata["type"],
        size=metadata["size"],
        sha256=metadata["sha256"],
        uploaded_at=metadata["uploaded_at"],
        case_id=metadata.get("case_id"),
    )
