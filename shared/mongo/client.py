"""A connection to the document store, and patience with it."""

import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from decimal import Decimal
from typing import Any, TypeVar
from urllib.parse import parse_qsl, urlsplit

import pymongo
from bson.codec_options import CodecOptions, TypeCodec, TypeRegistry
from bson.decimal128 import Decimal128
from pymongo import MongoClient
from pymongo.collection import Collection
from pymongo.database import Database
from pymongo.errors import BulkWriteError, ConnectionFailure, ExecutionTimeout, OperationFailure

from shared.errors import Unavailable
from shared.metrics import STORE_RETRIES
from shared.words import N_

Document = dict[str, Any]
Documents = Database[Document]
Table = Collection[Document]
T = TypeVar("T")

TRIES = 4
PAUSE_SECONDS = 0.25
# InternalError (what a store without disk space may say), ShutdownInProgress, two kinds of being
# interrupted, OutOfDiskSpace: the trouble is the store's, not the request's.
_STORES_OWN_TROUBLE = frozenset({1, 91, 11600, 11602, 14031})
PING_SECONDS = 2.5
# Longer than a replica set needs for an election, with all tries of `again` together; after the
# patience no other try begins.
FIND_MS = 5_000
PATIENCE_SECONDS = 12.0
CONNECT_MS = 5_000
ANSWER_MS = 30_000
# How often a watcher of the driver looks: one that hears nothing ends what waits for an answer.
LOOK_MS = 5_000


class _DecimalCodec(TypeCodec):
    python_type = Decimal
    bson_type = Decimal128

    def transform_python(self, value: Decimal) -> Decimal128:
        return Decimal128(value)

    def transform_bson(self, value: Decimal128) -> Decimal:
        return value.to_decimal()


CODEC: CodecOptions[Document] = CodecOptions(
    tz_aware=True, type_registry=TypeRegistry([_DecimalCodec()])
)


def connect(url: str, database: str, *, patient: bool = False) -> Documents:
    """Return a database whose Decimals are Decimal128 and whose instants are aware.

    The driver's own retries are off: `again` takes their place, since a repeated write is
    harmless here (ids are computed, commands leave their key) and an embedded engine pays
    dearly for the driver's retry records.

    Args:
        url: where it is; a time limit that it names holds instead of ours.
        database: its name.
        patient: whether one answer may take as long as it likes, as the making of an index may.
    """
    limits = _time_limits(url, patient=patient)
    client: MongoClient[Document] = MongoClient(url, retryWrites=False, **limits)
    return client.get_database(database, codec_options=CODEC)


def _time_limits(url: str, *, patient: bool) -> dict[str, Any]:
    limits = {"serverSelectionTimeoutMS": FIND_MS, "connectTimeoutMS": CONNECT_MS}
    if not patient:
        limits |= {"socketTimeoutMS": ANSWER_MS, "heartbeatFrequencyMS": LOOK_MS}
    named = {name.lower() for name, _ in parse_qsl(urlsplit(url).query)}
    if "timeoutms" in named:
        named.add("sockettimeoutms")
    return {name: limit for name, limit in limits.items() if name.lower() not in named}


def within(seconds: float) -> AbstractContextManager[Any]:
    """Return a limit for everything that is asked of the store inside it."""
    return pymongo.timeout(seconds)


def again(operation: Callable[[], T], *, tries: int = TRIES) -> T:
    """Return what the operation returns, trying again while the store cannot do it.

    Raises:
        Unavailable: the store stayed away for all tries, or for longer than anybody waits.
    """
    until = time.monotonic() + PATIENCE_SECONDS
    for attempt in range(1, tries + 1):
        try:
            return operation()
        except (ConnectionFailure, ExecutionTimeout, OperationFailure) as error:
            if isinstance(error, OperationFailure) and not _is_stores_own_trouble(error):
                raise
            STORE_RETRIES.labels(store="documents").inc()
            if attempt == tries or time.monotonic() > until:
                raise Unavailable(N_("系统暂时无法使用，请稍后再试")) from error
            time.sleep(PAUSE_SECONDS * attempt)
    raise AssertionError("unreachable")


def _is_stores_own_trouble(error: OperationFailure) -> bool:
    if isinstance(error, ExecutionTimeout):
        return True
    if isinstance(error, BulkWriteError):
        return any(each["code"] in _STORES_OWN_TROUBLE for each in error.details["writeErrors"])
    return error.code in _STORES_OWN_TROUBLE


def ping(database: Documents) -> None:
    """Ask the store for a sign of life; who asks knows it within three seconds.

    Raises:
        Unavailable: there is none.
    """
    with pymongo.timeout(PING_SECONDS):
        again(lambda: database.command("ping"), tries=2)
