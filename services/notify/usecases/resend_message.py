"""Have a failed or possibly sent message sent again."""

from datetime import datetime

from services.notify.domain.messages.delivery import resend
from services.notify.domain.messages.message import Message
from services.notify.ports import MessageStore


def resend_message(
    message_id: str, *, by: str, key: str, messages: MessageStore, now: datetime
) -> Message:
    """Return the message, due again; a request that is repeated with its key changes nothing.

    Raises:
        Conflict: it neither failed nor is possibly sent.
        NotFound: there is none.
    """
    message = messages.get(message_id)
    again = resend(message, now, by=by, key=key)
    return message if again is message else messages.save(again, [], at=now)
