"""What each service measures of its own stores, over a complaint whose limits run out."""

from datetime import timedelta

import pytest
from prometheus_client import REGISTRY

from services.complaints.commands import loops as complaints_loops
from services.complaints.commands.index_watch import IndexWatch
from services.credit.commands import loops as credit_loops
from services.credit.usecases.append_documents import append_documents
from services.notify.commands import loops as notify_loops
from services.notify.consumers import handlers
from shared.events.envelope import decode
from tests.journeys.product import Product, without_broker
from tests.journeys.story import file
from tests.unit.credit.examples import PACK, an_event

pytestmark = pytest.mark.engines


@pytest.fixture
def product(mongo_url, elasticsearch_url, tmp_path):
    with without_broker(mongo_url, elasticsearch_url, tmp_path) as product:
        yield product


def figure(name: str, **labels: str) -> float:
    value = REGISTRY.get_sample_value(name, labels)
    assert value is not None
    return value


def test_the_clock_of_complaints_is_behind_by_the_limit_that_ran_out(product: Product):
    labels = {"service": "complaints", "work": "overdue"}
    file(product)
    complaints_loops._measure_clock(product.complaints)
    assert figure("fairport_clock_lag_seconds", **labels) == 0
    product.clock.forward(days=40)
    complaints_loops._measure_clock(product.complaints)
    assert figure("fairport_clock_lag_seconds", **labels) > timedelta(days=15).total_seconds()
    complaints_loops._note_overdue(product.complaints)
    complaints_loops._measure_clock(product.complaints)
    assert figure("fairport_clock_lag_seconds", **labels) == 0


def test_a_comparison_tells_what_it_found_and_when(product: Product):
    watch = IndexWatch(product.complaints)
    watch.look()
    assert figure("fairport_index_differences", scope="whole") == 0
    file(product)
    watch.look()
    assert figure("fairport_index_differences", scope="recent") == 1
    watch.look()
    assert figure("fairport_index_differences", scope="recent") == 0
    compared = figure("fairport_index_compared_timestamp_seconds", scope="recent")
    assert compared == product.clock().timestamp()


def test_the_ledger_tells_its_head_and_the_clock_of_credit_what_the_day_changes(product: Product):
    c = product.credit
    append_documents([an_event()], ledger=c.ledger, subjects=c.subjects, packs=[PACK], now=c.now())
    credit_loops._measure_ledger(c)
    assert figure("fairport_ledger_head", service="credit") == 1
    credit_loops._measure_clock(c)
    labels = {"service": "credit", "work": "rescore"}
    assert figure("fairport_clock_lag_seconds", **labels) == 0
    product.clock.forward(days=3)
    credit_loops._measure_clock(c)
    assert figure("fairport_clock_lag_seconds", **labels) > timedelta(days=1).total_seconds()


def test_messages_that_nobody_sends_are_told_by_lane_and_channel(product: Product):
    file(product)
    (sent,) = product.outbox("complaints").unsent(10)
    envelope, event = decode(sent.body.encode())
    assert event is not None
    handlers(product.notify)[type(event)](event, envelope)
    product.clock.forward(days=1)
    notify_loops._measure(product.notify)
    day = timedelta(days=1).total_seconds()
    lags = [
        figure("fairport_clock_lag_seconds", service="notify", work=f"{channel} {lane}")
        for channel in ("inbox", "email")
        for lane in ("statutory", "transactional", "bulk")
    ]
    assert {0, day} == set(lags)
    ages = [
        figure("fairport_message_oldest_age_seconds", state="due", lane=lane)
        for lane in ("statutory", "transactional", "bulk")
    ]
    assert max(ages) == day
