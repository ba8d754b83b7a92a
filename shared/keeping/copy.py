"""Copies one service's database into a folder while the service runs.

Every document is whole in itself: an aggregate with its events and command keys. Collections are
read one after the other, so the copy is of no single instant; the order makes that harmless.
"""

from collections.abc import Iterator
from datetime import datetime
from functools import partial
from pathlib import Path

from bson.raw_bson import RawBSONDocument
from pymongo import ASCENDING
from pymongo.collection import Collection

from shared.keeping.document_file import RAW, write_documents
from shared.keeping.keeping import LEFT_OUT, Keeping
from shared.keeping.key_marks import marks_of
from shared.keeping.manifest import LAYOUT, CopiedTable, Manifest, write_manifest
from shared.keeping.refused import Refused
from shared.mongo.client import again
from shared.mongo.schema import schema_of

PARTIAL = ".partial"
_WINDOW = 500
_Raw = Collection[RawBSONDocument]


def copy_into(parent: Path, keeping: Keeping, *, release: str) -> tuple[Path, Manifest]:
    """Write a copy into a new folder "service-instant" below `parent`; return both.

    The folder has another name until it is whole.

    Raises:
        Refused: there is a copy of that name, or none can be kept there.
        Unavailable: the store stayed away.
    """
    begun_at = keeping.now()
    whole = parent / f"{keeping.service}-{begun_at:%Y%m%dT%H%M%SZ}"
    folder = whole.with_name(whole.name + PARTIAL)
    if whole.exists() or folder.exists():
        raise Refused(f"{whole} is there already.")
    try:
        folder.mkdir(parents=True, mode=0o700)
    except OSError as error:
        raise Refused(f"No copy can be kept in {parent}: {error.strerror}.") from error
    manifest = _copied(folder, keeping, release=release, begun_at=begun_at)
    write_manifest(manifest, folder)
    folder.rename(whole)
    return whole, manifest


def _copied(folder: Path, keeping: Keeping, *, release: str, begun_at: datetime) -> Manifest:
    schema = schema_of(keeping.database).number
    tables = [_table(folder, name, keeping) for name in _in_order(keeping)]
    return Manifest(
        layout=LAYOUT,
        service=keeping.service,
        database=keeping.database.name,
        release=release,
        schema=schema,
        begun_at=begun_at,
        tables=tuple(tables),
        keys=marks_of(keeping.keys),
        facts=keeping.facts(folder),
        done_at=keeping.now(),
    )


def _in_order(keeping: Keeping) -> list[str]:
    found = set(again(keeping.database.list_collection_names)) - LEFT_OUT
    there = {name for name in found if not name.startswith("system.")}
    unknown = sorted(there - set(keeping.order))
    return [*unknown, *(name for name in keeping.order if name in there)]


def _table(folder: Path, name: str, keeping: Keeping) -> CopiedTable:
    """Copy one collection, from its beginning again when the connection fails."""
    table = keeping.database.with_options(codec_options=RAW)[name]
    path = folder / file_of(name)
    number = keeping.by_number.get(name)
    read = partial(_by_number, table, number) if number else partial(_all, table)
    written = again(lambda: write_documents(path, read()))
    return CopiedTable(name=name, file=path.name, **vars(written))


def file_of(table: str) -> str:
    """Return the name of the file that holds a collection."""
    return f"{table}.bson.gz"


def _all(table: _Raw) -> Iterator[RawBSONDocument]:
    # The one reader that wants whole collections: a single cursor, as the store orders them.
    yield from table.aggregate([])


def _by_number(table: _Raw, number: str) -> Iterator[RawBSONDocument]:
    after = 0
    while found := list(
        table.find({number: {"$gt": after, "$lte": after + _WINDOW}}).sort(number, ASCENDING)
    ):
        yield from found
        after = found[-1][number]
