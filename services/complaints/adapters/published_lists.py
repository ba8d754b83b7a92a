"""The published lists in use: a process follows what another one publishes."""

import time
from collections.abc import Callable

import pymongo

from services.complaints.adapters.price_list_store import MongoPriceListStore
from services.complaints.domain.catalogue.lists.editions import in_sequence
from services.complaints.domain.catalogue.lists.list_recall import terms_in_force
from services.complaints.domain.catalogue.lists.row_prices import price_list
from services.complaints.domain.catalogue.price_row import PriceList
from shared.errors import Unavailable
from shared.logs import logger

FRESH_SECONDS = 10.0
AWAY_SECONDS = 60.0
_LOOK_SECONDS = 2.0
_log = logger(__name__)


class MongoPublishedLists:
    """Reads the rows of a list once: those of a published list never change.

    Args of the constructor:
        store: where the lists are.
        clock: seconds that only grow.
    """

    def __init__(
        self, store: MongoPriceListStore, *, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._store = store
        self._clock = clock
        self._look_again = 0.0
        self._seen: frozenset[tuple[str, int]] = frozenset()
        self._read: dict[tuple[str, int], PriceList] = {}
        self._current: tuple[PriceList, ...] = ()

    def refresh(self, *, at_once: bool = False) -> tuple[PriceList, ...]:
        """Return them in the order of their editions, the same object while nothing changed.

        While the store is away the former ones stay.
        """
        now = self._clock()
        if now < self._look_again and not at_once:
            return self._current
        self._look_again = now + FRESH_SECONDS
        try:
            with pymongo.timeout(_LOOK_SECONDS):
                self._follow(self._store.published(tries=1))
        except Unavailable:
            self._look_again = now + AWAY_SECONDS
            _log.warning("published lists not read, the former ones stay")
        return self._current

    def read(self) -> tuple[PriceList, ...]:
        """Return them in the order of their editions.

        Raises:
            Unavailable: the store is away.
        """
        self._follow(self._store.published(tries=1))
        return self._current

    def _follow(self, published: list[tuple[str, int]]) -> None:
        if self._seen == frozenset(published):
            return
        read = {each: self._read.get(each) or self._price_list(each[0]) for each in published}
        self._read = {each: home for each, home in read.items() if home is not None}
        self._current = in_sequence(self._read.values())
        self._seen = frozenset(published)

    def _price_list(self, list_id: str) -> PriceList | None:
        found = self._store.get(list_id)
        terms = terms_in_force(found) if found else None
        if found is None or terms is None:
            return None
        return price_list(found, self._store.rows(found), terms)
