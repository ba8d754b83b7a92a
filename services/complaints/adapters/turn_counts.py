"""How many turns everybody took together, by window of time; nothing of who took them."""

from datetime import datetime, timedelta

from pymongo import ASCENDING, IndexModel

from services.complaints.domain.cases.allowance import Turn
from shared.mongo.aggregate import EPOCH
from shared.mongo.client import Documents, again

TURNS = "turns"
TURN_INDEXES = [IndexModel([("until", ASCENDING)], name="until")]


class MongoTurnCounts:
    """One document a window, dropped after it."""

    def __init__(self, database: Documents) -> None:
        """Keep the counts in this database."""
        self._table = database[TURNS]

    def add(self, turn: Turn, window: datetime, *, lasts: timedelta, count: int = 1) -> int:
        """Count turns of a window; return how many there are now."""
        name = f"{turn}|{window.isoformat()}"
        change = {"$inc": {"count": count}, "$setOnInsert": {"until": window + lasts}}
        again(lambda: self._table.update_one({"_id": name}, change, upsert=True))
        found = again(lambda: self._table.find_one({"_id": name}))
        return int(found["count"]) if found else 0

    def drop_before(self, at: datetime) -> int:
        """Delete windows that are over; return how many."""
        over = {"until": {"$gt": EPOCH, "$lt": at}}
        return again(lambda: self._table.delete_many(over)).deleted_count
