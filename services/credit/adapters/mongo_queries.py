"""The log of queries in MongoDB."""

from collections.abc import Sequence
from datetime import datetime

from pymongo import DESCENDING
from pymongo.errors import BulkWriteError, DuplicateKeyError

from services.credit.adapters.indexes import QUERIES
from services.credit.domain.measures.query import Query
from shared.codec import from_document, to_document
from shared.mongo.client import Document, Documents, again

_DUPLICATE = 11000


class MongoQueries:
    """Keeps queries and finds them by id, receipt and subject."""

    def __init__(self, database: Documents) -> None:
        """Keep queries in this database."""
        self._table = database[QUERIES]

    def get(self, query_id: str) -> Query | None:
        """Return one query by its id."""
        return self._one({"_id": query_id})

    def add(self, query: Query) -> Query:
        """Keep a query; return the one that is there already under its id."""
        document = {"_id": query.id, **to_document(query)}
        try:
            again(lambda: self._table.insert_one(document))
        except DuplicateKeyError:
            there = self.get(query.id)
            if there is None:
                raise
            return there
        return query

    def add_new(self, queries: Sequence[Query]) -> None:
        """Keep the queries whose ids are not there yet."""
        documents = [{"_id": query.id, **to_document(query)} for query in queries]
        if not documents:
            return
        try:
            again(lambda: self._table.insert_many(documents, ordered=False))
        except BulkWriteError as error:
            if any(each["code"] != _DUPLICATE for each in error.details["writeErrors"]):
                raise

    def with_receipt(self, receipt: str) -> Query | None:
        """Return the gate query of a receipt."""
        return self._one({"receipt": receipt}) if receipt else None

    def about(self, subject: str, *, since: datetime, until: datetime, most: int) -> list[Query]:
        """Return queries about an enterprise after `since` up to `until`, newest first."""
        window = {"subject": subject, "asked_at": {"$gt": since, "$lte": until}}
        cursor = self._table.find(window).sort("asked_at", DESCENDING).limit(most)
        return again(lambda: [from_document(Query, each) for each in cursor.clone()])

    def _one(self, query: Document) -> Query | None:
        document = again(lambda: self._table.find_one(query))
        return None if document is None else from_document(Query, document)
