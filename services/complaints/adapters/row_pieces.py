"""Rows of lists in pieces: few documents, none of them large, and any window of rows in order."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any

from pymongo import ASCENDING, IndexModel
from pymongo.errors import DuplicateKeyError

from shared.mongo.client import Document, Table, again

PIECE_ROWS = 50
Row = Mapping[str, Any]


def piece_index(owner: str) -> IndexModel:
    """Return the index that pieces are found by; `owner` is the field that says whose they are."""
    keys = [(owner, ASCENDING), ("first", ASCENDING)]
    return IndexModel(keys, name=f"{owner}_first", unique=True)


class RowPieces:
    """The rows of many owners, at most 50 a document; ids follow from owner and place.

    Args of the constructor:
        table: where they are.
        owner: the field that says whose rows they are.
    """

    def __init__(self, table: Table, owner: str) -> None:
        self._table = table
        self._owner = owner

    def keep(self, owner: str, first: int, rows: Sequence[Row]) -> None:
        """Keep at most 50 rows, the first of them being number `first`; may be done again."""
        piece: Document = {
            "_id": f"{owner}|{first}",
            self._owner: owner,
            "first": first,
            "rows": [dict(row) for row in rows[:PIECE_ROWS]],
        }
        with suppress(DuplicateKeyError):
            again(lambda: self._table.insert_one(piece))

    def window(self, owner: str, *, first: int, last: int) -> list[Row]:
        """Return the rows from number `first` to `last`, both included."""
        window = {self._owner: owner, "first": {"$gt": first - PIECE_ROWS, "$lte": last}}
        found = self._table.find(window).sort("first", ASCENDING)
        return [
            row
            for piece in again(lambda: list(found.clone()))
            for number, row in enumerate(piece["rows"], start=piece["first"])
            if first <= number <= last
        ]

    def drop(self, owner: str) -> None:
        """Delete every row of an owner."""
        again(lambda: self._table.delete_many({self._owner: owner, "first": {"$gt": 0}}))
