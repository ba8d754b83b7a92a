"""The next free case number of each series, "HY-2026".

A number is taken by nothing but the case that has it: what this process knows is only where to
try next. So numbers follow each other without gaps, whoever dies when.
"""

import random
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from shared.mongo.heads import head_of

MOST_TRIES = 200
_QUICK_TRIES = 3
_TURN_SECONDS = 2.0
_PAUSE_SECONDS = 0.002
_LONGEST_PAUSES = 20

Taken = Callable[[str, int], bool]


class CaseNumbers:
    """Where to try next; one thread at a time and series, so that two do not try the same."""

    def __init__(self, taken: Taken) -> None:
        """Ask `taken` whether a series has a case with a number."""
        self._taken = taken
        self._last: dict[str, int] = {}
        self._turns: defaultdict[str, threading.Lock] = defaultdict(threading.Lock)

    @contextmanager
    def turn(self, series: str) -> Iterator[Iterator[int]]:
        """Give the numbers to try, one after the other; the last one tried counts as taken.

        A thread that holds the turn too long, because its store is away, is not waited for.
        """
        lock = self._turns[series]
        held = lock.acquire(timeout=_TURN_SECONDS)
        try:
            yield self._tries(series)
        finally:
            if held:
                lock.release()

    def took(self, series: str, number: int) -> None:
        """Remember that a number is taken."""
        self._last[series] = max(number, self._last.get(series, 0))

    def _tries(self, series: str) -> Iterator[int]:
        """Yield the next number; after some that others took meanwhile, the one behind the head."""
        for attempt in range(MOST_TRIES):
            if series not in self._last or attempt % _QUICK_TRIES == _QUICK_TRIES - 1:
                last = self._last.get(series, 0)
                self.took(series, head_of(lambda number: self._taken(series, number), last))
            if attempt >= _QUICK_TRIES:
                longest = _PAUSE_SECONDS * min(attempt, _LONGEST_PAUSES)
                time.sleep(random.uniform(0, longest))  # noqa: S311 - jitter
            number = self._last[series] + 1
            yield number
            self.took(series, number)
