"""Sends events and reports which ones the broker acknowledged."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from kafka import KafkaConsumer, KafkaProducer, TopicPartition
from kafka.errors import KafkaError

from shared.errors import Unavailable
from shared.events.envelope import OutboxMessage
from shared.kafka.patience import FINDING_MS
from shared.kafka.topics import parked
from shared.logs import logger
from shared.messaging.dispatch import Received
from shared.messaging.outbox import Acknowledgement
from shared.messaging.spans import sending
from shared.metrics import STORE_RETRIES
from shared.traces import HEADER, Span
from shared.words import N_

_ANSWER_SECONDS = 10
_log = logger(__name__)


class KafkaBroker:
    """The broker as the relay sees it; a producer that failed is replaced by a new one."""

    def __init__(self, bootstrap: str, restore_topics: Callable[[], None]) -> None:
        """Speak to the broker at `bootstrap`; nothing is opened before the first use."""
        self._bootstrap = bootstrap
        self._restore_topics = restore_topics
        self._producer: Any = None
        self._asker: Any = None
        self._given_up: list[Any] = []

    def send(self, messages: Sequence[OutboxMessage]) -> list[Acknowledgement]:
        """Send all, wait, and return those acknowledged; the others are sent again later."""
        self._close_given_up()
        spans = [sending(message) for message in messages]
        try:
            return self._sent(messages, spans)
        finally:
            for span in spans:
                span.end()

    def _sent(
        self, messages: Sequence[OutboxMessage], spans: Sequence[Span]
    ) -> list[Acknowledgement]:
        try:
            futures = [
                (message, self._put(message, span.traceparent))
                for message, span in zip(messages, spans, strict=True)
            ]
            self._producer.flush(timeout=_ANSWER_SECONDS)
        except KafkaError as error:
            self._drop(error)
            raise Unavailable(N_("系统暂时无法使用，请稍后再试")) from error
        acknowledged = []
        for message, future in futures:
            try:
                where = future.get(timeout=_ANSWER_SECONDS)
            except KafkaError as error:
                self._drop(error)
                break
            acknowledged.append(
                Acknowledgement(message=message, partition=where.partition, offset=where.offset)
            )
        return acknowledged

    def ends(self, positions: Sequence[str]) -> dict[str, int]:
        """Return the next offset of each "topic|partition"; 0 where topic or partition is gone."""
        if not positions:
            return {}
        wanted = {where: _partition(where) for where in positions}
        try:
            offsets = self._end_offsets(list(wanted.values()))
        except KafkaError as error:
            self._close_asker()
            STORE_RETRIES.labels(store="broker").inc()
            raise Unavailable(N_("系统暂时无法使用，请稍后再试")) from error
        return {where: int(offsets.get(each, 0)) for where, each in wanted.items()}

    def restore_topics(self) -> None:
        """Create the topics again that are missing."""
        self._restore_topics()

    def park(self, message: Received, reason: str, attempts: int, *, group: str, at: str) -> None:
        """Put a message aside in `<topic>.parked` with source, reason and attempts, and wait."""
        about = {
            "source": message.source,
            "group": group,
            "reason": reason[:500],
            "attempts": str(attempts),
            "parkedat": at,
        }
        try:
            future = self._open().send(
                parked(message.topic),
                key=message.key,
                value=message.body,
                headers=_headers(about),
            )
            future.get(timeout=_ANSWER_SECONDS)
        except KafkaError as error:
            self._drop(error)
            raise Unavailable(N_("系统暂时无法使用，请稍后再试")) from error

    def put_back(self, topic: str, key: bytes | None, body: bytes) -> None:
        """Send a parked message to the topic it came from, and wait."""
        try:
            self._open().send(topic, key=key, value=body).get(timeout=_ANSWER_SECONDS)
        except KafkaError as error:
            self._drop(error)
            raise Unavailable(N_("系统暂时无法使用，请稍后再试")) from error

    def close(self) -> None:
        """Let go of the connections."""
        self._close_asker()
        producer, self._producer = self._producer, None
        if producer is not None and not _is_closed(producer, seconds=5):
            self._given_up.append(producer)
        self._close_given_up()

    def _end_offsets(self, wanted: Sequence[Any]) -> Mapping[Any, int]:
        """Ask on a connection that is kept: the relay asks every few seconds."""
        if self._asker is None:
            self._asker = _reader(self._bootstrap)
        known = self._asker.topics()
        there = [
            each
            for each in wanted
            if each.topic in known and each.partition in _partitions(self._asker, each.topic)
        ]
        offsets: Mapping[Any, int] = (
            self._asker.end_offsets(there, timeout_ms=_ANSWER_SECONDS * 1000) if there else {}
        )
        return offsets

    def _close_asker(self) -> None:
        asker, self._asker = self._asker, None
        if asker is not None:
            asker.close()

    def _put(self, message: OutboxMessage, traceparent: str) -> Any:
        hop = {HEADER: traceparent} if traceparent else {}
        return self._open().send(
            message.topic,
            key=message.key.encode(),
            value=message.body.encode(),
            headers=_headers({"ce_id": message.id} | hop),
        )

    def _open(self) -> Any:
        if self._producer is None:
            self._producer = KafkaProducer(
                bootstrap_servers=self._bootstrap,
                bootstrap_timeout_ms=FINDING_MS,
                acks="all",
                enable_idempotence=True,
                delivery_timeout_ms=30_000,
                request_timeout_ms=5_000,
                max_block_ms=5_000,
                reconnect_backoff_max_ms=1_000,
                linger_ms=5,
            )
        return self._producer

    def _drop(self, error: Exception) -> None:
        _log.warning("producer replaced", reason=repr(error))
        STORE_RETRIES.labels(store="broker").inc()
        producer, self._producer = self._producer, None
        if producer is not None:
            self._given_up.append(producer)
        self._close_given_up()

    def _close_given_up(self) -> None:
        """Close what was given up; what still waits for an answer, later."""
        self._given_up = [each for each in self._given_up if not _is_closed(each, seconds=0)]


def _is_closed(producer: Any, *, seconds: int) -> bool:
    """Close a producer; one with messages under way refuses until these are sent or too old."""
    try:
        producer.close(timeout=seconds)
    except KafkaError:
        return False
    return True


def _reader(bootstrap: str) -> Any:
    return KafkaConsumer(
        bootstrap_servers=bootstrap,
        bootstrap_timeout_ms=FINDING_MS,
        request_timeout_ms=10_000,
        reconnect_backoff_max_ms=1_000,
    )


def _partitions(asker: Any, topic: str) -> set[int]:
    return set(asker.partitions_for_topic(topic) or ())


def _partition(where: str) -> Any:
    topic, _, number = where.rpartition("|")
    return TopicPartition(topic, int(number))


def _headers(values: Mapping[str, str]) -> list[tuple[str, bytes]]:
    return [(name, value.encode()) for name, value in values.items()]
