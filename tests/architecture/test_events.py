"""Every event is handled by somebody, and every topic that is listened to exists."""

import ast

from shared.events.catalogue import (
    case_events,
    credit_events,
    list_events,
    measure_events,
    notify_events,
    task_events,
)
from shared.events.envelope import CATALOGUE
from shared.kafka.topics import TOPICS
from tests.architecture.source import ROOT, tree

PUBLISHERS = (
    case_events,
    credit_events,
    list_events,
    measure_events,
    notify_events,
    task_events,
)
# The index follows every event of its topic, whatever its type.
FOLLOWED_AS_A_TOPIC = {"cases"}


def named_by_consumers() -> set[str]:
    return {
        node.id
        for path in (ROOT / "services").glob("*/consumers.py")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Name)
    }


def test_every_event_is_handled():
    handled = named_by_consumers()
    unhandled = [
        kind.TYPE
        for kind in CATALOGUE.values()
        if kind.__name__ not in handled and kind.TOPIC not in FOLLOWED_AS_A_TOPIC
    ]
    assert unhandled == []


def test_every_topic_of_an_event_is_created():
    assert {kind.TOPIC for kind in CATALOGUE.values()} == {topic.name for topic in TOPICS}


def test_an_event_is_said_by_one_publisher():
    classes = [
        name
        for module in PUBLISHERS
        for name, value in vars(module).items()
        if isinstance(value, type) and value.__module__ == module.__name__
    ]
    assert len(classes) == len(set(classes)) == len(CATALOGUE)
