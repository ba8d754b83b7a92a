"""Enterprises in MongoDB, each with the events it caused."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from functools import reduce
from itertools import islice

from pymongo import ASCENDING
from pymongo.errors import DuplicateKeyError

from services.credit.adapters.indexes import SUBJECTS
from services.credit.domain.subjects.subject import Subject, name_key, name_pairs, telling_pair
from shared.codec import from_document, to_document
from shared.errors import Conflict
from shared.events.credit_events import ScoreChanged
from shared.mongo.aggregate import EPOCH, Saving, insert, save
from shared.mongo.client import Document, Documents, again
from shared.words import N_

MOST_NAMES = 50
MOST_LOOKED_AT = 5000
SOURCE = "credit"


class MongoSubjects:
    """Reads and saves enterprises by compare-and-set."""

    def __init__(self, database: Documents) -> None:
        """Keep enterprises in this database."""
        self._table = database[SUBJECTS]

    def get(self, uscc: str) -> Subject | None:
        """Return one enterprise."""
        document = again(lambda: self._table.find_one({"_id": uscc}))
        return None if document is None else from_document(Subject, document)

    def save(self, subject: Subject, events: Sequence[ScoreChanged], *, at: datetime) -> None:
        """Store it if nobody did since it was read at `subject.version`, with its events."""
        saving = Saving(source=SOURCE, at=at)
        fields = _fields(subject)
        if subject.version:
            save(self._table, (subject.uscc, subject.version), fields, events, saving)
            return
        document = {"_id": subject.uscc, **fields, "version": 1}
        try:
            there = insert(self._table, document, events, saving)
        except DuplicateKeyError:
            there = document
        if there is not None:
            raise Conflict(N_("别人刚改过这一项，请刷新后再试"))

    def named_like(self, text: str) -> list[Subject]:
        """Return enterprises whose present or former name holds the text, at most 50, by code.

        Of a text that thousands of names share, such as 公司, only so many are looked at.
        """
        key = name_key(text)
        if not key:
            return []
        names = {"name": 1, "former_names": 1}
        cursor = self._table.find({"name_pairs": telling_pair(text)}, names).limit(MOST_LOOKED_AT)
        found = again(lambda: list(cursor.clone()))
        fitting = (
            row["_id"]
            for row in sorted(found, key=lambda each: str(each["_id"]))
            if any(key in name_key(name) for name in (row["name"], *row["former_names"]))
        )
        wanted = {"_id": {"$in": list(islice(fitting, MOST_NAMES))}}
        rows = again(lambda: list(self._table.find(wanted)))
        return sorted((from_document(Subject, row) for row in rows), key=lambda each: each.uscc)

    def due(self, now: datetime, limit: int) -> list[str]:
        """Return the codes of enterprises whose score time may have changed, longest due first."""
        window = {"due_at": {"$gt": EPOCH, "$lte": now}}
        cursor = self._table.find(window, {"_id": 1}).sort("due_at", ASCENDING)
        return again(lambda: [each["_id"] for each in cursor.clone().limit(limit)])

    def due_since(self, now: datetime) -> datetime | None:
        """Return since when the one longest due is, None when none is."""
        window = {"due_at": {"$gt": EPOCH, "$lte": now}}
        cursor = self._table.find(window, {"due_at": 1}).sort("due_at", ASCENDING).limit(1)
        return next((each["due_at"] for each in again(lambda: list(cursor.clone()))), None)


def _fields(subject: Subject) -> Document:
    fields = to_document(replace(subject, version=0))
    del fields["version"]
    names = (subject.name, *subject.former_names)
    pairs: set[str] = reduce(lambda all_, name: all_ | set(name_pairs(name)), names, set())
    return {**fields, "name_pairs": sorted(pairs)}
