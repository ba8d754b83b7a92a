"""A connection to the document store, and patience with it."""

import time
from collections.abc import Callable
from decimal import Decimal
from typing import Any, TypeVar

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


def connect(url: str, database: str) -> Documents:
    """Return a database whose Decimals are Decimal128 and whose instants are aware.

    The driver's own retries are off: `again` takes their place, since a repeated write is
    harmless here (ids are computed, commands leave their key) and an embedded engine pays
    dearly for the driver's retry records.
    """
    client: MongoClient[Document] = MongoClient(url, retryWrites=False)
    return client.get_database(database, codec_options=CODEC)


def again(operation: Callable[[], T]) -> T:
    """Return what the operation returns, trying again while the store cannot do it.

    Raises:
        Unavailable: the store stayed away for all tries.
    """
    for attempt in range(1, TRIES + 1):
        try:
            return operation()
        except (ConnectionFailure, ExecutionTimeout, OperationFailure) as error:
            if isinstance(error, OperationFailure) and not _is_stores_own_trouble(error):
                raise
            STORE_RETRIES.labels(store="documents").inc()
            if attempt == TRIES:
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
    """Ask the store for a sign of life.

    Raises:
        Unavailable: there is none.
    """
    again(lambda: database.command("ping"))
