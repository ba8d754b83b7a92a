"""How far each group is behind, and what lies parked; asked apart from the consumers.

A consumer that hangs, or waits for a store, could not tell.
"""

import threading
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from kafka import KafkaConsumer, TopicPartition
from kafka.errors import KafkaError

from shared.errors import Unavailable
from shared.kafka.consumer import Subscription
from shared.kafka.patience import FINDING_MS
from shared.kafka.topics import parked, replay_group
from shared.logs import logger
from shared.loops import Loop, Named, Standing, stand
from shared.metrics import CONSUMER_LAG, PARKED_MESSAGES, STORE_RETRIES
from shared.words import N_

MEASURE_SECONDS = 15.0
_ANSWER_MS = 5_000
_log = logger(__name__)


@dataclass
class LagWatch:
    """Asks the broker on one connection a group, which joins no group."""

    bootstrap: str
    _askers: dict[str, Any] = field(default_factory=dict)

    def behind(self, group: str, topics: Sequence[str]) -> dict[str, int]:
        """Return per topic how many messages the group has not committed; 0 where it is gone.

        Raises:
            Unavailable: the broker does not answer.
        """
        try:
            asker = self._asker(group)
            places = list(_places(asker, topics))
            if not places:
                return dict.fromkeys(topics, 0)
            ends = asker.end_offsets(places, timeout_ms=_ANSWER_MS)
            begun = asker.beginning_offsets(places, timeout_ms=_ANSWER_MS)
            done = {each: asker.committed(each, timeout_ms=_ANSWER_MS) for each in places}
        except KafkaError as error:
            self.close()
            STORE_RETRIES.labels(store="broker").inc()
            raise Unavailable(N_("系统暂时无法使用，请稍后再试")) from error
        return _by_topic(topics, ends, begun=begun, done=done)

    def close(self) -> None:
        """Let go of the connections."""
        while self._askers:
            self._askers.popitem()[1].close(autocommit=False)

    def _asker(self, group: str) -> Any:
        if group not in self._askers:
            self._askers[group] = KafkaConsumer(
                bootstrap_servers=self.bootstrap,
                bootstrap_timeout_ms=FINDING_MS,
                group_id=group,
                enable_auto_commit=False,
                request_timeout_ms=10_000,
                reconnect_backoff_max_ms=1_000,
            )
        return self._askers[group]


def lag_loop(subscriptions: Sequence[Subscription], *, bootstrap: str) -> Loop:
    """Return the loop that keeps the lag of these subscriptions and what is parked of theirs."""

    def loop(stop: threading.Event) -> None:
        watch = LagWatch(bootstrap)
        while not stop.is_set():
            try:
                measure(watch, subscriptions)
                stand(stop, Standing.WORKING)
            except Unavailable:
                _log.warning("broker away, lag unknown")
                stand(stop, Standing.AWAY)
            stop.wait(MEASURE_SECONDS)
        watch.close()

    return Named("lag", loop)


def measure(watch: LagWatch, subscriptions: Sequence[Subscription]) -> None:
    """Ask once.

    Raises:
        Unavailable: the broker does not answer.
    """
    for each in subscriptions:
        for topic, lag in watch.behind(each.group, each.topics).items():
            CONSUMER_LAG.labels(group=each.group, topic=topic).set(lag)
    for topic in sorted({topic for each in subscriptions for topic in each.topics}):
        aside = watch.behind(replay_group(topic), [parked(topic)])
        PARKED_MESSAGES.labels(topic=topic).set(aside[parked(topic)])


def _places(asker: Any, topics: Iterable[str]) -> Iterable[Any]:
    known = asker.topics()
    for topic in topics:
        if topic in known:
            for number in asker.partitions_for_topic(topic) or ():
                yield TopicPartition(topic, number)


def _by_topic(
    topics: Iterable[str],
    ends: Mapping[Any, int],
    *,
    begun: Mapping[Any, int],
    done: Mapping[Any, int | None],
) -> dict[str, int]:
    behind = dict.fromkeys(topics, 0)
    for place, end in ends.items():
        first = begun.get(place, 0)
        behind[place.topic] += max(0, end - max(first, done[place] or 0))
    return behind
