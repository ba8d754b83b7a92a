"""The topics of the product, created by `setup` and again when a broker lost them.

A broker that makes topics for whoever asks may come back from a loss with one of a single
partition: it gets those it lacks.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from kafka.admin import KafkaAdminClient, NewPartitions, NewTopic
from kafka.errors import KafkaError, TopicAlreadyExistsError

from shared.errors import Unavailable
from shared.words import N_

PARKED_SUFFIX = ".parked"
_DAY_MS = 24 * 3600 * 1000


@dataclass(frozen=True, kw_only=True)
class Topic:
    """A topic: order holds inside a partition, which the message key picks."""

    name: str
    partitions: int
    keep_days: int = 7
    keep_bytes: int = 64 * 1024 * 1024


TOPICS = (
    Topic(name="cases", partitions=3),
    Topic(name="credit-intake", partitions=1),
    Topic(name="scores", partitions=3),
    Topic(name="messages", partitions=3),
    Topic(name="measures", partitions=1),
    Topic(name="lists", partitions=1),
)


def parked(topic: str) -> str:
    """Return the name of the topic that holds a topic's parked messages."""
    return f"{topic}{PARKED_SUFFIX}"


def replay_group(topic: str) -> str:
    """Return the group whose committed place says which parked messages were sent back."""
    return f"replay-{topic}"


def ensure_topics(
    bootstrap: str, *, replication_factor: int, topics: Sequence[Topic] = TOPICS
) -> None:
    """Create the topics and partitions that are missing, each topic with its parking place.

    Raises:
        Unavailable: the broker does not answer.
    """
    wanted = [new for topic in topics for new in _pair(topic, replication_factor)]
    try:
        admin = KafkaAdminClient(bootstrap_servers=bootstrap, request_timeout_ms=10_000)
        try:
            there = set(admin.list_topics())
            for new in wanted:
                if new.name not in there:
                    _create(admin, new)
                elif _count(admin, new.name) < new.num_partitions:
                    admin.create_partitions({new.name: NewPartitions(new.num_partitions)})
        finally:
            admin.close()
    except KafkaError as error:
        raise Unavailable(N_("系统暂时无法使用，请稍后再试")) from error


def _create(admin: KafkaAdminClient, new: NewTopic) -> None:
    try:
        admin.create_topics([new])
    except TopicAlreadyExistsError:
        return


def _count(admin: KafkaAdminClient, topic: str) -> int:
    return len(admin.describe_topics([topic])[0]["partitions"])


def _pair(topic: Topic, replication_factor: int) -> list[NewTopic]:
    settings = {
        "retention.ms": str(topic.keep_days * _DAY_MS),
        "retention.bytes": str(topic.keep_bytes),
    }
    kept = {"retention.ms": str(30 * _DAY_MS), "retention.bytes": str(topic.keep_bytes)}
    return [
        NewTopic(topic.name, topic.partitions, replication_factor, topic_configs=settings),
        NewTopic(parked(topic.name), 1, replication_factor, topic_configs=kept),
    ]
