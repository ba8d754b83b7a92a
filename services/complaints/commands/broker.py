"""The connection to the broker that loops and commands share."""

from functools import partial

from services.complaints.settings import Settings
from shared.kafka.producer import KafkaBroker
from shared.kafka.topics import ensure_topics


def open_broker(settings: Settings) -> KafkaBroker:
    """Return a connection to the broker."""
    restore = partial(
        ensure_topics, settings.kafka_bootstrap, replication_factor=settings.replication_factor
    )
    return KafkaBroker(settings.kafka_bootstrap, restore)
