"""Declarations and their figures in MongoDB; the same row again changes nothing."""

from collections.abc import Iterator, Sequence
from functools import partial

from pymongo import ASCENDING, IndexModel, UpdateOne
from pymongo.errors import BulkWriteError

from services.complaints.domain.commitments.clearance import ClearanceFigures, Declaration
from shared.codec import from_document, to_document
from shared.mongo.client import Document, Documents, again

DECLARATIONS, FIGURES = "declarations", "clearance_figures"
_THERE_ALREADY = 11000
DECLARATION_INDEXES = [IndexModel([("city", ASCENDING)], name="city")]


class MongoDeclarationStore:
    """One document a declaration; a number belongs to a city."""

    def __init__(self, database: Documents) -> None:
        """Keep the declarations in this database."""
        self._table = database[DECLARATIONS]
        self._figures = database[FIGURES]

    def put(self, city: str, declarations: Sequence[Declaration]) -> tuple[int, int]:
        """Keep some declarations; return how many are new and how many differ from before."""
        rows = {f"{city}|{each.number}": to_document(each) for each in declarations}
        query = {"_id": {"$in": list(rows)}}
        there = {row["_id"]: row for row in again(lambda: list(self._table.find(query)))}
        new = [key for key in rows if key not in there]
        differ = [key for key, row in rows.items() if key in there and _differs(row, there[key])]
        if new or differ:
            # First the version: whoever dies between the two leaves figures that are behind.
            self._count_up(city)
            self._insert([{"_id": key, **rows[key], "city": city} for key in new])
            self._change([{"_id": key, **rows[key], "city": city} for key in differ])
        return len(new), len(differ)

    def of_city(self, city: str) -> Iterator[Declaration]:
        """Give the declarations of a city one by one, in no order."""
        for row in self._table.find({"city": city}):
            yield from_document(Declaration, row)

    def behind(self, city: str) -> int | None:
        """Return the version of a city's data when its figures are not of that one, else None."""
        found = again(lambda: self._figures.find_one({"_id": city})) or {}
        data, figures = found.get("data_version", 0), found.get("figures_version", 0)
        return None if data == figures else int(data)

    def keep_figures(self, city: str, figures: ClearanceFigures, *, version: int) -> None:
        """Keep the figures of a city, computed of that version of its data."""
        change = {"$set": {**to_document(figures), "figures_version": version}}
        again(lambda: self._figures.update_one({"_id": city}, change, upsert=True))

    def figures(self, city: str) -> ClearanceFigures | None:
        """Return the figures of a city, None before the first import."""
        found = again(lambda: self._figures.find_one({"_id": city}))
        return from_document(ClearanceFigures, found) if found and "count" in found else None

    def _insert(self, rows: Sequence[Document]) -> None:
        """Insert rows, many times faster than to put them; one that came meanwhile is put."""
        try:
            if rows:
                again(lambda: self._table.insert_many([dict(each) for each in rows], ordered=False))
        except BulkWriteError as problem:
            if {each["code"] for each in problem.details["writeErrors"]} != {_THERE_ALREADY}:
                raise
            self._change(rows)

    def _change(self, rows: Sequence[Document]) -> None:
        puts = [UpdateOne({"_id": row["_id"]}, {"$set": row}, upsert=True) for row in rows]
        if puts:
            again(partial(self._table.bulk_write, puts, ordered=False))

    def _count_up(self, city: str) -> None:
        counted = {"$inc": {"data_version": 1}}
        again(lambda: self._figures.update_one({"_id": city}, counted, upsert=True))


def _differs(row: Document, there: Document) -> bool:
    return any(there.get(name) != value for name, value in row.items())
