"""The loops of the notify service: events in, events out, messages out."""

import threading
from collections.abc import Sequence
from functools import partial

from services.notify.adapters.figures import count_attempts, measure_ages
from services.notify.adapters.indexes import INDEXES, MESSAGES, create_indexes
from services.notify.adapters.schema_steps import STEPS
from services.notify.consumers import subscriptions
from services.notify.container import Container, build_container
from services.notify.domain.plans.plan import Channel, Lane
from services.notify.settings import Settings, settings_from_environment
from services.notify.usecases.send_due import send_due
from shared.clock import utc_now
from shared.errors import Unavailable
from shared.kafka.consumer import subscribe_all
from shared.kafka.lag import lag_loop
from shared.kafka.producer import KafkaBroker
from shared.kafka.topics import ensure_topics
from shared.logs import logger
from shared.loops import Loop, Named, Standing, stand
from shared.messaging.relay import Relay
from shared.mongo.client import Documents, connect
from shared.mongo.declared import Declared
from shared.mongo.outbox import MongoOutbox
from shared.mongo.outbox_figures import MEASURE_SECONDS, measure_outbox
from shared.mongo.schema import bring_up_to_date, check_age
from shared.processes import every
from shared.relay_loop import relay_loop
from shared.watching.clock import measure_clock

NAME = "notify"
_IDLE_SECONDS, _AWAY_SECONDS, _MEASURE_SECONDS = 0.5, 2.0, 15.0
_log = logger(__name__)


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


def consume_loops() -> Sequence[Loop]:
    """Return the loops that turn events into messages."""
    settings = settings_from_environment()
    c = build_container(settings)
    wanted, bootstrap = subscriptions(c), settings.kafka_bootstrap
    return [
        *subscribe_all(wanted, bootstrap=bootstrap, broker=partial(open_broker, settings)),
        lag_loop(wanted, bootstrap=bootstrap),
    ]


def relay_loops() -> Sequence[Loop]:
    """Return the loop that publishes what was accepted."""
    settings = settings_from_environment()
    database = connect(settings.mongo_url, settings.mongo_database)
    outbox = MongoOutbox(database, [MESSAGES])
    relay = Relay(outbox=outbox, broker=open_broker(settings), now=utc_now)
    return [
        relay_loop(relay, service=NAME, database=database),
        every(MEASURE_SECONDS, partial(measure_outbox, outbox, NAME), name="outbox figures"),
    ]


def clock_loops() -> Sequence[Loop]:
    """Return one loop a channel and lane, so that none slows another, and one that measures."""
    c = build_container(settings_from_environment())
    senders = [send_loop(c, channel, lane) for channel in Channel for lane in Lane]
    return [*senders, every(_MEASURE_SECONDS, partial(_measure, c), name="message figures")]


def send_loop(c: Container, channel: Channel, lane: Lane) -> Loop:
    """Return the loop that sends what is due on one channel and lane."""

    def loop(stop: threading.Event) -> None:
        while not stop.is_set():
            try:
                ended = send_due(channel, lane, sender=c.sender)
            except Unavailable as away:
                _log.warning("store away, waiting", reason=away.detail)
                stand(stop, Standing.AWAY)
                stop.wait(_AWAY_SECONDS)
                continue
            stand(stop, Standing.WORKING)
            count_attempts(channel, lane, ended)
            if not ended:
                stop.wait(_IDLE_SECONDS)

    return Named(f"send {channel} {lane}", loop)


def open_broker(settings: Settings) -> KafkaBroker:
    """Return a connection to the broker."""
    restore = partial(
        ensure_topics, settings.kafka_bootstrap, replication_factor=settings.replication_factor
    )
    return KafkaBroker(settings.kafka_bootstrap, restore)


def _measure(c: Container) -> None:
    now = c.now()
    measure_ages(c.messages.oldest(now), now)
    for channel in Channel:
        for lane in Lane:
            due = c.messages.due(channel, lane, now=now, limit=1)
            since = due[0].next_due if due else None
            measure_clock(NAME, f"{channel} {lane}", since=since, now=now)
