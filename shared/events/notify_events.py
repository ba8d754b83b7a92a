"""Events published by the notify service."""

from dataclasses import dataclass
from datetime import datetime

from shared.events.envelope import Event, event


@event(topic="messages", type="message.accepted.v1")
@dataclass(frozen=True, kw_only=True)
class MessageAccepted(Event):
    """A channel took a message over; key is the case id.

    `case_event` is the type of the event that was told, `role` who was told.
    """

    case_event: str
    role: str
    channel: str
    accepted_at: datetime
