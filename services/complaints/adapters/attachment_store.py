"""Files in the layout of GridFS, each encrypted with a key of its own, piece by piece.

The library writes a file in one go that cannot be taken up again, so pieces are written here, each
with an id that can be computed again: first a note that the file is being written, then its
pieces, then that it is whole. Whatever a lost connection or a killed process leaves behind has its
note, is not handed out, is taken up by a repeated upload, and is swept like any file that no case
refers to.
"""

import json
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import datetime
from functools import partial
from hashlib import sha256
from typing import Any, BinaryIO

from pymongo import ASCENDING, IndexModel
from pymongo.errors import DuplicateKeyError

from services.complaints.adapters.file_pieces import (
    CHUNK,
    FilePieces,
    count_of,
    new_key,
    sealed_size,
)
from services.complaints.adapters.file_types import HEAD_BYTES, type_of
from services.complaints.adapters.vault import MongoVault
from services.complaints.domain.cases.attachment import MOST_BYTES, Attachment, NewFile
from shared.errors import FieldError, Invalid, NotFound, TooLarge, Unavailable
from shared.mongo.aggregate import EPOCH
from shared.mongo.client import Document, Documents, again
from shared.words import N_

FILES, CHUNKS = "fs.files", "fs.chunks"
INTAKE = "intake"
FILE_INDEXES = [
    IndexModel(
        [("metadata.unreferenced_since", ASCENDING)],
        name="unreferenced_since",
        partialFilterExpression={"metadata.unreferenced_since": {"$gt": EPOCH}},
    )
]
CHUNK_INDEXES = [
    IndexModel([("files_id", ASCENDING), ("n", ASCENDING)], name="files_id_1_n_1", unique=True)
]


