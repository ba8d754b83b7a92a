"""How much waits in the outboxes of a service; asked apart from the relay, which may hang."""

from shared.clock import utc_now
from shared.metrics import OUTBOX_AGE_SECONDS, OUTBOX_EVENTS
from shared.mongo.outbox import MongoOutbox

MEASURE_SECONDS = 10.0


def measure_outbox(outbox: MongoOutbox, service: str) -> None:
    """Keep the age of the oldest waiting event and the number of those that wait.

    Raises:
        Unavailable: the store is away.
    """
    since = outbox.oldest_waiting()
    age = max(0.0, (utc_now() - since).total_seconds()) if since else 0.0
    OUTBOX_AGE_SECONDS.labels(service=service).set(age)
    OUTBOX_EVENTS.labels(service=service).set(outbox.count_waiting() if since else 0)
