"""Official calendars that a person loaded, and the calendar in use that follows them."""

import json
import time
from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from hashlib import sha256
from types import MappingProxyType
from typing import Any

import pymongo
from pymongo import ASCENDING, IndexModel
from pymongo.errors import DuplicateKeyError

from services.complaints.adapters.rule_files_calendars import read_calendar
from services.complaints.domain.clocks.calendar import Calendar
from services.complaints.domain.clocks.calendar_change import calendar_change
from services.complaints.ports.calendars import LoadedCalendar
from shared.errors import Conflict, Unavailable
from shared.logs import logger
from shared.mongo.client import Document, Documents, again
from shared.words import N_

CALENDARS = "calendars"
CALENDAR_INDEXES = [IndexModel([("year", ASCENDING)], name="year", unique=True)]
FRESH_SECONDS = 10.0
AWAY_SECONDS = 60.0
_LOOK_SECONDS = 1.0
_EARLIER_KEPT = 20
_log = logger(__name__)


class MongoCalendars:
    """One document a year; what it replaces is kept in it.

    Args of the constructor:
        database: where they are.
        base: the calendars of the release; `calendar` is these with the loaded ones in place.
        clock: seconds that only grow.
    """

    def __init__(
        self, database: Documents, base: Calendar, *, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._table = database[CALENDARS]
        self._years = dict(base.years)
        self._clock = clock
        self._look_again = 0.0
        self.calendar = Calendar(MappingProxyType(self._years), base.fixed)

    def keep(self, text: str, *, by: str, at: datetime) -> LoadedCalendar | None:
        """Keep the calendar of a year; return it, or None where the very same is kept already.

        Raises:
            CalendarUnusable: the text is no official calendar.
            Conflict: somebody else is loading that year.
        """
        written, year = read_calendar(text)
        plain = json.dumps(written, ensure_ascii=False, sort_keys=True)
        digest = sha256(plain.encode()).hexdigest()
        there = again(lambda: self._table.find_one({"_id": str(year.year)}))
        if there is not None and there["digest"] == digest:
            return None
        self.refresh(at_once=True)
        version = there["version"] + 1 if there else 1
        days = {each.isoformat() for each in calendar_change(self.calendar, year).days}
        days |= set(there.get("changed", ())) if there else set()
        fields = {"text": plain, "digest": digest, "by": by, "at": at, "version": version}
        self._write(year.year, there, {**fields, "changed": sorted(days)})
        self.refresh(at_once=True)
        return _loaded({"year": year.year, "changed": sorted(days), **fields})

    def every(self, *, tries: int = 4) -> list[LoadedCalendar]:
        """Return them all by year."""
        return [_loaded(row) for row in self._rows(tries)]

    def settle(self, loaded: LoadedCalendar) -> None:
        """Note that everything counted through its changed days is counted again."""
        read = {"_id": str(loaded.year.year), "version": loaded.version}
        again(partial(self._table.update_one, read, {"$set": {"changed": []}}))

    def refresh(self, *, at_once: bool = False) -> None:
        """Let the calendar in use follow what was loaded; while the store is away it stays."""
        now = self._clock()
        if now < self._look_again and not at_once:
            return
        self._look_again = now + FRESH_SECONDS
        try:
            with pymongo.timeout(_LOOK_SECONDS):
                rows = self._rows(tries=1)
        except Unavailable:
            self._look_again = now + AWAY_SECONDS
            _log.warning("calendars not read, the former ones stay")
            return
        self._years.update({row["year"]: _loaded(row).year for row in rows})

    def _rows(self, tries: int = 4) -> list[Document]:
        found = self._table.find({"year": {"$gte": 1990, "$lte": 2100}}).sort("year", ASCENDING)
        return again(lambda: list(found.clone()), tries=tries)

    def _write(self, year: int, there: Document | None, fields: dict[str, Any]) -> None:
        taken = Conflict(N_("别人先改过了"))
        if there is None:
            document = {"_id": str(year), "year": year, "earlier": [], **fields}
            try:
                again(partial(self._table.insert_one, document))
            except DuplicateKeyError:
                raise taken from None
            return
        earlier = {name: there[name] for name in fields if name != "changed"}
        change = {
            "$set": fields,
            "$push": {"earlier": {"$each": [earlier], "$slice": -_EARLIER_KEPT}},
        }
        read = {"_id": str(year), "version": there["version"]}
        if again(partial(self._table.update_one, read, change)).matched_count == 0:
            raise taken


def _loaded(row: Document) -> LoadedCalendar:
    document = json.dumps({"calendars": [json.loads(row["text"])]}, ensure_ascii=False)
    _, year = read_calendar(document)
    return LoadedCalendar(
        year=year,
        by=row["by"],
        at=row["at"],
        version=row["version"],
        changed=frozenset(map(date.fromisoformat, row.get("changed", ()))),
    )
