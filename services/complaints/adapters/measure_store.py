"""The measures in MongoDB: one document holds a measure, its history and the events to send.

The older entries of a long history are documents of their own, by their number.
"""

from collections.abc import Sequence
from functools import partial

from pymongo import ASCENDING, IndexModel
from pymongo.errors import DuplicateKeyError

from services.complaints.domain.cases.command import Command
from services.complaints.domain.commitments.measure import Entry, Measure, parted
from shared.codec import from_document, to_document
from shared.errors import Conflict
from shared.events.envelope import Event
from shared.mongo import aggregate
from shared.mongo.aggregate import Saving, applied_before
from shared.mongo.client import Document, Documents, again
from shared.mongo.outbox import OUTBOX_INDEX
from shared.words import N_

MEASURES = "measures"
MEASURE_ENTRIES = "measure_entries"
MEASURE_ENTRY_INDEXES = [
    IndexModel([("measure", ASCENDING), ("number", ASCENDING)], name="measure_number")
]
MEASURE_INDEXES = [OUTBOX_INDEX, IndexModel([("city", ASCENDING)], name="city")]
_SOURCE = "complaints"
_NOT_OF_THE_MEASURE = {"id", "version"}


class MongoMeasureStore:
    """Saves by compare-and-set; a command that comes again finds its key."""

    def __init__(self, database: Documents) -> None:
        """Keep the measures in this database."""
        self._table = database[MEASURES]
        self._entries = database[MEASURE_ENTRIES]

    def of_city(self, city: str) -> list[Measure]:
        """Return the measures of a city, in no order."""
        found = again(lambda: list(self._table.find({"city": city})))
        return [_measure_of(row) for row in found]

    def get_for(self, key: str, command: Command) -> tuple[Measure | None, bool]:
        """Return a measure, None where nobody acted on it, and whether it had this command."""
        found = again(lambda: self._table.find_one({"_id": key}))
        if found is None:
            return None, False
        return _measure_of(found), applied_before(found, _kept(command))

    def save(self, measure: Measure, events: Sequence[Event], command: Command) -> None:
        """Store a measure whose version is one above the stored one, 1 where none is."""
        kept, older = parted(measure)
        self._keep_apart(measure, older)
        fields = {n: v for n, v in to_document(kept).items() if n not in _NOT_OF_THE_MEASURE}
        saving = Saving(source=_SOURCE, at=measure.history[-1].at, command=_kept(command))
        if measure.version > 1:
            read = (measure.id, measure.version - 1)
            aggregate.save(self._table, read, fields, events, saving)
            return
        whole: Document = {"_id": measure.id, "version": measure.version}
        whole |= {name: value for name, value in fields.items() if value is not None}
        try:
            aggregate.insert(self._table, whole, events, saving)
        except DuplicateKeyError as taken:
            raise Conflict(N_("别人刚改过这一项，请刷新后再试")) from taken

    def earlier(self, key: str, *, before: int, most: int) -> list[Entry]:
        """Return entries that are kept apart, the last of them being number `before`."""
        window = {"measure": key, "number": {"$gt": before - most, "$lte": before}}
        found = self._entries.find(window).sort("number", ASCENDING)
        return [from_document(Entry, row) for row in again(lambda: list(found.clone()))]

    def _keep_apart(self, measure: Measure, older: Sequence[Entry]) -> None:
        """Keep older entries before the measure lets go of them; may be done again."""
        for number, entry in enumerate(older, start=measure.earlier + 1):
            document = {**to_document(entry), "measure": measure.id, "number": number}
            named = {"_id": f"{measure.id}|{number}"}
            change = {"$setOnInsert": document}
            again(partial(self._entries.update_one, named, change, upsert=True))


def _measure_of(document: Document) -> Measure:
    return from_document(Measure, {**document, "id": document["_id"]})


def _kept(command: Command) -> aggregate.Command:
    return aggregate.Command(key=command.key, fingerprint=command.fingerprint)
