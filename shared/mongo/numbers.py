"""Numbers without gaps, claimed once by whoever computes the same owner again.

One document a number: `_id` is "book|n", `owner` is unique. A claim that is repeated after a lost
answer finds the number it has.
"""

import random
import time
from functools import partial

from pymongo import ASCENDING, IndexModel
from pymongo.errors import DuplicateKeyError

from shared.errors import Unavailable
from shared.mongo.client import Documents, again
from shared.words import N_

NUMBERS = "numbers"
NUMBER_INDEXES = [
    IndexModel([("owner", ASCENDING)], name="owner", unique=True),
    IndexModel([("book", ASCENDING), ("n", ASCENDING)], name="book_n", unique=True),
]
_WINDOW = 256
_TRIES = 200


class NumberBook:
    """Gives out 1, 2, 3 … per book, for example "HY|2026"."""

    def __init__(self, database: Documents) -> None:
        """Keep the numbers in this database."""
        self._table = database[NUMBERS]
        self._last: dict[str, int] = {}

    def claim(self, book: str, owner: str) -> int:
        """Return the owner's number in the book, the next free one at the first asking.

        Raises:
            Unavailable: too many others are claiming at this moment.
        """
        whole = f"{book}|{owner}"
        for attempt in range(_TRIES):
            known = again(lambda: self._table.find_one({"owner": whole}))
            if known is not None:
                return int(known["n"])
            following = self._head(book) + 1
            row = {"_id": f"{book}|{following}", "book": book, "n": following, "owner": whole}
            try:
                again(partial(self._table.insert_one, row))
            except DuplicateKeyError:
                time.sleep(random.uniform(0, 0.002 * min(attempt + 1, 20)))  # noqa: S311 - jitter
                continue
            self._last[book] = following
            return following
        raise Unavailable(N_("系统暂时无法使用，请稍后再试"))

    def void(self, count: int, why: str) -> int:
        """Pass over the next numbers of every book; return how many were passed over in all.

        They may have been given out and told to somebody in a time that was lost. `why` is kept
        with each, and tells a repetition from a further passing over.
        """
        groups = again(lambda: list(self._table.aggregate([{"$group": {"_id": "$book"}}])))
        for book in sorted(each["_id"] for each in groups):
            for number in range(count):
                self.claim(book, f"void|{why}|{number}")
        return len(groups) * count

    def _head(self, book: str) -> int:
        """Return the highest number given out, galloping up from the last one seen here."""
        last = self._last.get(book, 0)
        if not self._given(book, last + 1):
            return last
        step = _WINDOW
        while self._given(book, last + step):
            last += step
            step *= 2
        while step > 1:
            step //= 2
            if self._given(book, last + step):
                last += step
        self._last[book] = last
        return last

    def _given(self, book: str, n: int) -> bool:
        return again(lambda: self._table.find_one({"_id": f"{book}|{n}"})) is not None
