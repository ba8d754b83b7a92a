"""Tell everybody concerned of an event."""

from collections.abc import Callable, Sequence
from datetime import datetime

from services.notify.domain.plans.plan import Plan
from services.notify.domain.plans.planning import plan_messages
from services.notify.ports import MessageStore
from shared.events.envelope import Envelope, Event


def tell(
    event: Event,
    envelope: Envelope,
    *,
    plans: Sequence[Plan],
    messages: MessageStore,
    now: Callable[[], datetime],
) -> None:
    """Store the messages an event owes.

    An event that comes again, however late, owes the same messages and adds none.
    """
    for message in plan_messages(event, envelope.id, plans=plans, now=now()):
        messages.add(message)
