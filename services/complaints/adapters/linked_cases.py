"""Cases of one submission: kept within the leading one until each has its own document.

The leading case is stored with the others inside it, in one write; so all are there or none.
Whoever comes by afterwards opens them, and nothing happens to those that are there already.
"""

from datetime import datetime

from pymongo import ASCENDING

from services.complaints.adapters.case_documents import case_of
from services.complaints.adapters.case_lists import CASES
from services.complaints.adapters.unopened_cases import SINCE, TO_OPEN
from services.complaints.domain.cases.case import Case
from shared.mongo.aggregate import EPOCH
from shared.mongo.client import Documents, again


class MongoLinkedCases:
    """Reads what leading cases keep of the others."""

    def __init__(self, database: Documents) -> None:
        """Look at the cases of this database."""
        self._cases = database[CASES]

    def to_open(self, case_id: str) -> list[Case]:
        """Return the cases that were handed in with this one and are not opened yet."""
        found = again(lambda: self._cases.find_one({"_id": case_id}, {TO_OPEN: 1}))
        return [case_of(each) for each in (found or {}).get(TO_OPEN, ())]

    def opened(self, case_id: str) -> None:
        """Note that the cases handed in with this one are there."""
        gone = {"$unset": {TO_OPEN: "", SINCE: ""}}
        again(lambda: self._cases.update_one({"_id": case_id}, gone))

    def leading_unopened(self, by: datetime, *, most: int) -> list[str]:
        """Return ids of cases filed by then whose others are not opened, oldest first."""
        query = {SINCE: {"$gt": EPOCH, "$lte": by}}
        ordered = self._cases.find(query, {"_id": 1}).sort(SINCE, ASCENDING).limit(most)
        return [row["_id"] for row in again(lambda: list(ordered.clone()))]
