"""Messages in MongoDB: one document holds the message, its attempts and its unsent events."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial

from pymongo import ASCENDING, DESCENDING
from pymongo.errors import DuplicateKeyError

from services.notify.adapters.indexes import MESSAGES
from services.notify.adapters.message_document import (
    FIRST_RANK,
    LAST_RANK,
    from_stored,
    moment,
    stream_of,
    to_stored,
)
from services.notify.domain.messages.message import Message, State
from services.notify.domain.plans.plan import Channel, Lane
from services.notify.ports import MOST_COUNTED, DispatchQuery, Oldest, Page
from shared.errors import NotFound
from shared.events.envelope import Event
from shared.mongo.aggregate import EPOCH, Saving, save
from shared.mongo.client import Document, Documents, again
from shared.traces import present
from shared.words import N_

SOURCE = "notify"
MOST_UNREAD = 100
UNSETTLED = (State.DUE, State.SENDING, State.FAILED, State.POSSIBLY_SENT)


class MongoMessageStore:
    """Keeps each message once: its id is computed from event, recipient and channel."""

    def __init__(self, database: Documents) -> None:
        """Keep the messages in this database."""
        self._table = database[MESSAGES]

    def add(self, message: Message) -> bool:
        """Store a new message; tell whether it was not there yet."""
        traced = replace(message, traceparent=present() or None)
        known = {k: v for k, v in to_stored(traced).items() if v is not None}
        try:
            again(lambda: self._table.insert_one(known))
        except DuplicateKeyError:
            return False
        return True

    def get(self, message_id: str) -> Message:
        """Return a message."""
        document = again(lambda: self._table.find_one({"_id": message_id}))
        if document is None:
            raise NotFound(N_("没有找到这条消息"))
        return from_stored(document)

    def save(self, message: Message, events: Sequence[Event], *, at: datetime) -> Message:
        """Save a changed message with its events; return it with its new version."""
        fields = to_stored(message)
        read = (fields.pop("_id"), fields.pop("version"))
        save(self._table, read, fields, events, Saving(source=SOURCE, at=at))
        return replace(message, version=message.version + 1)

    def due(self, channel: Channel, lane: Lane, *, now: datetime, limit: int) -> list[Message]:
        """Return what is to be sent or recovered by now, longest due first."""
        query = {"stream": stream_of(channel, lane), "next_due": {"$gt": EPOCH, "$lte": now}}
        cursor = self._table.find(query).sort("next_due", ASCENDING).limit(limit)
        return [from_stored(document) for document in again(lambda: list(cursor.clone()))]

    def inbox(self, owners: Sequence[str], *, cursor: str | None, limit: int) -> Page:
        """Return what lies in these inboxes: unread statutory messages, then newest first."""
        window = {"$gt": FIRST_RANK, "$lt": cursor or LAST_RANK}
        found: list[Document] = []
        for owner in owners:
            found += self._newest({"owner": owner, "rank": window}, "rank", limit + 1)
        found.sort(key=lambda document: str(document["rank"]), reverse=True)
        return _page(found, "rank", limit)

    def unread(self, owners: Sequence[str], *, now: datetime) -> int:
        """Return how many messages nobody opened yet, at most 100."""
        window = {"$gt": EPOCH, "$lte": now}
        count = 0
        for owner in owners:
            query = {"owner": owner, "unread_at": window}
            cursor = self._table.find(query, {"_id": 1}).limit(MOST_UNREAD)
            count += len(again(partial(list, cursor.clone())))
        return min(count, MOST_UNREAD)

    def dispatched(self, query: DispatchQuery) -> Page:
        """Return a page of the dispatch log."""
        end = query.cursor or f"{moment(query.end)}~"
        wanted: Document = {"logged": {"$gt": f"{moment(query.start)}~", "$lt": end}}
        if query.state:
            wanted["state"] = query.state
        if query.lane:
            wanted["lane"] = query.lane
        return _page(self._newest(wanted, "logged", query.limit + 1), "logged", query.limit)

    def oldest(self, now: datetime) -> list[Oldest]:
        """Return the oldest message per state and lane, of the states that need somebody."""
        return [self._oldest(state, lane, now) for state in UNSETTLED for lane in Lane]

    def _oldest(self, state: State, lane: Lane, now: datetime) -> Oldest:
        window = {"$gt": moment(EPOCH), "$lt": f"{moment(now)}~"}
        query = {"state": state, "lane": lane, "logged": window}
        cursor = self._table.find(query, {"since": 1}).sort("logged", ASCENDING)
        found = again(lambda: list(cursor.clone().limit(MOST_COUNTED)))
        since = found[0]["since"] if found else None
        return Oldest(state=state, lane=lane, count=len(found), since=since)

    def _newest(self, query: Document, key: str, limit: int) -> list[Document]:
        cursor = self._table.find(query).sort(key, DESCENDING)
        return again(lambda: list(cursor.clone().limit(limit)))


def _page(found: Sequence[Document], key: str, limit: int) -> Page:
    shown = found[:limit]
    following = str(shown[-1][key]) if len(found) > limit else None
    return Page(messages=[from_stored(document) for document in shown], following=following)
