"""Numbers without gaps, claimed once by whoever computes the same owner again.

One document a number: `_id` is "book|n", `owner` is unique. A claim that is repeated after a lost
answer finds the number it has. A number that may turn out not to be needed is looked at again
after a while: then it is noted as used, or as void with the reason, so that no gap is unexplained.
"""

import random
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from pymongo import ASCENDING, IndexModel
from pymongo.errors import DuplicateKeyError

from shared.errors import Unavailable
from shared.mongo.aggregate import EPOCH
from shared.mongo.client import Document, Documents, again
from shared.mongo.heads import head_of
from shared.words import N_

NUMBERS = "numbers"
NUMBER_INDEXES = [
    IndexModel([("owner", ASCENDING)], name="owner", unique=True),
    IndexModel([("book", ASCENDING), ("n", ASCENDING)], name="book_n", unique=True),
    IndexModel(
        [("look_at", ASCENDING)],
        name="look_at",
        partialFilterExpression={"look_at": {"$gt": EPOCH}},
    ),
]
_WINDOW = 256
_TRIES = 200


@dataclass(frozen=True, kw_only=True)
class Claimed:
    """A number that was given out; `void` says why it is not used, "" for any other."""

    book: str
    n: int
    owner: str
    void: str = ""


class NumberBook:
    """Gives out 1, 2, 3 … per book, for example "HY|2026"."""

    def __init__(self, database: Documents) -> None:
        """Keep the numbers in this database."""
        self._table = database[NUMBERS]
        self._last: dict[str, int] = {}

    def claim(self, book: str, owner: str, *, look_at: datetime | None = None) -> int:
        """Return the owner's number in the book, the next free one at the first asking.

        Args:
            book: whose numbers follow each other.
            owner: who needs one.
            look_at: when to find out whether it was used; None where it always is.

        Raises:
            Unavailable: too many others are claiming at this moment.
        """
        whole = f"{book}|{owner}"
        for attempt in range(_TRIES):
            # Where the head is known, the unique owner tells a repeated claim from a first one.
            following = self._last.get(book, 0) + 1
            if attempt or book not in self._last:
                known = again(lambda: self._table.find_one({"owner": whole}))
                if known is not None:
                    return int(known["n"])
                following = self._head(book) + 1
            row = {"_id": f"{book}|{following}", "book": book, "n": following, "owner": whole}
            row |= {"look_at": look_at} if look_at else {}
            try:
                again(partial(self._table.insert_one, row))
            except DuplicateKeyError:
                time.sleep(random.uniform(0, 0.002 * min(attempt + 1, 20)))  # noqa: S311 - jitter
                continue
            self._last[book] = following
            return following
        raise Unavailable(N_("系统暂时无法使用，请稍后再试"))

    def unsettled(self, by: datetime, *, most: int) -> list[Claimed]:
        """Return numbers that are to be looked at by then, the longest waiting first."""
        query = {"look_at": {"$gt": EPOCH, "$lte": by}}
        cursor = self._table.find(query).sort("look_at", ASCENDING).limit(most)
        return [_claimed(row) for row in again(lambda: list(cursor.clone()))]

    def put_off(self, book: str, n: int, *, until: datetime) -> None:
        """Look at a number later."""
        self._update(book, n, {"$set": {"look_at": until}})

    def settle(self, book: str, n: int, *, void: str = "") -> None:
        """Note that a number is used, or why it is void; it is not looked at again."""
        self._update(book, n, {"$set": {"void": void}, "$unset": {"look_at": ""}})

    def of_book(self, book: str) -> Iterator[Claimed]:
        """Yield the numbers of a book, the lowest first."""
        after = 0
        while rows := self._window(book, after):
            yield from map(_claimed, rows)
            after = int(rows[-1]["n"])

    def _window(self, book: str, after: int) -> list[Document]:
        query = {"book": book, "n": {"$gt": after, "$lte": after + _WINDOW}}
        return again(lambda: list(self._table.find(query).sort("n", ASCENDING)))

    def _update(self, book: str, n: int, change: Document) -> None:
        again(lambda: self._table.update_one({"_id": f"{book}|{n}"}, change))

    def void(self, count: int, why: str) -> int:
        """Pass over the next numbers of every book; return how many were passed over in all.

        They may have been given out and told to somebody in a time that was lost. `why` is kept
        with each, and tells a repetition from a further passing over.
        """
        groups = again(lambda: list(self._table.aggregate([{"$group": {"_id": "$book"}}])))
        for book in sorted(each["_id"] for each in groups):
            for number in range(count):
                self.settle(book, self.claim(book, f"void|{why}|{number}"), void=why)
        return len(groups) * count

    def _head(self, book: str) -> int:
        """Return the highest number given out, from the last one seen here upwards."""
        last = head_of(lambda number: self._given(book, number), self._last.get(book, 0))
        self._last[book] = last
        return last

    def _given(self, book: str, n: int) -> bool:
        return again(lambda: self._table.find_one({"_id": f"{book}|{n}"})) is not None


def _claimed(row: Document) -> Claimed:
    book = str(row["book"])
    owner = str(row["owner"]).removeprefix(f"{book}|")
    return Claimed(book=book, n=int(row["n"]), owner=owner, void=str(row.get("void", "")))
