"""Puts a copy back into an empty database, and brings what is around it into step."""

from collections.abc import Collection, Iterable, Iterator
from datetime import timedelta
from functools import partial
from pathlib import Path

from bson.raw_bson import RawBSONDocument
from pymongo.errors import BulkWriteError

from shared.clock import utc_now
from shared.errors import Unavailable
from shared.kafka.rewind import rewind
from shared.keeping.document_file import RAW, digest_of, raw_documents
from shared.keeping.keeping import LEFT_OUT, RESTORES, Check, Keeping
from shared.keeping.key_marks import check_keys
from shared.keeping.manifest import CopiedTable, Manifest, read_manifest
from shared.keeping.refused import Refused
from shared.messaging.relay import KEEP_SENT
from shared.messaging.resend import resend
from shared.mongo.client import Documents, again
from shared.mongo.lease import LEASES
from shared.mongo.numbers import NumberBook
from shared.mongo.schema import SCHEMA, last_of
from shared.relay_loop import RELAY
from shared.words import N_

_BATCH_DOCUMENTS, _BATCH_BYTES = 500, 8 * 1024 * 1024
_CLOCKS_DIFFER = timedelta(hours=1)
_DUPLICATE = 11000
_LAST, _LOADING = "last", "loading"


def put_back(
    folder: Path,
    keeping: Keeping,
    *,
    replace: bool = False,
    without: Collection[str] = (),
    void: int = 0,
) -> list[Check]:
    """Put a copy back and return how it compares with its manifest.

    Nothing is written before all of the copy, its keys and the target have been looked at. Cut
    short, it is begun again by the same command.

    Args:
        folder: of the copy.
        keeping: the service, over the database to fill.
        replace: whether what the database holds may be dropped.
        without: settings of keys whose loss was accepted.
        void: how many numbers of each book were perhaps given out since the copy.

    Raises:
        Conflict: a consumer of the service is running.
        Refused: the copy or the target is not fit for it; says why.
        TooNew: see `bring_up_to_date`.
        Unavailable: the store or the broker is away.
    """
    manifest = read_manifest(folder)
    _check_copy(folder, manifest, keeping)
    check_keys(manifest.keys, keeping.keys, lost=keeping.lost, without=without)
    _check_target(keeping.database, replace=replace)
    # Before anything is dropped: this fails while a consumer works.
    rewind(list(keeping.groups), bootstrap=keeping.bootstrap)
    _load(folder, manifest, keeping)
    keeping.set_up()
    _heal(manifest, keeping)
    keeping.rebuild()
    checks = [*_counts(manifest, keeping.database), *keeping.checks(manifest)]
    if void:
        _pass_over(void, f"copy of {manifest.begun_at.isoformat()}", keeping)
    return checks


def _pass_over(count: int, why: str, keeping: Keeping) -> None:
    NumberBook(keeping.database).void(count, why)
    keeping.pass_over(count, why)


def _check_copy(folder: Path, manifest: Manifest, keeping: Keeping) -> None:
    if manifest.service != keeping.service:
        raise Refused(f"{folder} is a copy of {manifest.service}, not of {keeping.service}.")
    known = last_of(keeping.steps)
    if manifest.schema > known:
        raise Refused(
            f"{folder} was made by a newer release ({manifest.release}): its data have taken schema"
            f" step {manifest.schema}, this release knows up to {known}. Use that release."
        )
    for table in manifest.tables:
        path = folder / table.file
        if not path.exists() or digest_of(path) != table.sha256:
            raise Refused(f"{path} is missing or damaged; nothing was changed. Use another copy.")


def _check_target(database: Documents, *, replace: bool) -> None:
    lease = again(lambda: database[LEASES].find_one({"_id": RELAY}))
    if lease and lease["until"] > utc_now():
        raise Refused(f"A relay works on {database.name}: stop every process of the service first.")
    begun = again(lambda: database[RESTORES].find_one({"_id": _LAST}))
    is_half_done = begun is not None and begun["state"] == _LOADING
    if not replace and not is_half_done and (filled := _filled(database)):
        raise Refused(
            f"{database.name} is not empty ({', '.join(filled)}). Choose another database, or drop"
            " what it holds with --replace."
        )


def _filled(database: Documents) -> list[str]:
    names = sorted(set(again(database.list_collection_names)) - LEFT_OUT - {SCHEMA})
    return [
        name
        for name in names
        if not name.startswith("system.") and list(database[name].aggregate([{"$limit": 1}]))
    ]


def _load(folder: Path, manifest: Manifest, keeping: Keeping) -> None:
    database = keeping.database
    _note(database, manifest, _LOADING)
    for name in again(database.list_collection_names):
        if name != RESTORES and not name.startswith("system."):
            again(partial(database.drop_collection, name))
    for table in reversed(manifest.tables):
        _fill(database, table, folder)
    _note(database, manifest, "loaded")


def _note(database: Documents, manifest: Manifest, state: str) -> None:
    told = {"state": state, "copy_of": manifest.begun_at, "at": utc_now()}
    again(lambda: database[RESTORES].update_one({"_id": _LAST}, {"$set": told}, upsert=True))


def _fill(database: Documents, table: CopiedTable, folder: Path) -> None:
    target = database.with_options(codec_options=RAW)[table.name]
    for portion in _portions(raw_documents(folder / table.file)):
        try:
            again(partial(target.insert_many, portion, ordered=False))
        except BulkWriteError as error:
            # Twice only where an answer was lost: the target was empty, ids are the copy's.
            if any(each["code"] != _DUPLICATE for each in error.details["writeErrors"]):
                raise Unavailable(N_("系统暂时无法使用，请稍后再试")) from error


def _portions(documents: Iterable[RawBSONDocument]) -> Iterator[list[RawBSONDocument]]:
    portion: list[RawBSONDocument] = []
    size = 0
    for document in documents:
        portion.append(document)
        size += len(document.raw)
        if len(portion) >= _BATCH_DOCUMENTS or size >= _BATCH_BYTES:
            yield portion
            portion, size = [], 0
    if portion:
        yield portion


def _heal(manifest: Manifest, keeping: Keeping) -> None:
    """Send again what was sent within a day before the copy.

    Whoever was put back to an earlier point than this service misses it, as this service misses
    what its groups now read again; all recognise what they have.
    """
    broker = keeping.broker()
    try:
        start = manifest.begun_at - KEEP_SENT - _CLOCKS_DIFFER
        end = manifest.done_at + _CLOCKS_DIFFER
        resend(keeping.outbox, broker, start=start, end=end)
    finally:
        broker.close()


def _counts(manifest: Manifest, database: Documents) -> Iterator[Check]:
    for table in manifest.tables:
        if table.name != SCHEMA:
            found = again(partial(database[table.name].count_documents, {}))
            yield Check(what=table.name, expected=str(table.documents), found=str(found))
