"""Reads which bodies and items the cases of a city are about; nothing of who reported them."""

from datetime import datetime

from pymongo import DESCENDING

from services.complaints.adapters.case_lists import CASES
from services.complaints.ports.complained_charges import ComplainedCharge
from shared.mongo.client import Documents, again

_FIELDS = ("respondent", "lines.item", "lines.check.finding")


class MongoComplainedCharges:
    """Looks at a window of the days cases were filed on."""

    def __init__(self, database: Documents) -> None:
        """Read the cases of this database."""
        self._table = database[CASES]

    def filed(
        self, city: str, *, since: datetime, until: datetime, most: int
    ) -> list[ComplainedCharge]:
        """Return the lines of at most `most` cases, the newest first."""
        query = {"filed_at": {"$gt": since, "$lte": until}, "city": city}
        found = self._table.find(query, dict.fromkeys(_FIELDS, True))
        newest = found.sort("filed_at", DESCENDING).limit(most)
        return [
            ComplainedCharge(
                case_id=case["_id"],
                body=case["respondent"]["name"],
                uscc=case["respondent"].get("uscc"),
                item=line["item"],
                finding=line["check"]["finding"],
            )
            for case in again(lambda: list(newest.clone()))
            for line in case.get("lines", ())
        ]
