"""What is measured of stores, on real clients: lag, parked messages, outbox, lease, clock."""

import threading
from datetime import UTC, datetime, timedelta
from functools import partial
from uuid import uuid4

import pytest
from prometheus_client import REGISTRY
from pymongo.errors import ConnectionFailure

from shared.clock import utc_now
from shared.errors import Unavailable
from shared.events.case_events import CaseChanged
from shared.events.envelope import Envelope, OutboxMessage, encode
from shared.kafka.consumer import Subscription, subscribe_all
from shared.kafka.lag import LagWatch, measure
from shared.kafka.producer import KafkaBroker
from shared.kafka.replay import replay
from shared.kafka.topics import ensure_topics
from shared.loops import Named, Pulse, Standing
from shared.messaging.relay import Relay
from shared.mongo.aggregate import Saving, insert
from shared.mongo.client import again
from shared.mongo.lease import Lease
from shared.mongo.outbox import OUTBOX_INDEX, SENT_INDEXES, MongoOutbox
from shared.mongo.outbox_figures import measure_outbox
from shared.relay_loop import LEASE_LASTS, RELAY, relay_loop
from shared.watching.clock import measure_clock
from tests.journeys.story import until

pytestmark = pytest.mark.engines
NOW = datetime(2026, 11, 23, tzinfo=UTC)


def figure(name: str, **labels: str) -> float | None:
    return REGISTRY.get_sample_value(name, labels)


def changed(n: int) -> CaseChanged:
    return CaseChanged(key=f"HY-{n}", version=1, occurred_at=NOW, action="a", state="s")


def message(n: int) -> OutboxMessage:
    return encode(changed(n), source="test", aggregate_id=f"HY-{n}", recorded_at=NOW)


@pytest.fixture
def broker(kafka_bootstrap):
    restore = partial(ensure_topics, kafka_bootstrap, replication_factor=1)
    restore()
    broker = KafkaBroker(kafka_bootstrap, restore)
    yield broker
    broker.close()


@pytest.fixture
def watch(kafka_bootstrap):
    watch = LagWatch(kafka_bootstrap)
    yield watch
    watch.close()


def test_lag_is_what_the_group_has_not_committed_even_while_its_handler_hangs(
    broker, watch, kafka_bootstrap
):
    group, release, seen = f"lag-{uuid4().hex[:8]}", threading.Event(), []

    def handle(event: CaseChanged, _envelope: Envelope) -> None:
        seen.append(event.key)
        release.wait(60)

    subscription = Subscription(group=group, topics=("cases",), handlers={CaseChanged: handle})
    before = watch.behind(group, ["cases"])["cases"]
    broker.send([message(n) for n in range(7)])
    assert watch.behind(group, ["cases"])["cases"] == before + 7
    (loop,) = subscribe_all([subscription], bootstrap=kafka_bootstrap, broker=lambda: broker)
    assert isinstance(loop, Named)
    assert loop.name == f"consume {group}"
    stop = threading.Event()
    thread = threading.Thread(target=loop, args=(stop,), daemon=True)
    thread.start()
    until(lambda: seen)
    measure(watch, [subscription])
    assert figure("fairport_consumer_lag", group=group, topic="cases") == before + 7
    release.set()
    until(lambda: watch.behind(group, ["cases"])["cases"] == 0)
    until(lambda: figure("fairport_handling_seconds_count", group=group))
    stop.set()
    thread.join(timeout=30)


def test_a_group_is_behind_by_nothing_on_a_topic_that_is_gone(watch):
    assert watch.behind("nobody", ["no-such-topic"]) == {"no-such-topic": 0}


def test_parked_messages_are_counted_by_the_kind_of_error_until_they_are_sent_back(
    broker, watch, kafka_bootstrap
):
    group = f"park-{uuid4().hex[:8]}"

    def handle(event: CaseChanged, _envelope: Envelope) -> None:
        if event.key == "HY-66":
            raise ValueError("secret 13800001234")

    subscription = Subscription(group=group, topics=("cases",), handlers={CaseChanged: handle})
    (loop,) = subscribe_all([subscription], bootstrap=kafka_bootstrap, broker=lambda: broker)
    broker.send([message(66)])
    stop = threading.Event()
    thread = threading.Thread(target=loop, args=(stop,), daemon=True)
    thread.start()
    reason = {"group": group, "topic": "cases", "reason": "ValueError"}
    until(lambda: figure("fairport_events_parked_total", **reason))
    stop.set()
    thread.join(timeout=30)
    retried = figure("fairport_events_retried_total", group=group)
    assert retried is not None
    assert retried >= 2
    measure(watch, [subscription])
    assert figure("fairport_parked_messages", topic="cases") == 1
    replay("cases", bootstrap=kafka_bootstrap, broker=broker, dry_run=False)
    measure(watch, [subscription])
    assert figure("fairport_parked_messages", topic="cases") == 0


