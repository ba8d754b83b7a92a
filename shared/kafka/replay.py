"""Sends parked messages back to where they came from; every consumer recognises repeats."""

from dataclasses import dataclass
from typing import Any

from kafka import KafkaConsumer, TopicPartition

from shared.kafka.producer import KafkaBroker
from shared.kafka.topics import parked, replay_group

_IDLE_MS = 3_000


@dataclass(frozen=True, kw_only=True)
class Parked:
    """One parked message, as a person decides about it."""

    source: str
    group: str
    reason: str
    attempts: str
    parked_at: str
    size: int


def replay(topic: str, *, bootstrap: str, broker: KafkaBroker, dry_run: bool) -> list[Parked]:
    """Send the parked messages of a topic back, oldest first; return what they were.

    Args:
        topic: the topic they were read from.
        bootstrap: the broker.
        broker: sends them.
        dry_run: only return them; they stay parked.
    """
    place = TopicPartition(parked(topic), 0)
    consumer = KafkaConsumer(
        place.topic,
        bootstrap_servers=bootstrap,
        group_id=replay_group(topic),
        enable_auto_commit=False,
        auto_offset_reset="earliest",
        consumer_timeout_ms=_IDLE_MS,
    )
    found = []
    try:
        # What is parked again while this runs waits for the next time.
        end = consumer.end_offsets([place])[place]
        for record in consumer:
            if record.offset >= end:
                break
            if not dry_run:
                broker.put_back(topic, record.key, record.value)
                consumer.commit()
            found.append(_parked(record))
    finally:
        consumer.close(autocommit=False)
    return found


def _parked(record: Any) -> Parked:
    about = {name: value.decode() for name, value in record.headers}
    return Parked(
        source=about.get("source", "?"),
        group=about.get("group", "?"),
        reason=about.get("reason", "?"),
        attempts=about.get("attempts", "?"),
        parked_at=about.get("parkedat", "?"),
        size=len(record.value or b""),
    )
