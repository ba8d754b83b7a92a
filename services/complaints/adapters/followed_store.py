"""Who follows which body or port, and reminders to bodies: one document each, with its events."""

from collections.abc import Sequence
from datetime import datetime

from pymongo.errors import DuplicateKeyError

from services.complaints.domain.catalogue.lists.followed import Followed
from shared.clock import utc_now
from shared.codec import from_document, to_document
from shared.errors import Conflict
from shared.events.envelope import Event
from shared.mongo import aggregate
from shared.mongo.aggregate import Saving
from shared.mongo.client import Document, Documents, again
from shared.mongo.outbox import OUTBOX_INDEX
from shared.words import N_

FOLLOWED = "followed_lists"
FOLLOWED_INDEXES = [OUTBOX_INDEX]
_SOURCE = "complaints"


class MongoFollowedStore:
    """Saves by compare-and-set."""

    def __init__(self, database: Documents) -> None:
        """Keep them in this database."""
        self._table = database[FOLLOWED]

    def get(self, followed_id: str) -> Followed:
        """Return it; one nobody ever followed is empty."""
        found = again(lambda: self._table.find_one({"_id": followed_id}))
        if found is None:
            return Followed(id=followed_id)
        return from_document(Followed, {**found, "id": found["_id"]})

    def save(self, followed: Followed, events: Sequence[Event]) -> None:
        """Store it with a version one above the stored one."""
        fields = {n: v for n, v in to_document(followed).items() if n not in ("id", "version")}
        saving = Saving(source=_SOURCE, at=_at(events))
        if followed.version > 1:
            read = (followed.id, followed.version - 1)
            aggregate.save(self._table, read, fields, events, saving)
            return
        whole: Document = {"_id": followed.id, "version": followed.version, **fields}
        try:
            # Two first followers at once: the second one must not pass for the first.
            aggregate.insert(self._table, whole, events, saving, numbered=True)
        except DuplicateKeyError as taken:
            raise Conflict(N_("别人刚改过这一项，请刷新后再试")) from taken


def _at(events: Sequence[Event]) -> datetime:
    return events[-1].occurred_at if events else utc_now()
