"""Lists of charges: a document holds a list, its history and the events to send; rows in pieces.

The older steps of a long history are documents of their own, by their number.
"""

from collections.abc import Sequence
from datetime import date, datetime
from functools import partial

from pymongo import ASCENDING, DESCENDING, IndexModel
from pymongo.errors import DuplicateKeyError

from services.complaints.adapters.row_pieces import Row, RowPieces, piece_index
from services.complaints.adapters.row_sources import RowSources
from services.complaints.domain.cases.command import Command
from services.complaints.domain.catalogue.lists.charge_list import (
    ChargeList,
    Entry,
    State,
    parted,
)
from shared.codec import from_document, to_document
from shared.errors import Conflict
from shared.events.envelope import Event
from shared.mongo import aggregate
from shared.mongo.aggregate import Saving, applied_before
from shared.mongo.client import Document, Documents, again
from shared.mongo.outbox import OUTBOX_INDEX
from shared.words import N_

PRICE_LISTS = "price_lists"
PRICE_LIST_ROWS = "price_list_rows"
PRICE_LIST_INDEXES = [
    OUTBOX_INDEX,
    IndexModel([("state", ASCENDING)], name="state"),
    IndexModel(
        [("terms.effective_from", ASCENDING), ("state", ASCENDING)], name="effective_from_state"
    ),
    IndexModel([("city", ASCENDING), ("changed_at", DESCENDING)], name="city_changed_at"),
    IndexModel([("body.uscc", ASCENDING), ("changed_at", DESCENDING)], name="body_changed_at"),
]
PRICE_LIST_ENTRIES = "price_list_entries"
PRICE_LIST_ENTRY_INDEXES = [
    IndexModel([("list", ASCENDING), ("number", ASCENDING)], name="list_number", unique=True)
]
PRICE_LIST_ROW_INDEXES = [piece_index("source")]
_SOURCE = "complaints"
_NOT_OF_THE_LIST = {"id", "version"}


class MongoPriceListStore:
    """Saves by compare-and-set; a command that comes again finds its key."""

    def __init__(self, database: Documents) -> None:
        """Keep the lists in this database."""
        self._table = database[PRICE_LISTS]
        self._entries = database[PRICE_LIST_ENTRIES]
        self._rows = RowPieces(database[PRICE_LIST_ROWS], "source")
        self.sources = RowSources(database, self._table, database[PRICE_LIST_ROWS])

    def get(self, list_id: str) -> ChargeList | None:
        """Return a list."""
        found = again(lambda: self._table.find_one({"_id": list_id}))
        return list_of(found) if found else None

    def get_for(self, list_id: str, command: Command) -> tuple[ChargeList | None, bool]:
        """Return a list, and whether it had this command."""
        found = again(lambda: self._table.find_one({"_id": list_id}))
        if found is None:
            return None, False
        return list_of(found), applied_before(found, _kept(command))

    def save(self, charge_list: ChargeList, events: Sequence[Event], command: Command) -> None:
        """Store a list whose version is one above the stored one, 1 where none is."""
        at = charge_list.history[-1].at
        kept, older = parted(charge_list)
        self._keep_apart(charge_list, older)
        fields = {n: v for n, v in to_document(kept).items() if n not in _NOT_OF_THE_LIST}
        fields["changed_at"] = at
        saving = Saving(source=_SOURCE, at=at, command=_kept(command))
        if charge_list.version > 1:
            read = (charge_list.id, charge_list.version - 1)
            aggregate.save(self._table, read, fields, events, saving)
            return
        whole: Document = {"_id": charge_list.id, "version": charge_list.version}
        whole |= {name: value for name, value in fields.items() if value is not None}
        try:
            aggregate.insert(self._table, whole, events, saving)
        except DuplicateKeyError as taken:
            raise Conflict(N_("别人刚改过这一项，请刷新后再试")) from taken

    def earlier(self, list_id: str, *, before: int, most: int) -> list[Entry]:
        """Return steps that are kept apart, the last of them being number `before`."""
        window = {"list": list_id, "number": {"$gt": before - most, "$lte": before}}
        found = self._entries.find(window).sort("number", ASCENDING)
        return [from_document(Entry, row) for row in again(lambda: list(found.clone()))]

    def _keep_apart(self, charge_list: ChargeList, older: Sequence[Entry]) -> None:
        """Keep older steps before the list lets go of them; may be done again."""
        for number, entry in enumerate(older, start=charge_list.earlier + 1):
            document = {**to_document(entry), "list": charge_list.id, "number": number}
            named = {"_id": f"{charge_list.id}|{number}"}
            change = {"$setOnInsert": document}
            again(partial(self._entries.update_one, named, change, upsert=True))

    def begin_rows(self, list_id: str, draft: str, at: datetime) -> None:
        """Say that rows are about to be named by a list, or let go by it.

        Raises:
            Conflict: they are being dropped at this moment.
        """
        self.sources.note(source_of(list_id, draft), at)

    def keep_rows(self, source: str, first: int, rows: Sequence[Row]) -> None:
        """Keep at most 50 rows, the first of them being number `first`; may be done again."""
        self._rows.keep(source, first, rows)

    def rows(self, charge_list: ChargeList, *, first: int = 1, last: int = 0) -> list[Row]:
        """Return the rows from number `first` to `last`, both included; 0 for the end."""
        last = last or charge_list.source.rows
        source = source_of(charge_list.id, charge_list.source.draft)
        return self._rows.window(source, first=first, last=last)

    def of_city(self, city: str, *, most: int) -> list[ChargeList]:
        """Return the lists of a city, the last changed first."""
        return self._latest({"city": city}, most)

    def of_body(self, uscc: str, *, most: int) -> list[ChargeList]:
        """Return the lists of a body, the last changed first."""
        return self._latest({"body.uscc": uscc}, most)

    def published(self, *, tries: int = 4) -> list[tuple[str, int]]:
        """Return id and version of every list that was published, withdrawn ones among them."""
        told = {"version": True}
        states = [State.PUBLISHED.value, State.WITHDRAWN.value]
        found = self._table.find({"state": {"$in": states}}, told)
        return [
            (row["_id"], row["version"]) for row in again(lambda: list(found.clone()), tries=tries)
        ]

    def beginning_on(self, day: date) -> list[ChargeList]:
        """Return the published lists that begin on a day."""
        query = {"terms.effective_from": day.isoformat(), "state": State.PUBLISHED.value}
        found = self._table.find(query)
        return [list_of(row) for row in again(lambda: list(found.clone()))]

    def _latest(self, query: Document, most: int) -> list[ChargeList]:
        bounded = {**query, "changed_at": {"$gt": aggregate.EPOCH}}
        found = self._table.find(bounded).sort("changed_at", DESCENDING).limit(most)
        return [list_of(row) for row in again(lambda: list(found.clone()))]


def source_of(list_id: str, draft: str) -> str:
    """Return what the rows of a list are kept under."""
    return f"{list_id}|{draft}"


def list_of(document: Document) -> ChargeList:
    """Return the list that a document holds."""
    return from_document(ChargeList, {**document, "id": document["_id"]})


def _kept(command: Command) -> aggregate.Command:
    return aggregate.Command(key=command.key, fingerprint=command.fingerprint)
