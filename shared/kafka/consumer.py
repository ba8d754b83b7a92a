"""Reads topics in a group, hands messages on, commits after the effect.

Offsets are a hint, never the truth: every handler recognises what it has had. A group that loses
its place reads again from the beginning of what the broker keeps.
"""

import random
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from typing import Any

from kafka import KafkaConsumer
from kafka.errors import CommitFailedError, KafkaError

from shared.errors import Unavailable
from shared.events.envelope import Event
from shared.kafka.patience import FINDING_MS
from shared.kafka.producer import KafkaBroker
from shared.kafka.rebalance import Rebalance
from shared.logs import logger, set_trace_id
from shared.loops import Loop, Named, Standing, stand
from shared.messaging.dispatch import BatchHandler, Dispatcher, Handler, Received, Stopped
from shared.messaging.retry import back_off
from shared.metrics import EVENTS_HANDLED, EVENTS_PARKED, EVENTS_RETRIED, HANDLING_SECONDS
from shared.traces import HEADER, sane

_log = logger(__name__)
_PAUSE_BETWEEN_BATCHES = 0.02
# A broker may answer an empty fetch at once, and the client then asks again without rest: a
# waiting poll costs most of a core. So polls are short, and an idle loop rests in between. An
# answer that comes during the rest is there at the next poll.
_POLL_MS = 5
_REBALANCING_POLL_MS = 1_000
_REST_SECONDS = 0.2


@dataclass(frozen=True, kw_only=True)
class Subscription:
    """Who listens to what: one handler per event type, or one for batches of all of them."""

    group: str
    topics: tuple[str, ...]
    handlers: Mapping[type[Event], Handler]
    batch: BatchHandler | None = None
    most: int = 100


def consume(
    subscription: Subscription, *, bootstrap: str, broker: KafkaBroker, stop: threading.Event
) -> None:
    """Read until told to stop; while the broker is away, wait for it."""
    attempt = 0
    while not stop.is_set():
        try:
            _read(subscription, bootstrap=bootstrap, broker=broker, stop=stop)
            attempt = 0
        except Stopped:
            return
        except (KafkaError, Unavailable) as error:
            attempt += 1
            _log.warning("broker away, waiting", group=subscription.group, reason=repr(error))
            EVENTS_RETRIED.labels(group=subscription.group).inc()
            stand(stop, Standing.AWAY)
            stop.wait(back_off(attempt, random=random.random))


def _read(
    subscription: Subscription, *, bootstrap: str, broker: KafkaBroker, stop: threading.Event
) -> None:
    rebalance = Rebalance()
    consumer = _open(subscription, bootstrap, rebalance)
    dispatcher = Dispatcher(
        handlers=subscription.handlers,
        park=partial(_park, broker, subscription.group),
        wait=partial(_wait, stop, subscription.group),
        group=subscription.group,
    )
    try:
        while not stop.is_set():
            if rebalance.is_lost:
                _log.warning("no partitions given, joining anew", group=subscription.group)
                return
            patience = _REBALANCING_POLL_MS if rebalance.is_going_on else _POLL_MS
            messages = _poll(consumer, subscription.most, patience)
            begun = time.monotonic()
            _deliver(dispatcher, subscription, messages, stop)
            stand(stop, Standing.WORKING)
            if messages:
                _commit(consumer)
                _measure(subscription, messages, time.monotonic() - begun)
                dispatcher.stop_if_broken()
            else:
                stop.wait(_REST_SECONDS)
    finally:
        set_trace_id("")
        consumer.close(autocommit=False)


def _deliver(
    dispatcher: Dispatcher,
    subscription: Subscription,
    messages: Sequence[Received],
    stop: threading.Event,
) -> None:
    if subscription.batch is None:
        for message in messages:
            dispatcher.deliver(message)
    elif messages:
        dispatcher.deliver_batch(messages, subscription.batch)
        stop.wait(_PAUSE_BETWEEN_BATCHES)


def _open(subscription: Subscription, bootstrap: str, rebalance: Rebalance) -> Any:
    consumer = KafkaConsumer(
        bootstrap_servers=bootstrap,
        bootstrap_timeout_ms=FINDING_MS,
        group_id=subscription.group,
        enable_auto_commit=False,
        auto_offset_reset="earliest",
        session_timeout_ms=10_000,
        heartbeat_interval_ms=2_000,
        reconnect_backoff_max_ms=1_000,
        metadata_max_age_ms=10_000,
    )
    consumer.subscribe(list(subscription.topics), listener=rebalance)
    return consumer


def _poll(consumer: Any, most: int, patience_ms: int) -> list[Received]:
    found = consumer.poll(timeout_ms=patience_ms, max_records=most)
    return [
        Received(
            topic=where.topic,
            source=f"{where.topic}|{where.partition}|{record.offset}",
            key=record.key,
            body=record.value or b"",
            traceparent=_traceparent(record.headers),
        )
        for where, records in found.items()
        for record in records
    ]


def _traceparent(headers: Sequence[tuple[str, bytes]]) -> str:
    """Return the trace context of the hop, as the relay left it beside the event."""
    return sane(dict(headers or ()).get(HEADER, b"").decode("ascii", "replace"))


def _commit(consumer: Any) -> None:
    try:
        consumer.commit()
    except CommitFailedError:
        _log.info("group changed, messages will come again")


def _measure(subscription: Subscription, messages: Sequence[Received], seconds: float) -> None:
    group = subscription.group
    HANDLING_SECONDS.labels(group=group).observe(seconds)
    for topic in subscription.topics:
        handled = sum(message.topic == topic for message in messages)
        EVENTS_HANDLED.labels(group=group, topic=topic).inc(handled)


def _park(broker: KafkaBroker, group: str, message: Received, reason: str, attempts: int) -> None:
    at = datetime.now(UTC).isoformat(timespec="seconds")
    broker.park(message, reason, attempts, group=group, at=at)
    kind = reason.partition(":")[0]
    EVENTS_PARKED.labels(group=group, topic=message.topic, reason=kind).inc()
    _log.error("message parked", group=group, source=message.source, attempts=attempts)


def _wait(stop: threading.Event, group: str, attempt: int) -> None:
    EVENTS_RETRIED.labels(group=group).inc()
    stand(stop, Standing.AWAY)
    if stop.wait(back_off(attempt, random=random.random)):
        raise Stopped


def subscribe_all(
    subscriptions: Sequence[Subscription], *, bootstrap: str, broker: Callable[[], KafkaBroker]
) -> list[Loop]:
    """Return one loop per subscription, each with a broker connection of its own for parking."""
    return [
        Named(
            f"consume {subscription.group}",
            partial(_run, subscription, bootstrap=bootstrap, broker=broker),
        )
        for subscription in subscriptions
    ]


def _run(
    subscription: Subscription,
    stop: threading.Event,
    *,
    bootstrap: str,
    broker: Callable[[], KafkaBroker],
) -> None:
    connection = broker()
    try:
        consume(subscription, bootstrap=bootstrap, broker=connection, stop=stop)
    finally:
        connection.close()
