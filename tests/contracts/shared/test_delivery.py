"""From an outbox in MongoDB over Kafka to a consumer, parking and replay included."""

import threading
from contextlib import suppress
from datetime import UTC, datetime
from functools import partial

import pytest
from kafka import KafkaConsumer
from kafka.admin import KafkaAdminClient, NewTopic
from kafka.errors import TopicAlreadyExistsError

from shared.clock import utc_now
from shared.errors import Unavailable
from shared.events.case_events import CaseChanged, DocumentEffective
from shared.kafka.consumer import Subscription, consume
from shared.kafka.producer import KafkaBroker
from shared.kafka.replay import replay
from shared.kafka.topics import Topic, ensure_topics
from shared.kafka.topics import parked as parking_place
from shared.messaging.dispatch import LONGEST_RUN_OF_PARKED, TooManyParked
from shared.messaging.relay import Relay
from shared.mongo.aggregate import Saving, insert
from shared.mongo.outbox import OUTBOX_INDEX, SENT, SENT_INDEXES, MongoOutbox
from tests.engines.shared_broker import PROBE
from tests.unit.shared.test_envelope import effective

pytestmark = pytest.mark.engines
NOW = datetime(2026, 11, 23, tzinfo=UTC)


@pytest.fixture
def broker(kafka_bootstrap):
    restore = partial(ensure_topics, kafka_bootstrap, replication_factor=1)
    restore()
    broker = KafkaBroker(kafka_bootstrap, restore)
    yield broker
    broker.close()


@pytest.fixture
def relay(mongo_database, broker):
    mongo_database["cases"].create_indexes([OUTBOX_INDEX])
    mongo_database[SENT].create_indexes(SENT_INDEXES)
    relay = Relay(outbox=MongoOutbox(mongo_database, ["cases"]), broker=broker, now=utc_now)
    relay.start()
    return relay


def put(database, name: str, version: int = 1) -> None:
    happened = CaseChanged(key=name, version=version, occurred_at=NOW, action="a", state="s")
    document = {"_id": f"{name}-{version}", "version": version}
    insert(database["cases"], document, [happened], Saving(source="complaints", at=utc_now()))


def listen(bootstrap, broker, subscription, until, seconds=30):
    stop = threading.Event()
    thread = threading.Thread(
        target=consume,
        args=(subscription,),
        kwargs={"bootstrap": bootstrap, "broker": broker, "stop": stop},
        daemon=True,
    )
    thread.start()
    limit = threading.Event()
    for _ in range(seconds * 10):
        if until():
            break
        limit.wait(0.1)
    stop.set()
    thread.join(timeout=20)
    assert until()


def test_what_is_saved_is_consumed_in_order_of_its_key(
    relay, broker, kafka_bootstrap, mongo_database
):
    seen: list[tuple[str, int]] = []
    for version in (1, 2, 3):
        put(mongo_database, "order", version)
        while relay.once():
            continue

    def handle(event, envelope):
        if event.key == "order":
            seen.append((event.key, event.version))

    wanted = Subscription(group="g1", topics=("cases",), handlers={CaseChanged: handle})
    listen(kafka_bootstrap, broker, wanted, lambda: len(seen) >= 3)
    assert seen == [("order", 1), ("order", 2), ("order", 3)]


def test_a_failing_event_is_parked_and_comes_back_by_replay(
    relay, broker, kafka_bootstrap, mongo_database
):
    put(mongo_database, "bad")
    relay.once()
    failing, healed = [True], []

    def handle(event, envelope):
        if event.key != "bad":
            return
        if failing[0]:
            raise ValueError("not yet")
        healed.append(event.key)

    wanted = Subscription(group="g2", topics=("cases",), handlers={CaseChanged: handle})
    parked = lambda: replay("cases", bootstrap=kafka_bootstrap, broker=broker, dry_run=True)  # noqa: E731
    listen(kafka_bootstrap, broker, wanted, lambda: bool(parked()), seconds=40)
    first = parked()[0]
    assert first.reason == "ValueError: not yet"
    assert first.group == "g2"
    failing[0] = False
    assert len(replay("cases", bootstrap=kafka_bootstrap, broker=broker, dry_run=False)) == 1
    listen(kafka_bootstrap, broker, wanted, lambda: bool(healed))
    assert parked() == []


def test_while_a_store_is_away_the_consumer_waits_and_then_goes_on(
    relay, broker, kafka_bootstrap, mongo_database
):
    put(mongo_database, "patient")
    relay.once()
    tries: list[int] = []

    def handle(event, envelope):
        if event.key == "patient":
            tries.append(1)
            if len(tries) < 4:
                raise Unavailable("away")

    wanted = Subscription(group="g3", topics=("cases",), handlers={CaseChanged: handle})
    listen(kafka_bootstrap, broker, wanted, lambda: len(tries) >= 4)


def test_batches_reach_one_call(relay, broker, kafka_bootstrap, mongo_database):
    seen: list[str] = []
    for n in range(5):
        document = {"_id": f"d{n}", "version": 9}
        insert(
            mongo_database["cases"], document, [effective()], Saving(source="complaints", at=NOW)
        )
    while relay.once():
        continue
    wanted = Subscription(
        group="g4",
        topics=("credit-intake",),
        handlers={},
        batch=lambda events: seen.extend(envelope.subject for envelope, _ in events),
    )
    listen(kafka_bootstrap, broker, wanted, lambda: len(seen) >= 5)
    assert sorted(seen)[:5] == ["d0", "d1", "d2", "d3", "d4"]
    assert DocumentEffective.TOPIC == "credit-intake"


