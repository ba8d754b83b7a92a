"""Corrections of names in MongoDB: one document for a name and what it means, never changed."""

import hashlib

from pymongo import DESCENDING, IndexModel

from services.complaints.domain.catalogue.fee_names.correction import NameCorrection
from shared.codec import from_document, to_document
from shared.mongo.aggregate import EPOCH
from shared.mongo.client import Documents, again

NAME_CORRECTIONS = "name_corrections"
NAME_CORRECTION_INDEXES = [IndexModel([("at", DESCENDING)], name="at")]


class MongoNameCorrections:
    """Who says it first stands."""

    def __init__(self, database: Documents) -> None:
        """Keep the corrections in this database."""
        self._table = database[NAME_CORRECTIONS]

    def keep(self, correction: NameCorrection) -> bool:
        """Keep a correction; return False where somebody said the same before."""
        said = f"{correction.name}|{correction.item}".encode()
        where = {"_id": hashlib.sha256(said).hexdigest()}
        change = {"$setOnInsert": to_document(correction)}
        done = again(lambda: self._table.update_one(where, change, upsert=True))
        return done.upserted_id is not None

    def newest(self, *, most: int) -> list[NameCorrection]:
        """Return the corrections, the newest first."""
        ordered = self._table.find({"at": {"$gt": EPOCH}}).sort("at", DESCENDING).limit(most)
        return [from_document(NameCorrection, row) for row in again(lambda: list(ordered.clone()))]
