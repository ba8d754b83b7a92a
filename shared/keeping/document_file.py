"""Documents in a file: BSON one after the other, compressed, as exactly as the store holds them."""

import gzip
import os
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import IO, Any, cast

from bson import decode_file_iter
from bson.codec_options import CodecOptions
from bson.errors import BSONError
from bson.raw_bson import RawBSONDocument

from shared.keeping.refused import Refused
from shared.mongo.client import CODEC, Document

RAW: CodecOptions[RawBSONDocument] = CodecOptions(document_class=RawBSONDocument)
_PORTION = 1024 * 1024


@dataclass(frozen=True, kw_only=True)
class Written:
    """How much went into a file, and its SHA-256 in hexadecimal."""

    documents: int
    bytes: int
    sha256: str


def write_documents(path: Path, documents: Iterable[RawBSONDocument]) -> Written:
    """Write documents as they come; the file is on the disk when this returns."""
    count = 0
    with path.open("wb") as file:
        with gzip.GzipFile(filename="", mode="wb", fileobj=file, mtime=0) as packed:
            for document in documents:
                packed.write(document.raw)
                count += 1
        file.flush()
        os.fsync(file.fileno())
    return Written(documents=count, bytes=path.stat().st_size, sha256=digest_of(path))


def raw_documents(path: Path) -> Iterator[RawBSONDocument]:
    """Yield the documents of a file without decoding them.

    Raises:
        Refused: the file is cut off or damaged.
    """
    yield from _decoded(path, RAW)


def documents_in(path: Path) -> Iterator[Document]:
    """Yield the documents of a file as the product's own client would read them.

    Raises:
        Refused: the file is cut off or damaged.
    """
    yield from _decoded(path, CODEC)


def digest_of(path: Path) -> str:
    """Return the SHA-256 of a file, in hexadecimal."""
    digest = sha256()
    with path.open("rb") as file:
        while portion := file.read(_PORTION):
            digest.update(portion)
    return digest.hexdigest()


def _decoded(path: Path, options: CodecOptions[Any]) -> Iterator[Any]:
    try:
        with gzip.open(path, "rb") as packed:
            yield from decode_file_iter(cast(IO[bytes], packed), options)
    except (OSError, EOFError, zlib.error, BSONError) as error:
        raise Refused(f"{path} is damaged: {error}") from error
