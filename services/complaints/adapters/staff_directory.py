"""Officers as they signed in, so that colleagues can name each other on a case."""

from pymongo import ASCENDING, IndexModel

from services.complaints.domain.cases.officer import Absence, Officer
from shared.codec import from_document, to_document
from shared.mongo.client import Documents, again

STAFF = "staff"
STAFF_INDEXES = [
    IndexModel([("department", ASCENDING), ("name", ASCENDING)], name="department_name")
]
_MOST = 500


class MongoStaffDirectory:
    """One document an officer, by `sub`."""

    def __init__(self, database: Documents) -> None:
        """Keep them in this database."""
        self._table = database[STAFF]

    def note(self, officer: Officer) -> None:
        """Keep who an officer is and when last seen."""
        change = {
            "$set": {
                "name": officer.name,
                "department": officer.department,
                "seen_at": officer.seen_at,
            }
        }
        again(lambda: self._table.update_one({"_id": officer.sub}, change, upsert=True))

    def set_away(self, sub: str, away: Absence | None) -> None:
        """Keep when an officer is away and who stands in; None ends it."""
        change = {"$set": {"away": to_document(away) if away else None}}
        again(lambda: self._table.update_one({"_id": sub}, change))

    def of_department(self, department: str) -> list[Officer]:
        """Return the officers of a department by name."""
        found = self._table.find({"department": department}).limit(_MOST)
        rows = again(lambda: list(found.clone()))
        officers = [from_document(Officer, {**row, "sub": row["_id"]}) for row in rows]
        return sorted(officers, key=lambda officer: officer.name)
