"""One document holds an aggregate, the events it caused and the keys of its last commands.

Saving is a compare-and-set on `version`. Whoever repeats a command meets its key and gets the
first answer; a repeated key with another body is refused.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from pymongo.errors import DuplicateKeyError

from shared.errors import Conflict, Invalid, NotFound, Unavailable
from shared.events.envelope import Event, OutboxMessage, encode
from shared.logs import trace_id
from shared.mongo.client import Document, Table, again
from shared.mongo.spans import traced
from shared.traces import present
from shared.words import N_

EPOCH = datetime(2000, 1, 1, tzinfo=UTC)
FAR = datetime(9000, 1, 1, tzinfo=UTC)
MOST_WAITING = 100
COMMANDS_KEPT = 20


@dataclass(frozen=True, kw_only=True)
class Command:
    """What a client asked: its key and a fingerprint of the body it sent."""

    key: str
    fingerprint: str


@dataclass(frozen=True, kw_only=True)
class Saving:
    """Who saves, when, and on whose command."""

    source: str
    at: datetime
    command: Command | None = None


def applied_before(document: Mapping[str, Any], command: Command | None) -> bool:
    """Tell whether the document has had this command already.

    Raises:
        Invalid: the same key came with another body.
    """
    if command is None:
        return False
    for each in document.get("applied", ()):
        if each["key"] == command.key:
            if each["hash"] == command.fingerprint:
                return True
            raise Invalid(N_("同一个 Idempotency-Key 已用于另一份内容，请换一个新的"))
    return False


@traced("insert")
def insert(
    table: Table,
    document: Document,
    events: Sequence[Event],
    saving: Saving,
    *,
    numbered: bool = False,
) -> Document | None:
    """Store a new aggregate with its events.

    Args:
        table: its collection.
        document: its fields.
        events: what happened.
        saving: who, when, on whose command.
        numbered: whether its id is only the next free number; one that is taken is not looked at.

    Returns:
        None, or the document that stands there already from the same command.

    Raises:
        Invalid: the same key came with another body.
        DuplicateKeyError: another unique value is taken.
    """
    waiting = _waiting(document["_id"], events, saving)
    whole = {**document, "outbox": waiting, "applied": _applied(saving)}
    if waiting:
        whole["outbox_since"] = saving.at
    try:
        again(lambda: table.insert_one(whole))
    except DuplicateKeyError:
        there = None if numbered else again(lambda: table.find_one({"_id": document["_id"]}))
        if there is None or not _is_repeat(there, document, saving):
            raise
        return there
    return None


def _is_repeat(there: Document, document: Document, saving: Saving) -> bool:
    if applied_before(there, saving.command):
        return True
    return saving.command is None and there.get("version") == document.get("version")


@traced("save")
def save(
    table: Table, read: tuple[str, int], fields: Document, events: Sequence[Event], saving: Saving
) -> None:
    """Store a changed aggregate with its events, if nobody changed it since it was read.

    Args:
        table: its collection.
        read: its id and the version that was read.
        fields: what to set; None unsets a field. The version is counted here.
        events: what happened.
        saving: who, when, on whose command.

    Raises:
        Conflict: somebody changed it first.
        NotFound: it does not exist.
        Unavailable: too many of its events wait for the broker.
    """
    aggregate_id, version = read
    change = _change(fields, _waiting(aggregate_id, events, saving), saving)
    unchanged = {
        "_id": aggregate_id,
        "version": version,
        f"outbox.{MOST_WAITING - 1}": {"$exists": False},
    }
    if again(lambda: table.update_one(unchanged, change)).matched_count:
        return
    there = again(lambda: table.find_one({"_id": aggregate_id}))
    if there is None:
        raise NotFound(N_("没有找到"))
    if saving.command and applied_before(there, saving.command):
        return
    if there["version"] == version:
        raise Unavailable(N_("系统暂时无法使用，请稍后再试"))
    raise Conflict(N_("别人刚改过这一项，请刷新后再试"))


def _change(fields: Document, waiting: list[Document], saving: Saving) -> Document:
    change: Document = {
        "$set": {name: value for name, value in fields.items() if value is not None},
        "$inc": {"version": 1},
    }
    gone = {name: "" for name, value in fields.items() if value is None}
    if gone:
        change["$unset"] = gone
    pushed: Document = {}
    if waiting:
        pushed["outbox"] = {"$each": waiting}
        change["$min"] = {"outbox_since": saving.at}
    if saving.command:
        pushed["applied"] = {"$each": _applied(saving), "$slice": -COMMANDS_KEPT}
    if pushed:
        change["$push"] = pushed
    return change


def _waiting(aggregate_id: str, events: Sequence[Event], saving: Saving) -> list[Document]:
    encoded = (
        encode(
            happened,
            source=saving.source,
            aggregate_id=aggregate_id,
            recorded_at=saving.at,
            trace_id=trace_id(),
            traceparent=present(),
        )
        for happened in events
    )
    return [_as_document(message) for message in encoded]


def _as_document(message: OutboxMessage) -> Document:
    return {"id": message.id, "topic": message.topic, "key": message.key, "body": message.body}


def _applied(saving: Saving) -> list[Document]:
    if saving.command is None:
        return []
    return [{"key": saving.command.key, "hash": saving.command.fingerprint}]
