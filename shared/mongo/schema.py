"""Which steps the shape of a database has taken, and the taking of what is left.

A release that adds to documents (expand) reads them without the addition too. Its `setup` then
brings the old ones over (migrate) while the release before still runs. What nobody needs any more
is taken out by a later release (contract), after which the older one may not come back.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from pymongo import ASCENDING, UpdateOne

from shared.clock import utc_now
from shared.errors import AppError
from shared.logs import logger
from shared.mongo.client import Document, Documents, Table, again

SCHEMA = "schema"
_STAMP = "schema"
_BATCH = 200
_log = logger(__name__)


class TooNew(AppError):
    """The data were written by a release that this one may not follow."""

    status = 409
    code = "schema_too_new"


@dataclass(frozen=True, kw_only=True)
class Step:
    """One change of shape, taken document by document, any number of times.

    Args:
        number: 1, 2, 3 … in the order of taking; never given again.
        name: what it does, for the log.
        table: the collection.
        windows: ranges of `by`, an indexed field, that cover every document there can be.
        by: that field; a window is open at its start and closed at its end.
        change: returns what to set and unset in a document, None where nothing is left to do. The
            document is changed only while its version is the one that was read.
        oldest: the lowest step a release must know of to run on these data afterwards: 0 for what
            the release before can read too, its own number for taking something out.
    """

    number: int
    name: str
    table: str
    by: str
    windows: Callable[[], Iterator[tuple[Any, Any]]]
    change: Callable[[Document], Document | None]
    oldest: int = 0


@dataclass(frozen=True, kw_only=True)
class Schema:
    """The last step taken, and the lowest one a release must know of."""

    number: int = 0
    oldest: int = 0


def schema_of(database: Documents) -> Schema:
    """Return where a database stands; one without a stamp has taken no step."""
    found = again(lambda: database[SCHEMA].find_one({"_id": _STAMP}))
    return Schema(number=found["number"], oldest=found["oldest"]) if found else Schema()


def last_of(steps: Sequence[Step]) -> int:
    """Return the number of the last step that this release knows."""
    return steps[-1].number if steps else 0


def check_age(database: Documents, steps: Sequence[Step]) -> Schema:
    """Return where a database stands, if a release with these steps may run on it.

    Raises:
        TooNew: it may not.
    """
    stamp, known = schema_of(database), last_of(steps)
    if stamp.oldest > known:
        raise TooNew(
            f"The database {database.name} has taken step {stamp.number} and can be used only by a"
            f" release that knows step {stamp.oldest}; this one knows up to {known}. Use the newer"
            " release, or restore a copy from before it."
        )
    if stamp.number > known:
        _log.warning("data of a newer release", schema=stamp.number, known=known)
    return stamp


def bring_up_to_date(database: Documents, steps: Sequence[Step]) -> int:
    """Take every step that is left, in order; return how many documents were changed.

    The indexes that the steps' windows are on must be there.

    Cut short, it goes on at the window it had come to. A database that has taken more steps than
    this release knows is left as it is. Before something is taken out, the steps since the last
    taking out are gone through once more: a release that did not know them was still writing.

    Raises:
        TooNew: this release may not run on it.
    """
    stamp = check_age(database, steps)
    changed = 0
    for step in steps:
        if step.number > stamp.number:
            for earlier in _swept_before(step, steps, stamp):
                changed += _taken(database, earlier, resume=False)
            changed += _taken(database, step, resume=True)
            stamp = Schema(number=step.number, oldest=max(stamp.oldest, step.oldest))
            _stamp(database, stamp)
    if not stamp.number:
        _stamp(database, stamp)
    return changed


def _swept_before(step: Step, steps: Sequence[Step], stamp: Schema) -> list[Step]:
    if step.oldest <= stamp.oldest:
        return []
    return [each for each in steps if stamp.oldest < each.number < step.number]


def _taken(database: Documents, step: Step, *, resume: bool) -> int:
    place = f"step {step.number}"
    kept = again(lambda: database[SCHEMA].find_one({"_id": place})) if resume else None
    after, changed = (kept or {}).get("after"), 0
    for start, end in step.windows():
        if after is not None and end <= after:
            continue
        changed += _window(database[step.table], step, start, end)
        note = {"$set": {"after": end, "at": utc_now()}}
        again(partial(database[SCHEMA].update_one, {"_id": place}, note, upsert=True))
    _log.info("schema step", number=step.number, name=step.name, changed=changed)
    return changed


def _window(table: Table, step: Step, start: Any, end: Any) -> int:
    """Change what a window holds until nothing in it is left; return how many documents."""
    changed = 0
    while True:
        waiting, missed = [], False
        for document in _documents(table, step.by, start, end):
            change = step.change(document)
            if change:
                read = {"_id": document["_id"], **_as_read(document)}
                waiting.append(UpdateOne(read, change))
            if len(waiting) == _BATCH:
                done = _written(table, waiting)
                changed, missed, waiting = changed + done, missed or done < _BATCH, []
        if waiting:
            done = _written(table, waiting)
            changed, missed = changed + done, missed or done < len(waiting)
        if not missed:
            return changed


def _documents(table: Table, by: str, start: Any, end: Any) -> Iterator[Document]:
    window = {by: {"$gt": start, "$lte": end}}
    cursor = table.find(window).sort(by, ASCENDING).batch_size(_BATCH)
    yield from again(lambda: iter(cursor.clone()))


def _as_read(document: Document) -> Document:
    return {"version": document["version"]} if "version" in document else {}


def _written(table: Table, changes: Sequence[UpdateOne]) -> int:
    """Write; return how many documents were still as they had been read."""
    return again(lambda: table.bulk_write(list(changes), ordered=False)).matched_count


def _stamp(database: Documents, schema: Schema) -> None:
    change = {"$set": {"number": schema.number, "oldest": schema.oldest, "at": utc_now()}}
    again(lambda: database[SCHEMA].update_one({"_id": _STAMP}, change, upsert=True))
