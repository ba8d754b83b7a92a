"""One complaint, one trace: from the request through outbox, relay and consumers to the mail."""

import json
import re
from collections.abc import Iterator

import pytest

from services.complaints.commands.index_watch import IndexWatch
from shared import traces
from shared.kafka.lag import LagWatch
from tests.collector import Collector, Seen, collecting
from tests.complaints import ZHOULAN
from tests.journeys.places import topics
from tests.journeys.product import Product
from tests.journeys.story import PHRASE, a_complaint_body, file, messages, until

pytestmark = pytest.mark.engines
FILED = "POST /api/complaints"
CASE = "HY-2026-00001-1"
BROWSER = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
WAY_OF_EVERY_EVENT = [FILED, "insert cases", "send cases", "handle case.filed.v1"]
MESSAGES_OWED = 4
MESSAGES_TO_THE_REPORTER = 2


@pytest.fixture(scope="module")
def collector(product: Product) -> Iterator[Collector]:
    """File a complaint, see its mails through, and have all its spans."""
    with collecting() as collector:
        traces.start(collector.endpoint, service="journey", process="all", release="test")
        try:
            IndexWatch(product.complaints).look()
            with product.working():
                file(product)
                until(lambda: len(messages(product)) == MESSAGES_OWED)
                until(lambda: {m["state"] for m in messages(product)} == {"accepted"})
                until(lambda: not product.outbox("notify").count_waiting())
                until(lambda: not lag(product, "complaints-index", "cases"))
                until(lambda: not lag(product, "complaints-told", "messages"))
        finally:
            traces.stop()
        yield collector


def lag(product: Product, group: str, topic: str) -> int:
    watch = LagWatch(product.engines.kafka_bootstrap)
    try:
        return watch.behind(group, [topic])[topic]
    finally:
        watch.close()


def of_the_filing(collector: Collector) -> list[Seen]:
    (root,) = collector.named(FILED)
    return [span for span in collector.spans if span.trace == root.trace]


def test_the_request_is_the_root_and_says_route_method_and_answer(collector):
    (root,) = collector.named(FILED)
    assert root.parent == ""
    assert root.attributes["http.route"] == "/api/complaints"
    assert root.attributes["http.response.status_code"] == "201"
    assert (root.service, root.process) == ("journey", "all")


def test_the_event_is_saved_by_the_request_sent_by_the_relay_and_handled_below_it(collector):
    handled = [
        span
        for span in collector.named("handle case.filed.v1")
        if span.attributes["messaging.consumer.group.name"] == "notify"
    ]
    assert handled
    for span in handled:
        assert collector.way_to(span) == WAY_OF_EVERY_EVENT


def test_the_mail_server_and_the_resolver_are_asked_in_the_same_trace(collector):
    mails = collector.named("hand over to mail server")
    assert len(mails) == 2
    for mail in mails:
        assert collector.way_to(mail) == [
            *WAY_OF_EVERY_EVENT,
            "send message email",
            "hand over to mail server",
        ]
        assert mail.attributes["fairport.reason"] == "smtp_accepted"
    asked = collector.named("GET /internal/recipients/<path:reference>")
    assert asked
    for span in asked:
        assert collector.way_to(span)[-2:] == ["ask who is behind a reference", span.name]
        assert collector.way_to(span)[: len(WAY_OF_EVERY_EVENT)] == WAY_OF_EVERY_EVENT


def test_the_index_is_written_in_the_same_trace(collector):
    ways = [collector.way_to(span) for span in collector.named("index cases")]
    assert [*WAY_OF_EVERY_EVENT, "index cases"] in ways


def test_what_the_reporter_was_told_comes_back_in_the_same_trace(collector):
    told = [span for span in of_the_filing(collector) if span.name == "send messages"]
    assert len(told) == MESSAGES_TO_THE_REPORTER
    for span in told:
        assert collector.way_to(span)[len(WAY_OF_EVERY_EVENT) + 1 :] == [
            "save messages",
            "send messages",
        ]


def test_no_name_and_no_attribute_holds_a_value_of_the_case_or_of_a_person(collector):
    spans = of_the_filing(collector)
    everything = repr(spans)
    for secret in (CASE, ZHOULAN.sub, ZHOULAN.name, ZHOULAN.uscc, PHRASE, "@", "127.0.0.1"):
        assert secret is not None
        assert secret not in everything
    for span in spans:
        assert re.fullmatch(r"[A-Za-z0-9_./<>: ]+", span.name)


def test_the_event_keeps_the_trace_of_its_change_and_the_log_id_is_the_same(collector, product):
    (root,) = collector.named(FILED)
    (saved,) = (s for s in collector.named("insert cases") if s.parent == root.id)
    sent = topics(product)["cases"]
    body = json.loads(sent[sent.index("{") : sent.index("}}") + 2])
    assert body["traceparent"][:53] == f"00-{root.trace}-{saved.id}-"
    assert body["traceid"] == root.trace


def test_a_browser_that_traces_is_joined(product):
    with collecting() as collector:
        traces.start(collector.endpoint, service="journey", process="all", release="test")
        try:
            client = product.person("complaints", ZHOULAN)
            client.get(f"/complaints/mine/{CASE}", headers={"traceparent": BROWSER})
            client.get("/complaints/mine", headers={"traceparent": "00-zz-yy-01"})
            client.post("/api/complaints", json=a_complaint_body())
            client.get("/healthz")
        finally:
            traces.stop()
    joined, own, refused = collector.spans
    assert (joined.trace, joined.parent) == (BROWSER[3:35], BROWSER[36:52])
    assert joined.name == "GET /complaints/mine/<case_id>"
    assert own.parent == ""
    assert (refused.attributes["http.response.status_code"], refused.failed) == ("400", False)
