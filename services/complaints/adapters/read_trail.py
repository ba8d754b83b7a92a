"""The trail of who looked at which case: written once, never changed."""

from datetime import datetime

from pymongo import ASCENDING, DESCENDING, IndexModel
from pymongo.errors import DuplicateKeyError

from services.complaints.domain.cases.reading import CaseRead
from shared.codec import from_document, to_document
from shared.mongo.aggregate import EPOCH, FAR
from shared.mongo.client import Documents, again

READS = "case_reads"
READ_INDEXES = [IndexModel([("case_id", ASCENDING), ("at", ASCENDING)], name="case_at")]


class MongoReadTrail:
    """Keeps every look at a case."""

    def __init__(self, database: Documents) -> None:
        """Keep them in this database."""
        self._table = database[READS]

    def record(self, read: CaseRead) -> None:
        """Keep one look; a repeated try with the same id is the same look."""
        document = to_document(read)
        document["_id"] = document.pop("id")
        try:
            again(lambda: self._table.insert_one(document))
        except DuplicateKeyError:
            return

    def of_case(self, case_id: str, *, most: int, until: datetime = FAR) -> list[CaseRead]:
        """Return the looks at a case, newest first."""
        query = {"case_id": case_id, "at": {"$gt": EPOCH, "$lte": until}}
        ordered = self._table.find(query).sort("at", DESCENDING).limit(most)
        rows = again(lambda: list(ordered.clone()))
        return [from_document(CaseRead, {**row, "id": row["_id"]}) for row in rows]
