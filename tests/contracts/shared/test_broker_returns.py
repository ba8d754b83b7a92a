"""Everything that was saved is consumed, whatever happens to the broker meanwhile."""

import shutil
import signal
import threading
import time
from collections.abc import Callable
from functools import partial

import pytest

from shared.clock import utc_now
from shared.events.case_events import CaseChanged
from shared.kafka.consumer import Subscription, consume
from shared.kafka.producer import KafkaBroker
from shared.kafka.topics import ensure_topics
from shared.local.engines import Engine
from shared.loops import Standing, pulses
from shared.messaging.relay import Relay
from shared.mongo.outbox import OUTBOX_INDEX, SENT, SENT_INDEXES, MongoOutbox
from shared.relay_loop import relay_loop
from tests.contracts.shared.test_delivery import put
from tests.engines import own_engine

pytestmark = pytest.mark.engines
PATIENCE_SECONDS = 120


@pytest.fixture
def engine(tmp_path):
    with own_engine("KAFKA_BOOTSTRAP", tmp_path) as engine:
        yield engine


@pytest.fixture
def seen(engine, mongo_database):
    """Carry and consume what is saved, until the test ends; give the keys that arrived."""
    mongo_database["cases"].create_indexes([OUTBOX_INDEX])
    mongo_database[SENT].create_indexes(SENT_INDEXES)
    restore = partial(ensure_topics, engine.address, replication_factor=1)
    restore()
    brokers = [KafkaBroker(engine.address, restore) for _ in range(2)]
    outbox = MongoOutbox(mongo_database, ["cases"])
    relay = Relay(outbox=outbox, broker=brokers[0], now=utc_now)
    arrived: list[str] = []
    subscription = Subscription(
        group="returning",
        topics=("cases",),
        handlers={CaseChanged: lambda event, _: arrived.append(event.key)},
    )
    loops = [
        relay_loop(relay, service="complaints", database=mongo_database),
        lambda stop: consume(subscription, bootstrap=engine.address, broker=brokers[1], stop=stop),
    ]
    stop = threading.Event()
    threads = [threading.Thread(target=loop, args=(stop,), daemon=True) for loop in loops]
    for thread in threads:
        thread.start()
    yield arrived
    stop.set()
    for thread in threads:
        thread.join(timeout=30)
    for broker in brokers:
        broker.close()


def until(holds: Callable[[], bool]) -> None:
    limit = time.monotonic() + PATIENCE_SECONDS
    while not holds():
        assert time.monotonic() < limit
        time.sleep(0.1)


def killed(engine: Engine) -> None:
    engine.child.signal(signal.SIGKILL)
    engine.child.wait(10)


def killed_and_emptied(engine: Engine) -> None:
    killed(engine)
    for file in engine.data.iterdir():
        shutil.rmtree(file) if file.is_dir() else file.unlink()


@pytest.mark.parametrize("happens", [killed, killed_and_emptied])
def test_what_was_saved_before_and_meanwhile_arrives(engine, seen, mongo_database, happens):
    put(mongo_database, "before")
    until(lambda: "before" in seen)
    happens(engine)
    put(mongo_database, "meanwhile")
    engine.start()
    engine.wait()
    put(mongo_database, "after")
    until(lambda: {"before", "meanwhile", "after"} <= set(seen))


def test_a_relay_says_as_long_as_its_broker_is_away_that_it_is_not_ready(mongo_database):
    mongo_database["cases"].create_indexes([OUTBOX_INDEX])
    put(mongo_database, "waiting")
    broker = KafkaBroker("127.0.0.1:1", lambda: None)
    relay = Relay(outbox=MongoOutbox(mongo_database, ["cases"]), broker=broker, now=utc_now)
    loop, stop = relay_loop(relay, service="complaints", database=mongo_database), threading.Event()
    (pulse,) = pulses([loop], stop)
    thread = threading.Thread(target=loop, args=(pulse,), daemon=True)
    thread.start()
    until(lambda: pulse.standing is Standing.AWAY)
    seen = set()
    for _ in range(60):
        seen.add(pulse.standing)
        time.sleep(0.05)
    stop.set()
    thread.join(timeout=30)
    broker.close()
    assert seen == {Standing.AWAY}
