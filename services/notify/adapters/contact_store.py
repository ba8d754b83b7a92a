"""Addresses of firms and departments in MongoDB."""

from services.notify.adapters.indexes import CONTACTS
from services.notify.domain.channels.address import Contact
from shared.codec import from_document, to_document
from shared.mongo.client import Documents, again


class MongoContactStore:
    """Keeps one contact a reference; the latest import stands."""

    def __init__(self, database: Documents) -> None:
        """Keep the contacts in this database."""
        self._table = database[CONTACTS]

    def get(self, ref: str) -> Contact | None:
        """Return a contact, None where there is none."""
        document = again(lambda: self._table.find_one({"_id": ref}))
        return from_document(Contact, {**document, "ref": ref}) if document else None

    def put(self, contact: Contact) -> None:
        """Store a contact in the place of what was known."""
        document = to_document(contact)
        ref = document.pop("ref")
        again(lambda: self._table.update_one({"_id": ref}, {"$set": document}, upsert=True))
