"""What firms told in the survey, in MongoDB; the same row again changes nothing."""

from collections.abc import Sequence
from functools import partial

from pymongo import ASCENDING, IndexModel, UpdateOne

from services.complaints.domain.commitments.survey import SurveyRow
from shared.codec import from_document, to_document
from shared.mongo.client import Documents, again

SURVEY = "survey_rows"
SURVEY_INDEXES = [IndexModel([("city", ASCENDING)], name="city")]


class MongoSurveyStore:
    """One document for what a firm told of a charge in a year."""

    def __init__(self, database: Documents) -> None:
        """Keep the rows in this database."""
        self._table = database[SURVEY]

    def put(self, city: str, rows: Sequence[SurveyRow]) -> tuple[int, int]:
        """Keep some rows; return how many are new and how many differ from before."""
        told = {_id(city, each): to_document(each) for each in rows}
        query = {"_id": {"$in": list(told)}}
        there = {row["_id"]: row for row in again(lambda: list(self._table.find(query)))}
        new = [key for key in told if key not in there]
        differ = [key for key in told if key in there and told[key]["price"] != there[key]["price"]]
        changes = [
            UpdateOne({"_id": key}, {"$set": {**told[key], "city": city}}, upsert=True)
            for key in (*new, *differ)
        ]
        if changes:
            again(partial(self._table.bulk_write, changes, ordered=False))
        return len(new), len(differ)

    def of_city(self, city: str) -> list[SurveyRow]:
        """Return the rows of a city, in no order."""
        found = again(lambda: list(self._table.find({"city": city})))
        return [from_document(SurveyRow, row) for row in found]


def _id(city: str, row: SurveyRow) -> str:
    return "|".join([city, *map(str, row.group), row.firm])
