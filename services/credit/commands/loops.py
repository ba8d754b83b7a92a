"""The loops of the credit service: documents in, score changes out, the day moving on."""

from collections.abc import Sequence
from functools import partial

from services.credit.adapters.figures import measure_head
from services.credit.adapters.indexes import INDEXES, SUBJECTS
from services.credit.adapters.schema_steps import STEPS
from services.credit.consumers import subscriptions
from services.credit.container import Container, build_container
from services.credit.settings import Settings, settings_from_environment
from services.credit.usecases.rescore_due import rescore_due
from shared.clock import utc_now
from shared.kafka.consumer import subscribe_all
from shared.kafka.lag import lag_loop
from shared.kafka.producer import KafkaBroker
from shared.kafka.topics import ensure_topics
from shared.loops import Loop
from shared.messaging.relay import Relay
from shared.mongo.client import Documents, again, connect
from shared.mongo.declared import Declared
from shared.mongo.outbox import MongoOutbox
from shared.mongo.outbox_figures import MEASURE_SECONDS, measure_outbox
from shared.mongo.schema import bring_up_to_date, check_age
from shared.processes import every
from shared.relay_loop import relay_loop
from shared.watching.clock import measure_clock

NAME = "credit"
_RESCORE_SECONDS = 60.0
# After midnight every enterprise may be due, in one turn.
_RESCORE_ALL_SECONDS = 3600.0


def set_up() -> None:
    """Set up what the environment names."""
    settings = settings_from_environment()
    set_up_over(settings, connect(settings.mongo_url, settings.mongo_database, patient=True))


def set_up_over(settings: Settings, database: Documents) -> None:
    """Create topics, then indexes, which tell the others that both are there; may run again.

    Raises:
        TooNew: the data are those of a release that this one may not follow.
    """
    check_age(database, STEPS)
    ensure_topics(settings.kafka_bootstrap, replication_factor=settings.replication_factor)
    create_indexes(database)
    bring_up_to_date(database, STEPS)


def declared_indexes() -> Declared:
    """Return the indexes this release needs, by collection."""
    return INDEXES


def create_indexes(database: Documents) -> None:
    """Create the indexes that are missing."""
    for name, indexes in INDEXES.items():
        again(partial(database[name].create_indexes, indexes))


def consume_loops() -> Sequence[Loop]:
    """Return the loop of the one appender, and those that measure."""
    settings = settings_from_environment()
    c = build_container(settings)
    wanted, bootstrap = subscriptions(c), settings.kafka_bootstrap
    return [
        *subscribe_all(wanted, bootstrap=bootstrap, broker=partial(open_broker, settings)),
        lag_loop(wanted, bootstrap=bootstrap),
        every(MEASURE_SECONDS, partial(_measure_ledger, c), name="ledger figures"),
    ]


def relay_loops() -> Sequence[Loop]:
    """Return the loop that publishes changed scores."""
    settings = settings_from_environment()
    database = connect(settings.mongo_url, settings.mongo_database)
    outbox = MongoOutbox(database, [SUBJECTS])
    relay = Relay(outbox=outbox, broker=open_broker(settings), now=utc_now)
    return [
        relay_loop(relay, service=NAME, database=database),
        every(MEASURE_SECONDS, partial(measure_outbox, outbox, NAME), name="outbox figures"),
    ]


def clock_loops() -> Sequence[Loop]:
    """Return the loop that works out what time alone changed, and one that measures."""
    c = build_container(settings_from_environment())
    return [
        every(
            _RESCORE_SECONDS,
            partial(_rescore, c),
            name="rescore",
            patience_seconds=_RESCORE_ALL_SECONDS,
        ),
        every(MEASURE_SECONDS, partial(_measure_clock, c), name="clock figures"),
    ]


def open_broker(settings: Settings) -> KafkaBroker:
    """Return a connection to the broker."""
    restore = partial(
        ensure_topics, settings.kafka_bootstrap, replication_factor=settings.replication_factor
    )
    return KafkaBroker(settings.kafka_bootstrap, restore)


def _rescore(c: Container) -> int:
    return rescore_due(ledger=c.ledger, subjects=c.subjects, packs=c.packs, now=c.now())


def _measure_ledger(c: Container) -> None:
    measure_head(c.ledger.head())


def _measure_clock(c: Container) -> None:
    measure_clock(NAME, "rescore", since=c.subjects.due_since(c.now()), now=c.now())
