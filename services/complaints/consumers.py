"""Events in: who was told of what."""

from collections.abc import Mapping, Sequence

from services.complaints.container import Container
from services.complaints.usecases.cases.note_reporter_told import note_reporter_told
from shared.events.case_events import FilingDecided
from shared.events.envelope import Envelope, Event
from shared.events.notify_events import MessageAccepted
from shared.kafka.consumer import Subscription
from shared.messaging.dispatch import Handler

TOLD_GROUP = "complaints-told"
_REPORTER = "reporter"


def told_handlers(c: Container) -> Mapping[type[Event], Handler]:
    """Return the handler that notes what the reporter was told."""

    def note(event: MessageAccepted, _envelope: Envelope) -> None:
        if event.role == _REPORTER and event.case_event == FilingDecided.TYPE:
            note_reporter_told(
                event.key, event.accepted_at, now=c.now(), ports=c.cases, rules=c.rules
            )

    return {MessageAccepted: note}


def subscriptions(c: Container) -> Sequence[Subscription]:
    """Return what the service listens to."""
    return [
        Subscription(group=TOLD_GROUP, topics=(MessageAccepted.TOPIC,), handlers=told_handlers(c))
    ]