def test_a_broker_that_is_away_is_told_and_counted():
    before = figure("fairport_store_retries_total", store="broker") or 0
    watch = LagWatch("127.0.0.1:9")
    with pytest.raises(Unavailable):
        watch.behind("g", ["cases"])
    assert figure("fairport_store_retries_total", store="broker") == before + 1


def test_a_relay_that_has_nothing_to_send_counts_a_broker_that_is_away():
    before = figure("fairport_store_retries_total", store="broker") or 0
    broker = KafkaBroker("127.0.0.1:9", lambda: None)
    with pytest.raises(Unavailable):
        broker.ends(["cases|0"])
    broker.close()
    assert figure("fairport_store_retries_total", store="broker") == before + 1


def test_an_outbox_is_measured_by_its_oldest_event_and_their_number(mongo_database):
    table, service = mongo_database["things"], f"outbox-{uuid4().hex[:8]}"
    table.create_indexes([OUTBOX_INDEX])
    outbox = MongoOutbox(mongo_database, ["things"])
    measure_outbox(outbox, service)
    assert figure("fairport_outbox_age_seconds", service=service) == 0
    for n, age in enumerate((90, 30)):
        saving = Saving(source="test", at=utc_now() - timedelta(seconds=age))
        insert(table, {"_id": f"HY-{n}", "version": 1}, [changed(n)], saving)
    measure_outbox(outbox, service)
    waited = figure("fairport_outbox_age_seconds", service=service)
    assert waited is not None
    assert 89 <= waited <= 120
    assert figure("fairport_outbox_events", service=service) == 2
    outbox.mark_sent(outbox.unsent(10), utc_now())
    measure_outbox(outbox, service)
    assert figure("fairport_outbox_age_seconds", service=service) == 0
    assert figure("fairport_outbox_events", service=service) == 0


def test_the_relay_that_waits_for_the_lease_stands_by_and_takes_over(mongo_database, broker):
    mongo_database["sent_events"].create_indexes(SENT_INDEXES)
    service = f"lease-{uuid4().hex[:8]}"
    other = Lease(mongo_database, RELAY, "other", LEASE_LASTS)
    assert other.hold(utc_now())
    relay = Relay(outbox=MongoOutbox(mongo_database, []), broker=broker, now=utc_now)
    pulse = Pulse("relay", threading.Event())
    loop = relay_loop(relay, service=service, database=mongo_database)
    thread = threading.Thread(target=loop, args=(pulse,), daemon=True)
    thread.start()
    held = partial(figure, "fairport_lease_held", service=service, lease="relay")
    until(lambda: held() == 0)
    until(lambda: pulse.standing is Standing.STANDBY)
    other.release()
    until(lambda: held() == 1)
    until(lambda: pulse.standing is Standing.WORKING)
    pulse.set()
    thread.join(timeout=30)
    assert held() == 0


def test_a_store_that_cuts_a_connection_is_counted_and_asked_again():
    before = figure("fairport_store_retries_total", store="documents") or 0
    tries = []

    def ask() -> str:
        tries.append(1)
        if len(tries) == 1:
            raise ConnectionFailure("cut")
        return "there"

    assert again(ask) == "there"
    assert figure("fairport_store_retries_total", store="documents") == before + 1


@pytest.mark.parametrize(("since", "lag"), [(None, 0), (90, 90), (-5, 0)])
def test_a_clock_is_behind_by_the_oldest_thing_due(since, lag):
    due = None if since is None else NOW - timedelta(seconds=since)
    measure_clock("of the test", "overdue", since=due, now=NOW)
    labels = {"service": "of the test", "work": "overdue"}
    assert figure("fairport_clock_lag_seconds", **labels) == lag
