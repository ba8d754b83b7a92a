"""The relay against an outbox and a broker that are plain lists with the same promises."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from shared.events.envelope import OutboxMessage
from shared.messaging.outbox import Acknowledgement
from shared.messaging.relay import Relay

START = datetime(2026, 11, 23, tzinfo=UTC)


def message(n: int) -> OutboxMessage:
    return OutboxMessage(id=str(n), topic="cases", key=str(n), body=f'{{"n":{n}}}')


@dataclass
class ListOutbox:
    """Keeps waiting and sent events in memory; what the contract test asks of MongoDB."""

    waiting: list[OutboxMessage] = field(default_factory=list)
    sent: list[tuple[datetime, OutboxMessage]] = field(default_factory=list)
    offsets: dict[str, int] = field(default_factory=dict)
    kept_at: datetime | None = None

    def unsent(self, limit: int) -> list[OutboxMessage]:
        return self.waiting[:limit]

    def mark_sent(self, messages: Sequence[OutboxMessage], at: datetime) -> None:
        self.sent += [(at, each) for each in messages]
        self.waiting = [each for each in self.waiting if each not in messages]

    def sent_between(self, start: datetime, end: datetime) -> list[OutboxMessage]:
        return [each for at, each in self.sent if start < at <= end]

    def spare(self, start: datetime, end: datetime, at: datetime) -> None:
        self.sent = [(at if start < when <= end else when, each) for when, each in self.sent]

    def oldest_waiting(self) -> datetime | None:
        return START if self.waiting else None

    def positions(self) -> dict[str, int]:
        return dict(self.offsets)

    def keep_positions(self, positions: dict[str, int], at: datetime) -> None:
        self.offsets, self.kept_at = dict(positions), at

    def last_sent_at(self) -> datetime | None:
        return self.kept_at

    def forget_sent_before(self, at: datetime) -> None:
        self.sent = [(when, each) for when, each in self.sent if when >= at]


@dataclass
class ListBroker:
    """A log that may forget its end, and that may leave the last messages unacknowledged."""

    log: list[OutboxMessage] = field(default_factory=list)
    refuses: int = 0

    def send(self, messages: Sequence[OutboxMessage]) -> list[Acknowledgement]:
        assert messages, "a producer has nothing to do with no messages"
        taken = list(messages)[: max(0, len(messages) - self.refuses)]
        self.refuses = 0
        answers = []
        for each in taken:
            self.log.append(each)
            answers.append(Acknowledgement(message=each, partition=0, offset=len(self.log) - 1))
        return answers

    def ends(self, positions: Sequence[str]) -> dict[str, int]:
        return dict.fromkeys(positions, len(self.log))

    def restore_topics(self) -> None:
        return


class Delivery(RuleBasedStateMachine):
    """Whatever the broker forgets, and wherever the relay dies, every event is in its log."""

    def __init__(self) -> None:
        super().__init__()
        self.count = 0
        self.time = START
        self.outbox = ListOutbox()
        self.broker = ListBroker()
        self.relay = self.fresh()

    def fresh(self) -> Relay:
        return Relay(outbox=self.outbox, broker=self.broker, now=lambda: self.time)

    @rule(n=st.integers(1, 5))
    def something_happens(self, n: int) -> None:
        for _ in range(n):
            self.count += 1
            self.outbox.waiting.append(message(self.count))

    @rule(refuses=st.integers(0, 2))
    def the_relay_works(self, refuses: int) -> None:
        self.broker.refuses = refuses
        self.relay.once()
        self.time += timedelta(seconds=1)

    @rule(n=st.integers(1, 10), refuses=st.integers(0, 9))
    def the_broker_forgets_its_end(self, n: int, refuses: int) -> None:
        del self.broker.log[-n:]
        self.broker.refuses = refuses

    @rule()
    def the_relay_dies_and_another_starts(self) -> None:
        self.relay = self.fresh()
        self.relay.start()

    @invariant()
    def all_arrive_once_the_relay_has_looked(self) -> None:
        quiet = self.fresh()
        quiet.start()
        for _ in range(20):
            quiet.once()
        assert {each.id for each in self.broker.log} >= {str(n + 1) for n in range(self.count)}


Delivery.TestCase.settings = settings(max_examples=60, stateful_step_count=25, deadline=None)
TestDelivery = Delivery.TestCase


def test_copies_older_than_a_day_are_dropped():
    outbox = ListOutbox(sent=[(START - timedelta(hours=25), message(1)), (START, message(2))])
    Relay(outbox=outbox, broker=ListBroker(), now=lambda: START).check_broker()
    assert [each.id for _, each in outbox.sent] == ["2"]


def test_an_acknowledgement_that_is_not_above_the_last_one_means_a_loss():
    outbox, broker = ListOutbox(), ListBroker()
    relay = Relay(outbox=outbox, broker=broker, now=lambda: START)
    outbox.waiting = [message(1), message(2)]
    relay.once()
    broker.log.clear()
    outbox.waiting = [message(3)]
    while relay.once():
        continue
    assert {each.id for each in broker.log} == {"1", "2", "3"}
    assert relay.resent == 2


@pytest.mark.parametrize("set_by", [timedelta(days=7), timedelta(hours=-2)])
@pytest.mark.parametrize("restarted", [False, True])
def test_a_loss_is_made_good_by_a_clock_that_was_set_since(set_by, restarted):
    time = [START]
    outbox, broker = ListOutbox(waiting=[message(1), message(2)]), ListBroker()
    relay = Relay(outbox=outbox, broker=broker, now=lambda: time[0])
    relay.once()
    time[0] += set_by
    if restarted:
        relay = Relay(outbox=outbox, broker=broker, now=lambda: time[0])
        relay.start()
    relay.check_broker()
    broker.log.clear()
    outbox.waiting = [message(3)]
    while relay.once():
        continue
    assert {each.id for each in broker.log} == {"1", "2", "3"}


def test_what_revealed_a_loss_is_sent_again_behind_what_was_lost():
    outbox, broker = ListOutbox(), ListBroker()
    relay = Relay(outbox=outbox, broker=broker, now=lambda: START)
    outbox.waiting = [message(1), message(2)]
    relay.once()
    read = len(broker.log)
    broker.log.clear()
    outbox.waiting = [message(3)]
    while relay.once():
        continue
    assert "3" in {each.id for each in broker.log[read:]}
