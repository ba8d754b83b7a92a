"""Case numbers that no new case may have, in the number book: they may have been told to somebody.

They were given out in a time that was lost, or before a case took its number by itself.
"""

from contextlib import suppress
from functools import partial

from pymongo.errors import DuplicateKeyError

from shared.mongo.client import Documents, again
from shared.mongo.heads import head_of
from shared.mongo.numbers import NUMBERS


class PassedNumbers:
    """The numbers of each series, "HY-2026", that are passed over."""

    def __init__(self, database: Documents) -> None:
        """Read and keep them in this database."""
        self._table = database[NUMBERS]

    def has(self, series: str, number: int) -> bool:
        """Tell whether a number is passed over."""
        row = {"_id": f"{_book(series)}|{number}"}
        return again(lambda: self._table.find_one(row, {"_id": 1})) is not None

    def add(self, series: str, last: int, count: int, why: str) -> None:
        """Pass over the next numbers above the last one that is taken; again changes nothing.

        Args:
            series: which numbers.
            last: the highest that a case has, or that is passed over.
            count: how many.
            why: kept with each; tells a repetition from a further passing over.
        """
        for k in range(count):
            last = head_of(partial(self.has, series), last)
            self._pass(_book(series), last + 1, f"void|{why}|{k}", why)

    def _pass(self, book: str, number: int, owner: str, why: str) -> None:
        row = {"_id": f"{book}|{number}", "book": book, "n": number, "owner": f"{book}|{owner}"}
        # The unique owner tells that this one was passed over before.
        with suppress(DuplicateKeyError):
            again(lambda: self._table.insert_one({**row, "void": why}))


def _book(series: str) -> str:
    return series.replace("-", "|")
