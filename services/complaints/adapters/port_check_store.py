"""Checks of port contacts in MongoDB: one document for an entry and a day, never changed."""

from pymongo import ASCENDING, IndexModel

from services.complaints.domain.commitments.port_checks import PortCheck
from shared.codec import from_document, to_document
from shared.mongo.client import Documents, again

PORT_CHECKS = "port_checks"
PORT_CHECK_INDEXES = [IndexModel([("city", ASCENDING)], name="city")]


class MongoPortChecks:
    """The first check of a day stands; a form sent twice changes nothing."""

    def __init__(self, database: Documents) -> None:
        """Keep the checks in this database."""
        self._table = database[PORT_CHECKS]

    def keep(self, check: PortCheck) -> bool:
        """Keep a check; return False where the entry was checked that day already."""
        where = {"_id": f"{check.entry}|{check.on.isoformat()}"}
        change = {"$setOnInsert": to_document(check)}
        done = again(lambda: self._table.update_one(where, change, upsert=True))
        return done.upserted_id is not None

    def of_city(self, city: str) -> list[PortCheck]:
        """Return the checks of a city, in no order."""
        found = again(lambda: list(self._table.find({"city": city})))
        return [from_document(PortCheck, row) for row in found]
