"""Letters of the complaint address in MongoDB; what they say is sealed under the intake's key."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from pymongo import ASCENDING, DESCENDING, IndexModel
from pymongo.errors import DuplicateKeyError

from services.complaints.adapters.attachment_store import INTAKE
from services.complaints.adapters.vault import MongoVault
from services.complaints.domain.mail.received_mail import MailState, MailText, ReceivedMail
from services.complaints.ports.seal_lost import SealLost
from shared.codec import from_document, from_json, to_document, to_json
from shared.errors import Conflict
from shared.mongo.aggregate import EPOCH, FAR
from shared.mongo.client import Document, Documents, again
from shared.words import N_

MAILS = "received_mails"
MAIL_INDEXES = [
    IndexModel([("state", ASCENDING), ("received_at", ASCENDING)], name="state_received_at"),
    IndexModel(
        [("state", ASCENDING), ("city", ASCENDING), ("received_at", ASCENDING)],
        name="state_city_received_at",
    ),
    IndexModel(
        [("empty_after", ASCENDING)],
        name="empty_after",
        partialFilterExpression={"empty_after": {"$gt": EPOCH}},
    ),
]


class MongoMailStore:
    """One document a letter."""

    def __init__(self, database: Documents, vault: MongoVault) -> None:
        """Keep the letters in this database."""
        self._table = database[MAILS]
        self._vault = vault

    def add(self, mail: ReceivedMail) -> bool:
        """Keep a letter; False where it is there already."""
        row = {"_id": mail.id, **self._fields(mail)}
        try:
            again(lambda: self._table.insert_one(row))
        except DuplicateKeyError:
            return False
        return True

    def get(self, mail_id: str) -> ReceivedMail | None:
        """Return a letter, or None."""
        found = again(lambda: self._table.find_one({"_id": mail_id}))
        return self._mail(found) if found else None

    def save(self, mail: ReceivedMail) -> None:
        """Keep a changed letter whose version is one above the stored one."""
        before = {"_id": mail.id, "version": mail.version - 1}
        change = {"$set": self._fields(mail)}
        if not again(lambda: self._table.update_one(before, change)).matched_count:
            raise Conflict(N_("别人刚改过这一项，请刷新后再试"))

    def in_state(self, state: MailState, *, city: str | None, most: int) -> list[ReceivedMail]:
        """Return letters in a state; of a city and of none, None for all.

        Those to be worked on come oldest first, the others newest first.
        """
        newest_first = state not in {MailState.WAITING, MailState.HELD}
        order = DESCENDING if newest_first else ASCENDING
        places: list[Document] = [{"city": each} for each in ("", city)] if city else [{}]
        rows = [row for place in places for row in self._rows(state, place, order, most)]
        rows.sort(key=lambda row: row["received_at"], reverse=newest_first)
        return [self._mail(row) for row in rows[:most]]

    def _rows(self, state: MailState, place: Document, order: int, most: int) -> list[Document]:
        query = {"state": state.value, **place, "received_at": {"$gt": EPOCH, "$lt": FAR}}
        ordered = self._table.find(query).sort("received_at", order).limit(most)
        return again(lambda: list(ordered.clone()))

    def aside_before(self, at: datetime, *, most: int) -> Sequence[ReceivedMail]:
        """Return letters with words left that were put aside before an instant, oldest first."""
        ordered = self._table.find({"empty_after": {"$gt": EPOCH, "$lt": at}})
        limited = ordered.sort("empty_after", ASCENDING).limit(most)
        return [self._mail(row) for row in again(lambda: list(limited.clone()))]

    def _fields(self, mail: ReceivedMail) -> Document:
        fields: dict[str, Any] = to_document(mail)
        fields.pop("id")
        fields.pop("said")
        left = mail.said != MailText()
        said = json.dumps(to_json(mail.said), ensure_ascii=False)
        fields["sealed"] = self._vault.seal(INTAKE, said) if left else None
        fields["empty_after"] = mail.closed_at if left and mail.state is MailState.ASIDE else None
        return fields

    def _mail(self, row: Document) -> ReceivedMail:
        plain = {name: value for name, value in row.items() if name not in _STORED}
        said = to_document(self._said(row.get("sealed")))
        return from_document(ReceivedMail, {**plain, "id": row["_id"], "said": said})

    def _said(self, sealed: bytes | None) -> MailText:
        """Return what a letter says; nothing where it is emptied or its key is lost for good."""
        if not sealed:
            return MailText()
        try:
            return from_json(MailText, json.loads(self._vault.open(sealed)))
        except SealLost:
            return MailText()


_STORED = frozenset({"_id", "sealed", "empty_after"})
