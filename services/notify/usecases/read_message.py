"""Open a message of one's own inbox."""

from collections.abc import Sequence
from datetime import datetime

from services.notify.domain.messages.delivery import mark_read
from services.notify.domain.messages.message import Message
from services.notify.ports import MessageStore
from shared.errors import Conflict, NotFound
from shared.words import N_


def read_message(
    message_id: str,
    *,
    owners: Sequence[str],
    reader: str,
    messages: MessageStore,
    now: datetime,
) -> Message:
    """Return a message that lies in one of the inboxes, read from now on.

    Args:
        message_id: whose.
        owners: keyed hashes of the inboxes the person may open.
        reader: keyed hash of the person, for this message alone.
        messages: the store.
        now: the instant.

    Raises:
        NotFound: there is none, or it lies in somebody else's inbox.
    """
    message = messages.get(message_id)
    if message.owner is None or message.owner not in owners:
        raise NotFound(N_("没有找到这条消息"))
    if not message.is_unread:
        return message
    try:
        return messages.save(mark_read(message, now, by=reader), [], at=now)
    except Conflict:
        return messages.get(message_id)
