"""A broker that several test modules use, one after the other.

The names of the product's topics are fixed, so a module must have the broker to itself and find
none of them. They are deleted only on a broker that a test run has marked as its own.
"""

import fcntl
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any

from kafka.admin import KafkaAdminClient, NewTopic

from shared.kafka.topics import TOPICS, parked

MARK = "fairport-tests"
PROBE = "probe"
_OURS = {name for topic in TOPICS for name in (topic.name, parked(topic.name))}
_OURS |= {PROBE, parked(PROBE)}
_SECONDS = 30


@contextmanager
def emptied(bootstrap: str) -> Iterator[None]:
    """Hold the broker for one module of this machine's test runs, without topics and groups."""
    name = f"fairport-tests-{sha256(bootstrap.encode()).hexdigest()[:12]}.lock"
    with (Path(tempfile.gettempdir()) / name).open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        admin = KafkaAdminClient(bootstrap_servers=bootstrap)
        try:
            _empty(admin, bootstrap)
        finally:
            admin.close()
        yield


def _empty(admin: Any, bootstrap: str) -> None:
    there = set(admin.list_topics())
    left = there & _OURS
    if left and MARK not in there:
        raise AssertionError(
            f"The broker at {bootstrap} holds {', '.join(sorted(left))}, which the tests would"
            f" delete, and no topic {MARK}, by which they know a broker as theirs. Point"
            " KAFKA_BOOTSTRAP at another one."
        )
    if MARK not in there:
        admin.create_topics([NewTopic(MARK, 1, 1)])
    if left:
        admin.delete_topics(sorted(left))
        _forget_groups(admin, left)
    _until_gone(admin, left)


def _forget_groups(admin: Any, topics: set[str]) -> None:
    """Delete the groups that read these topics: a place kept in them means nothing any more."""
    names = [group["group_id"] for group in admin.list_groups()]
    places = admin.list_group_offsets(names) if names else {}
    ours = [name for name, read in places.items() if {each.topic for each in read} & topics]
    if ours:
        admin.delete_groups(ours)


def _until_gone(admin: Any, topics: set[str]) -> None:
    limit = time.monotonic() + _SECONDS
    while left := topics & set(admin.list_topics()):
        assert time.monotonic() < limit, left
        time.sleep(0.05)
