"""The declared indexes that a database lacks: what `setup` has still to make; waiting for it."""

import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from pymongo import IndexModel

from shared.errors import Unavailable
from shared.logs import logger
from shared.mongo.client import Documents, again, connect
from shared.setting_kinds import Database, DocumentStore
from shared.settings import load

Declared = Mapping[str, Sequence[IndexModel]]
WAIT_SECONDS = 2.0
_log = logger(__name__)


@dataclass(frozen=True, kw_only=True)
class StoreSettings:
    """Where the documents are: all that waiting needs to know."""

    mongo_url: DocumentStore
    mongo_database: Database


def missing_indexes(database: Documents, declared: Declared) -> Sequence[str]:
    """Return "collection.index" for each index that is not there, in order of declaration.

    Raises:
        Unavailable: the store does not answer.
    """
    return [
        f"{table}.{name}"
        for table, indexes in declared.items()
        for there in [again(database[table].index_information)]
        for name in (index.document["name"] for index in indexes)
        if name not in there
    ]


def until_set_up(
    declared: Declared, environment: Mapping[str, str]
) -> Callable[[threading.Event], None]:
    """Return a loop that ends when the store that the environment names has all that is declared.

    Raises:
        SettingMissing: the environment does not say where the documents are.
    """
    store = load(StoreSettings, environment)
    return until_nothing_is(
        partial(missing_indexes, connect(store.mongo_url, store.mongo_database), declared)
    )


def until_nothing_is(missing: Callable[[], Sequence[str]]) -> Callable[[threading.Event], None]:
    """Return a loop that ends when nothing is missing any more; while a store is away it waits."""

    def loop(stop: threading.Event) -> None:
        while not stop.is_set():
            try:
                left = missing()
            except Unavailable as away:
                _log.warning("store away, waiting", reason=away.detail)
            else:
                if not left:
                    return
                _log.info("waiting for setup", missing=list(left))
            stop.wait(WAIT_SECONDS)

    return loop
