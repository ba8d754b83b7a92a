"""A broker that other tests use is emptied between modules; one that is in use is left alone."""

import time

import pytest
from kafka.admin import KafkaAdminClient

from shared.kafka.topics import TOPICS, ensure_topics, parked
from tests.engines import own_engine
from tests.engines.shared_broker import MARK, emptied

pytestmark = pytest.mark.engines
OURS = {name for topic in TOPICS for name in (topic.name, parked(topic.name))}


@pytest.fixture
def bootstrap(tmp_path):
    with own_engine("KAFKA_BOOTSTRAP", tmp_path) as engine:
        yield engine.address


def topics(bootstrap: str) -> set[str]:
    admin = KafkaAdminClient(bootstrap_servers=bootstrap)
    found = set(admin.list_topics())
    admin.close()
    return found


def test_topics_of_the_module_before_are_gone(bootstrap):
    with emptied(bootstrap):
        ensure_topics(bootstrap, replication_factor=1)
    with emptied(bootstrap):
        left = topics(bootstrap)
    assert MARK in left
    assert not left & OURS


def test_a_broker_that_no_test_run_marked_is_refused_and_left_as_it_is(bootstrap):
    ensure_topics(bootstrap, replication_factor=1)
    # Kafka answers that a topic is made a moment before it lists it.
    while not topics(bootstrap) >= OURS:
        time.sleep(0.05)
    with pytest.raises(AssertionError, match="at another"), emptied(bootstrap):
        pass
    assert topics(bootstrap) >= OURS
