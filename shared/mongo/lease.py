"""One holder at a time: a document that names who holds it and until when."""

import math
import time
from datetime import datetime, timedelta

from pymongo.errors import DuplicateKeyError

from shared.mongo.client import Documents, again

LEASES = "leases"


class Lease:
    """A named lease that one process holds and renews; two holders are harmless, only wasteful."""

    def __init__(self, database: Documents, name: str, holder: str, lasts: timedelta) -> None:
        """Stand for `holder` asking for the lease `name`."""
        self._table = database[LEASES]
        self._name = name
        self._holder = holder
        self._lasts = lasts
        self.renew_seconds = lasts.total_seconds() / 3
        self._taken_at = -math.inf

    def keep(self, now: datetime) -> bool:
        """Tell whether the lease is ours; it is renewed when a third of its term has passed.

        Time in which the process stood still counts, however the clock was set meanwhile.
        """
        asked_at = time.monotonic()
        if asked_at - self._taken_at < self.renew_seconds:
            return True
        self._taken_at = -math.inf
        if not self.hold(now):
            return False
        self._taken_at = asked_at
        return True

    def hold(self, now: datetime) -> bool:
        """Take or renew the lease; tell whether it is ours now.

        One that ends later than any could that was taken by now is of a clock that was set back:
        it is free, else nobody would hold it until that clock has caught up.
        """
        impossible = now + 2 * self._lasts
        ended = [{"until": {"$lt": now}}, {"until": {"$gt": impossible}}]
        free = {"$or": [{"holder": self._holder}, *ended]}
        ours = {"$set": {"holder": self._holder, "until": now + self._lasts}}
        try:
            again(lambda: self._table.update_one({"_id": self._name, **free}, ours, upsert=True))
        except DuplicateKeyError:
            return False
        return True

    def release(self) -> None:
        """Give the lease up, so that another need not wait for its end."""
        self._taken_at = -math.inf
        again(lambda: self._table.delete_one({"_id": self._name, "holder": self._holder}))
