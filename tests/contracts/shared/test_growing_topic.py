"""A consumer reads the partitions that a topic gets while it runs."""

import threading
from functools import partial
from uuid import uuid4

import pytest
from kafka import KafkaProducer
from kafka.admin import KafkaAdminClient, NewPartitions, NewTopic

from shared.events.case_events import CaseChanged
from shared.events.envelope import encode
from shared.kafka import consumer, rebalance
from shared.kafka.consumer import Subscription, consume
from shared.kafka.producer import KafkaBroker
from tests.contracts.shared.test_delivery import NOW

pytestmark = pytest.mark.engines
SECONDS = 60


@pytest.fixture
def topic(kafka_bootstrap):
    name = f"growing-{uuid4().hex[:8]}"
    admin = KafkaAdminClient(bootstrap_servers=kafka_bootstrap)
    admin.create_topics([NewTopic(name, 1, 1)])
    yield name
    admin.delete_topics([name])
    admin.close()


@pytest.mark.parametrize("poll_ms", [25, 0], ids=["as it polls", "as it loses the rebalance"])
def test_a_partition_that_is_added_is_read(monkeypatch, kafka_bootstrap, topic, poll_ms):
    monkeypatch.setattr(consumer, "_POLL_MS", poll_ms)
    monkeypatch.setattr(consumer, "_REBALANCING_POLL_MS", poll_ms or 1_000)
    monkeypatch.setattr(rebalance, "PATIENCE_SECONDS", 5.0)
    seen: set[str] = set()
    subscription = Subscription(
        group=f"g-{topic}",
        topics=(topic,),
        handlers={CaseChanged: lambda event, _: seen.add(event.key)},
    )
    broker, stop = KafkaBroker(kafka_bootstrap, lambda: None), threading.Event()
    reading = partial(consume, subscription, bootstrap=kafka_bootstrap, broker=broker, stop=stop)
    thread = threading.Thread(target=reading, daemon=True)
    thread.start()
    try:
        put(kafka_bootstrap, topic, 0)
        until(lambda: seen == {"0"})
        grow(kafka_bootstrap, topic)
        put(kafka_bootstrap, topic, 1)
        until(lambda: seen == {"0", "1"})
    finally:
        stop.set()
        thread.join(timeout=20)
        broker.close()


def put(bootstrap: str, topic: str, partition: int) -> None:
    happened = CaseChanged(key=str(partition), version=1, occurred_at=NOW, action="a", state="s")
    body = encode(happened, source="test", aggregate_id="a", recorded_at=NOW).body
    producer = KafkaProducer(bootstrap_servers=bootstrap)
    producer.send(topic, body.encode(), partition=partition).get(10)
    producer.close()


def grow(bootstrap: str, topic: str) -> None:
    admin = KafkaAdminClient(bootstrap_servers=bootstrap)
    admin.create_partitions({topic: NewPartitions(2)})
    while len(admin.describe_topics([topic])[0]["partitions"]) < 2:
        continue
    admin.close()


def until(holds) -> None:
    pause = threading.Event()
    for _ in range(SECONDS * 10):
        if holds():
            return
        pause.wait(0.1)
    assert holds()
