"""The loops of the complaints service: what was told in, cases out, limits that run out."""

from collections.abc import Sequence
from functools import partial

from services.complaints.adapters.case_store import CASES
from services.complaints.adapters.indexes import create_indexes
from services.complaints.app import settings_from_environment
from services.complaints.commands.broker import open_broker
from services.complaints.commands.index_watch import SECONDS, IndexWatch
from services.complaints.consumers import subscriptions
from services.complaints.container import Container, build_container
from services.complaints.usecases.cases.attachments import sweep_attachments
from services.complaints.usecases.cases.drafts import sweep_drafts
from services.complaints.usecases.cases.note_overdue_cases import note_overdue_cases
from shared.clock import utc_now
from shared.kafka.consumer import subscribe_all
from shared.kafka.topics import ensure_topics
from shared.messaging.relay import Relay
from shared.mongo.client import connect
from shared.mongo.outbox import MongoOutbox
from shared.processes import Loop, every, relay_loop

NAME = "complaints"
_OVERDUE_SECONDS = 30.0
_SWEEP_SECONDS = 600.0


def set_up() -> None:
    """Create indexes, topics and the search index; may run any number of times."""
    settings = settings_from_environment()
    create_indexes(connect(settings.mongo_url, settings.mongo_database))
    ensure_topics(settings.kafka_bootstrap, replication_factor=settings.replication_factor)
    IndexWatch(build_container(settings)).look()


def consume_loops() -> Sequence[Loop]:
    """Return a loop for each subscription, and one that keeps the index whole."""
    settings = settings_from_environment()
    c = build_container(settings)
    following = subscribe_all(
        subscriptions(c), bootstrap=settings.kafka_bootstrap, broker=partial(open_broker, settings)
    )
    return [*following, every(SECONDS, IndexWatch(c).look)]


def relay_loops() -> Sequence[Loop]:
    """Return the loop that publishes what happened to cases."""
    settings = settings_from_environment()
    database = connect(settings.mongo_url, settings.mongo_database)
    relay = Relay(outbox=MongoOutbox(database, [CASES]), broker=open_broker(settings), now=utc_now)
    return [relay_loop(relay, service=NAME, database=database)]


def clock_loops() -> Sequence[Loop]:
    """Return the loops that note what ran out and sweep what nobody keeps."""
    c = build_container(settings_from_environment())
    return [
        every(_OVERDUE_SECONDS, partial(_note_overdue, c)),
        every(_SWEEP_SECONDS, partial(_sweep, c)),
    ]


def _note_overdue(c: Container) -> int:
    return note_overdue_cases(now=c.now(), ports=c.cases, rules=c.rules)


def _sweep(c: Container) -> None:
    sweep_attachments(now=c.now(), ports=c.cases)
    sweep_drafts(now=c.now(), ports=c.cases)
    c.turns.counts.drop_before(c.now())