class GridFsAttachmentStore:
    """Keeps files; the key of each is sealed by the vault, first as `intake`."""

    def __init__(self, database: Documents, vault: MongoVault) -> None:
        """Keep the files in this database."""
        self._chunks = database[CHUNKS]
        self._files = database[FILES]
        self._vault = vault

    def put(self, file: NewFile, content: BinaryIO, *, owner: str, at: datetime) -> Attachment:
        """Store a file; `content` can be read again from its beginning."""
        kind = type_of(content.read(HEAD_BYTES))
        size, digest = _measured(content)
        known = Attachment(
            id=file.id, owner=owner, type=kind, size=size, sha256=digest, uploaded_at=at
        )
        row = self._begun(known, file.plain_name)
        if _is_whole(row):
            return _known(row)
        pieces = FilePieces(known.id, self._opened(row)["key"], size)
        for number, sealed in pieces.seal(content):
            self._write(known.id, number, sealed)
        self._finish(known.id)
        return _known(row)

    def get(self, attachment_id: str) -> Attachment | None:
        """Return what is known of a file, or None."""
        found = self._row(attachment_id)
        return _known(found) if found and _is_whole(found) else None

    def name_of(self, attachment_id: str) -> str:
        """Return the name the file was handed in with."""
        return self._opened(self._present(attachment_id))["name"]

    def content(self, attachment_id: str) -> Iterator[bytes]:
        """Yield the content, checked piece by piece."""
        found = self._present(attachment_id)
        known = _known(found)
        pieces = FilePieces(known.id, self._opened(found)["key"], known.size)
        for number in range(count_of(known.size)):
            place = {"files_id": known.id, "n": number}
            row = again(partial(self._chunks.find_one, place))
            if row is None:
                raise NotFound(N_("没有找到"))
            yield pieces.open(number, row["data"])

    def adopt(self, attachment_ids: Sequence[str], *, case_id: str, department: str) -> None:
        """Note which case refers to the files and put their keys under its department's key.

        A file that another case has stays with it.
        """
        for attachment_id in attachment_ids:
            found = self._row(attachment_id)
            if found is None or not _is_whole(found):
                continue
            if found["metadata"].get("case_id") is not None:
                continue
            sealed = self._vault.reseal(found["metadata"]["sealed"], department)
            change = {
                "$set": {"metadata.case_id": case_id, "metadata.sealed": sealed},
                "$unset": {"metadata.unreferenced_since": ""},
            }
            self._update({"_id": attachment_id, "metadata.case_id": None}, change)

    def hand_over(self, attachment_ids: Sequence[str], *, case_id: str, department: str) -> None:
        """Put the keys of a case's files under another department's key."""
        for attachment_id in attachment_ids:
            found = self._row(attachment_id)
            if found is None or not _is_whole(found):
                continue
            sealed = self._vault.reseal(found["metadata"]["sealed"], department)
            change = {"$set": {"metadata.sealed": sealed}}
            self._update({"_id": attachment_id, "metadata.case_id": case_id}, change)

    def unreferenced(self, before: datetime, *, most: int) -> list[Attachment]:
        """Return files no case is noted for, uploaded before an instant, oldest first."""
        since = "metadata.unreferenced_since"
        ordered = self._files.find({since: {"$gt": EPOCH, "$lt": before}}).sort(since).limit(most)
        return [_known(row) for row in again(lambda: list(ordered.clone()))]

    def drop(self, attachment_id: str) -> None:
        """Delete a file, its note last, so that what is left half-way is found again."""
        again(lambda: self._chunks.delete_many({"files_id": attachment_id}))
        again(lambda: self._files.delete_one({"_id": attachment_id}))

    def _present(self, attachment_id: str) -> Document:
        found = self._row(attachment_id)
        if found is None or not _is_whole(found):
            raise NotFound(N_("没有找到"))
        return found

    def _opened(self, row: Document) -> dict[str, str]:
        opened: dict[str, str] = json.loads(self._vault.open(row["metadata"]["sealed"]))
        return opened

    def _row(self, attachment_id: str) -> Document | None:
        return again(lambda: self._files.find_one({"_id": attachment_id}))

    def _update(self, which: Document, change: Document) -> None:
        again(lambda: self._files.update_one(which, change))

    def _begun(self, known: Attachment, name: str) -> Document:
        """Note that a file is being written; return the note, an earlier one of the same upload.

        Raises:
            Invalid: another file has this id.
        """
        row = _row_of(known)
        secret = json.dumps({"key": new_key(), "name": name})
        row["metadata"]["sealed"] = self._vault.seal(INTAKE, secret)
        with suppress(DuplicateKeyError):
            again(lambda: self._files.insert_one(row))
        there = self._row(known.id)
        if there is None or (there["metadata"]["owner"], there["metadata"]["sha256"]) != (
            known.owner,
            known.sha256,
        ):
            raise Invalid(N_("同一个 Idempotency-Key 已用于另一份内容，请换一个新的"))
        return there

    def _write(self, file_id: str, number: int, sealed: bytes) -> None:
        """Write one piece; one that is there already is the same, byte for byte."""
        row = {"_id": f"{file_id}|{number}", "files_id": file_id, "n": number, "data": sealed}
        with suppress(DuplicateKeyError):
            again(lambda: self._chunks.insert_one(row))

    def _finish(self, file_id: str) -> None:
        """Note that all pieces are there.

        Raises:
            Unavailable: it took so long that the file was swept meanwhile.
        """
        whole = {"$unset": {"metadata.writing": ""}}
        if not again(lambda: self._files.update_one({"_id": file_id}, whole)).matched_count:
            self.drop(file_id)
            raise Unavailable(N_("系统暂时无法使用，请稍后再试"))


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


def _row_of(known: Attachment) -> Document:
    """Return the note of a file, marked as not whole yet."""
    return {
        "_id": known.id,
        "filename": known.id,
        "length": sealed_size(known.size),
        "chunkSize": CHUNK,
        "uploadDate": known.uploaded_at,
        "metadata": {
            "owner": known.owner,
            "type": known.type,
            "size": known.size,
            "sha256": known.sha256,
            "uploaded_at": known.uploaded_at,
            "unreferenced_since": known.uploaded_at,
            "writing": True,
        },
    }


def _is_whole(row: Document) -> bool:
    return not row["metadata"].get("writing", False)


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
