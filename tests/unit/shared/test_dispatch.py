"""What happens to a message that fails, and to one that waits for a store."""

from datetime import UTC, datetime

import pytest

from shared.errors import Unavailable
from shared.events.case_events import CaseChanged
from shared.events.envelope import encode
from shared.messaging.dispatch import (
    LONGEST_RUN_OF_PARKED,
    TRIES,
    Dispatcher,
    Received,
    Stopped,
    TooManyParked,
)

NOW = datetime(2026, 11, 23, tzinfo=UTC)


def received(n: int = 1) -> Received:
    happened = CaseChanged(
        key="HY-1", version=n, occurred_at=NOW, action="begin_check", state="checking"
    )
    text = encode(happened, source="complaints", aggregate_id="HY-1", recorded_at=NOW).body
    return Received(topic="cases", source=f"cases|0|{n}", key=b"HY-1", body=text.encode())


class Room:
    """A dispatcher with what it parked and how often it waited."""

    def __init__(self, handler, *, waits: int = 99) -> None:
        self.parked: list[tuple[str, str, int]] = []
        self.waited: list[int] = []
        self.dispatcher = Dispatcher(
            handlers={CaseChanged: handler}, park=self.park, wait=self.wait
        )
        self.most_waits = waits

    def park(self, message: Received, reason: str, attempts: int) -> None:
        self.parked.append((message.source, reason, attempts))

    def wait(self, attempt: int) -> None:
        self.waited.append(attempt)
        if len(self.waited) > self.most_waits:
            raise Stopped


def test_a_readable_event_reaches_its_handler_once():
    seen = []
    room = Room(lambda event, envelope: seen.append((event.action, envelope.sequence)))
    room.dispatcher.deliver(received())
    assert seen == [("begin_check", 1)]
    assert not room.parked


def test_what_cannot_be_read_is_parked_at_once():
    room = Room(lambda event, envelope: None)
    room.dispatcher.deliver(Received(topic="cases", source="cases|0|7", key=None, body=b"{"))
    assert room.parked[0][0] == "cases|0|7"
    assert room.parked[0][2] == 1


def test_while_a_store_is_away_nothing_is_parked():
    tries = []

    def handler(event, envelope):
        tries.append(1)
        if len(tries) < 30:
            raise Unavailable("away")

    room = Room(handler)
    room.dispatcher.deliver(received())
    assert len(tries) == 30
    assert not room.parked


def test_a_stop_while_waiting_leaves_the_message_for_the_next_start():
    def handler(event, envelope):
        raise Unavailable("away")

    room = Room(handler, waits=3)
    with pytest.raises(Stopped):
        room.dispatcher.deliver(received())
    assert not room.parked


def test_a_failure_is_tried_three_times_then_parked_with_its_reason():
    def handler(event, envelope):
        raise KeyError("bug")

    room = Room(handler)
    room.dispatcher.deliver(received())
    assert room.parked == [("cases|0|1", "KeyError: 'bug'", TRIES)]


def test_a_long_run_of_parked_messages_stops_the_consumer():
    room = Room(lambda event, envelope: None)
    bad = Received(topic="cases", source="s", key=None, body=b"")
    for _ in range(LONGEST_RUN_OF_PARKED - 1):
        room.dispatcher.deliver(bad)
    room.dispatcher.stop_if_broken()
    room.dispatcher.deliver(bad)
    with pytest.raises(TooManyParked):
        room.dispatcher.stop_if_broken()


def test_in_a_long_run_of_parked_messages_the_rest_of_a_batch_does_not_wait():
    def handler(event, envelope):
        raise KeyError("bug")

    room = Room(handler, waits=LONGEST_RUN_OF_PARKED * (TRIES - 1))
    for _ in range(LONGEST_RUN_OF_PARKED * 3):
        room.dispatcher.deliver(received())
    assert len(room.waited) == LONGEST_RUN_OF_PARKED * (TRIES - 1)


def test_a_batch_with_one_bad_event_parks_only_that_one():
    kept: list[int] = []

    def handle(events):
        if any(event.version == 2 for (event,) in [(e,) for _, e in events]):
            raise ValueError("two is bad")
        kept.extend(event.version for _, event in events)

    room = Room(lambda event, envelope: None)
    room.dispatcher.deliver_batch([received(1), received(2), received(3)], handle)
    assert kept == [1, 3]
    assert [source for source, _, _ in room.parked] == ["cases|0|2"]
