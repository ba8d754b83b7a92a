"""The loops of the credit service: documents in, score changes out, the day moving on."""

from collections.abc import Sequence
from functools import partial

from services.credit.adapters.indexes import INDEXES, SUBJECTS
from services.credit.app import settings_from_environment
from services.credit.consumers import subscriptions
from services.credit.container import Container, build_container
from services.credit.settings import Settings
from services.credit.usecases.rescore_due import rescore_due
from shared.clock import utc_now
from shared.kafka.consumer import subscribe_all
from shared.kafka.producer import KafkaBroker
from shared.kafka.topics import ensure_topics
from shared.messaging.relay import Relay
from shared.mongo.client import Documents, again, connect
from shared.mongo.declared import Declared
from shared.mongo.outbox import MongoOutbox
from shared.processes import Loop, every, relay_loop

NAME = "credit"
_RESCORE_SECONDS = 60.0


def set_up() -> None:
    """Create topics, then indexes, which tell the others that both are there; may run again."""
    settings = settings_from_environment()
    ensure_topics(settings.kafka_bootstrap, replication_factor=settings.replication_factor)
    create_indexes(connect(settings.mongo_url, settings.mongo_database))


def declared_indexes() -> Declared:
    """Return the indexes this release needs, by collection."""
    return INDEXES


def create_indexes(database: Documents) -> None:
    """Create the indexes that are missing."""
    for name, indexes in INDEXES.items():
        again(partial(database[name].create_indexes, indexes))


def consume_loops() -> Sequence[Loop]:
    """Return the loop of the one appender."""
    settings = settings_from_environment()
    c = build_container(settings)
    return subscribe_all(
        subscriptions(c), bootstrap=settings.kafka_bootstrap, broker=partial(open_broker, settings)
    )


def relay_loops() -> Sequence[Loop]:
    """Return the loop that publishes changed scores."""
    settings = settings_from_environment()
    database = connect(settings.mongo_url, settings.mongo_database)
    relay = Relay(
        outbox=MongoOutbox(database, [SUBJECTS]), broker=open_broker(settings), now=utc_now
    )
    return [relay_loop(relay, service=NAME, database=database)]


def clock_loops() -> Sequence[Loop]:
    """Return the loop that works out what time alone changed."""
    c = build_container(settings_from_environment())
    return [every(_RESCORE_SECONDS, partial(_rescore, c))]


def open_broker(settings: Settings) -> KafkaBroker:
    """Return a connection to the broker."""
    restore = partial(
        ensure_topics, settings.kafka_bootstrap, replication_factor=settings.replication_factor
    )
    return KafkaBroker(settings.kafka_bootstrap, restore)


def _rescore(c: Container) -> int:
    return rescore_due(ledger=c.ledger, subjects=c.subjects, packs=c.packs, now=c.now())
