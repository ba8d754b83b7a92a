"""Events that come twice, backwards or mixed have the effect of those that come once, in order."""

import random
from collections.abc import Callable, Mapping
from typing import Any

import pytest

from services.notify.domain.plans.plan import Channel, Lane
from services.notify.usecases.send_due import send_due
from shared.events.envelope import OutboxMessage
from shared.kafka.consumer import Subscription
from shared.messaging.dispatch import Dispatcher, Received
from tests.complaints import TERMINAL
from tests.journeys.product import NAMES, Product, without_broker
from tests.journeys.story import a_complaint_body, file, handle, messages

pytestmark = pytest.mark.engines
CASES = ("HY-2026-00001-1", "HY-2026-00002-1")
Messages = list[OutboxMessage]
Order = Callable[[Messages, Messages], Messages]


def once(new: Messages, _before: Messages) -> Messages:
    return new


def twice_in_a_row(new: Messages, before: Messages) -> Messages:
    return [event for event in [*before, *new] for _ in range(2)]


def backwards(new: Messages, before: Messages) -> Messages:
    return [*reversed([*before, *new]), *reversed(new)]


def mixed(seed: int) -> Order:
    def mix(new: Messages, before: Messages) -> Messages:
        events = [*before, *new, *new]
        return random.Random(seed).sample(events, len(events))

    return mix


def deliver(product: Product, events: Messages) -> None:
    """Hand events to whoever listens, as the consumers do; none may be parked or wait."""
    for name in NAMES:
        for subscription in product.subscriptions(name):
            _deliver(subscription, [each for each in events if each.topic in subscription.topics])


def _deliver(subscription: Subscription, events: Messages) -> None:
    def refuse(*why: Any) -> None:
        raise AssertionError(why)

    dispatcher = Dispatcher(handlers=subscription.handlers, park=refuse, wait=refuse)
    received = [
        Received(topic=each.topic, source="", key=each.key.encode(), body=each.body.encode())
        for each in events
    ]
    if subscription.batch is None:
        for message in received:
            dispatcher.deliver(message)
        return
    for start in range(0, len(received), 5):
        dispatcher.deliver_batch(received[start : start + 5], subscription.batch)


def carry(product: Product, order: Order) -> None:
    """Carry all events, those of before among the new, until nobody has anything to say."""
    before: Messages = []
    while new := _new(product):
        deliver(product, order(new, before))
        before += new
        for channel in Channel:
            for lane in Lane:
                send_due(channel, lane, sender=product.notify.sender)


def _new(product: Product) -> Messages:
    found = []
    for name in NAMES:
        outbox = product.outbox(name)
        waiting = outbox.unsent(200)
        outbox.mark_sent(waiting, product.clock())
        found += waiting
    return found


def outcome(product: Product) -> Mapping[str, Any]:
    """Return everything that events brought about."""
    cases = product.complaints.source.cases(CASES)
    index = product.complaints.index
    index.refresh()
    subject = product.credit.subjects.get(TERMINAL)
    assert subject is not None
    return {
        "versions": {case.id: case.version for case in cases},
        "told": [clock.met_on for case in cases if (clock := case.clock("T-FILE-N"))],
        "indexed": index.versions(list(CASES)),
        "in the index": index.case_ids("", 10),
        "entries": sorted(e.event.event_id for e in product.credit.ledger.window(0, 10)),
        "score": (subject.score, subject.grade),
        "messages": sorted(
            (m.get("case_id", ""), m["event_type"], m["role"], m["channel"], m["state"])
            for m in messages(product)
        ),
        "mails": sorted(address for mail in product.mail.taken for address in mail.rcpt_tos),
    }


def lived(product: Product, order: Order) -> Mapping[str, Any]:
    """Take two cases about one enterprise to their effect, then carry what was said of them."""
    index = product.complaints.index
    index.switch_to(index.build())
    for number, case_id in enumerate(CASES):
        file(product, a_complaint_body(bill_no=f"YY2611-{number}"), key=f"story-key-{number}")
        handle(product, case_id)
    carry(product, order)
    return outcome(product)


@pytest.fixture(scope="module")
def in_order(mongo_url, elasticsearch_url, tmp_path_factory):
    root = tmp_path_factory.mktemp("in_order")
    with without_broker(mongo_url, elasticsearch_url, root) as product:
        return lived(product, once)


def test_in_order_and_once_everything_is_there(in_order):
    assert in_order["in the index"] == list(CASES)
    assert in_order["indexed"] == in_order["versions"]
    assert len(in_order["entries"]) == len(CASES)
    assert all(in_order["told"])
    assert {row[-1] for row in in_order["messages"]} == {"accepted"}
    assert len(in_order["mails"]) * 2 == len(in_order["messages"])


@pytest.mark.parametrize(
    "order",
    [twice_in_a_row, backwards, mixed(1), mixed(2), mixed(3)],
    ids=["twice", "backwards", "mixed 1", "mixed 2", "mixed 3"],
)
def test_twice_and_in_any_order_the_effect_is_the_same(
    in_order, order, mongo_url, elasticsearch_url, tmp_path
):
    with without_broker(mongo_url, elasticsearch_url, tmp_path) as product:
        assert lived(product, order) == in_order