def test_a_broker_that_lost_its_topics_gets_the_last_minutes_again(
    relay, broker, kafka_bootstrap, mongo_database
):
    put(mongo_database, "lost")
    while relay.once():
        continue
    admin = KafkaAdminClient(bootstrap_servers=kafka_bootstrap)
    admin.delete_topics(["cases"])
    admin.close()
    relay.check_broker()
    for _ in range(5):
        relay.once()
    assert relay.resent >= 1
    seen: list[str] = []
    wanted = Subscription(
        group="g5",
        topics=("cases",),
        handlers={CaseChanged: lambda event, envelope: seen.append(event.key)},
    )
    listen(kafka_bootstrap, broker, wanted, lambda: "lost" in seen)


def test_a_relay_starts_where_the_broker_lost_what_nobody_keeps_a_copy_of(
    mongo_database, broker, kafka_bootstrap
):
    mongo_database["cases"].create_indexes([OUTBOX_INDEX])
    mongo_database[SENT].create_indexes(SENT_INDEXES)
    outbox = MongoOutbox(mongo_database, ["cases"])
    outbox.keep_positions({"cases|0": 10**9}, utc_now())
    relay = Relay(outbox=outbox, broker=broker, now=utc_now)
    relay.start()
    assert outbox.positions() == {}
    put(mongo_database, "first after the loss")
    while relay.once():
        continue
    assert outbox.oldest_waiting() is None
    assert list(outbox.positions()) != []


def test_a_topic_that_came_back_with_one_partition_gets_the_others_and_what_was_lost(
    relay, broker, kafka_bootstrap, mongo_database
):
    keys = {f"key-{number}" for number in range(12)}
    for key in keys:
        put(mongo_database, key)
    while relay.once():
        continue
    come_back_with_one_partition(kafka_bootstrap)
    relay.check_broker()
    while relay.once():
        continue
    seen: set[str] = set()
    wanted = Subscription(
        group="g6",
        topics=("cases",),
        handlers={CaseChanged: lambda event, envelope: seen.add(event.key)},
    )
    listen(kafka_bootstrap, broker, wanted, lambda: keys <= seen)
    assert partitions(kafka_bootstrap) == 3


def come_back_with_one_partition(bootstrap):
    admin = KafkaAdminClient(bootstrap_servers=bootstrap)
    admin.delete_topics(["cases"])
    for _ in range(50):
        try:
            admin.create_topics([NewTopic("cases", 1, 1)])
            break
        except TopicAlreadyExistsError:
            threading.Event().wait(0.1)
    admin.close()
    assert partitions(bootstrap) == 1


def partitions(bootstrap) -> int:
    admin = KafkaAdminClient(bootstrap_servers=bootstrap)
    count = len(admin.describe_topics(["cases"])[0]["partitions"])
    admin.close()
    return count


def test_topics_can_be_ensured_again_and_again(kafka_bootstrap):
    wanted = [Topic(name=PROBE, partitions=2)]
    ensure_topics(kafka_bootstrap, replication_factor=1, topics=wanted)
    kept = KafkaBroker(kafka_bootstrap, lambda: None)
    kept.put_back(PROBE, b"k", b"kept")
    kept.close()
    ensure_topics(kafka_bootstrap, replication_factor=1, topics=wanted)
    assert _partitions(kafka_bootstrap, PROBE) == 2
    assert _partitions(kafka_bootstrap, parking_place(PROBE)) == 1
    ends = KafkaBroker(kafka_bootstrap, lambda: None).ends([f"{PROBE}|0", f"{PROBE}|1"])
    assert sorted(ends.values()) == [0, 1]


def _partitions(bootstrap: str, topic: str) -> int:
    asker = KafkaConsumer(bootstrap_servers=bootstrap)
    try:
        return len(asker.partitions_for_topic(topic) or ())
    finally:
        asker.close()


def test_a_consumer_that_stops_over_a_long_run_parks_each_message_once(broker, kafka_bootstrap):
    topic = "long-run"
    admin = KafkaAdminClient(bootstrap_servers=kafka_bootstrap)
    for name in (topic, parking_place(topic)):
        with suppress(TopicAlreadyExistsError):
            admin.create_topics([NewTopic(name=name, num_partitions=1, replication_factor=1)])
    admin.close()
    for n in range(LONGEST_RUN_OF_PARKED):
        broker.put_back(topic, b"k", f"no event {n}".encode())
    wanted = Subscription(group="g-long-run", topics=(topic,), handlers={})
    stop = threading.Event()
    with pytest.raises(TooManyParked):
        consume(wanted, bootstrap=kafka_bootstrap, broker=broker, stop=stop)
    threading.Timer(5, stop.set).start()
    consume(wanted, bootstrap=kafka_bootstrap, broker=broker, stop=stop)
    again = replay(topic, bootstrap=kafka_bootstrap, broker=broker, dry_run=True)
    assert len(again) == LONGEST_RUN_OF_PARKED
