"""Spans where no engine is needed: off, batches, failures."""

import json
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from shared import traces
from shared.events.case_events import CaseChanged
from shared.events.envelope import decode, encode, traceparent_of
from shared.messaging.dispatch import Dispatcher, Received
from tests.collector import Collector, collecting

pytestmark = pytest.mark.slow

NOW = datetime(2026, 11, 23, tzinfo=UTC)
ONE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
OTHER = "00-11111111111111111111111111111111-2222222222222222-01"


@pytest.fixture
def collector() -> Iterator[Collector]:
    with collecting() as collector:
        traces.start(collector.endpoint, service="tiny", process="consume", release="test")
        yield collector
        traces.stop()


def received(n: int, traceparent: str = "", *, hop: str = "") -> Received:
    happened = CaseChanged(key="HY-1", version=n, occurred_at=NOW, action="a", state="s")
    message = encode(
        happened, source="test", aggregate_id="HY-1", recorded_at=NOW, traceparent=traceparent
    )
    assert traceparent_of(message.body) == traceparent
    return Received(
        topic="cases", source=f"cases|0|{n}", key=None, body=message.body.encode(), traceparent=hop
    )


def a_dispatcher(handler=lambda event, envelope: None) -> Dispatcher:
    return Dispatcher(
        handlers={CaseChanged: handler},
        park=lambda message, reason, attempts: None,
        wait=lambda attempt: None,
        group="g",
    )


def test_nothing_of_the_sdk_is_loaded_and_nothing_said_without_an_endpoint():
    program = (
        "import sys; from shared import traces; import services.complaints.commands.loops;"
        "traces.start('', service='s', process='p', release='r');"
        "assert not traces.is_on();"
        "print([m for m in sys.modules if m.startswith('opentelemetry.')"
        " and m.split('.')[1] in ('sdk', 'exporter')])"
    )
    done = subprocess.run(
        [sys.executable, "-W", "error::UserWarning", "-c", program], capture_output=True, check=True
    )
    assert (done.stdout, done.stderr) == (b"[]\n", b"")


def test_when_off_events_keep_no_trace_context_and_spans_cost_nothing():
    with traces.span("a") as span:
        span.note({"a": 1})
        assert span is traces.NO_SPAN
        assert traces.present() == ""


@pytest.mark.parametrize(
    "strange",
    [None, 7, "", "00-zz", ONE.upper(), f"00-{'0' * 32}-{'1' * 16}-01", f"{ONE}-x", ["a"]],
)
def test_a_trace_context_that_is_none_is_dropped_and_the_event_is_read(strange):
    body = {**json.loads(received(1).body), "traceparent": strange}
    envelope, event = decode(json.dumps(body).encode())
    assert envelope.traceparent == ""
    assert event is not None


def test_an_event_is_handled_below_the_hop_that_brought_it_else_below_its_change(collector):
    a_dispatcher().deliver(received(1, ONE, hop=OTHER))
    a_dispatcher().deliver(received(2, ONE))
    a_dispatcher().deliver(received(3))
    traces.stop()
    hop, change, own = collector.named("handle case.changed.v1")
    assert (hop.trace, hop.parent) == (OTHER[3:35], OTHER[36:52])
    assert (change.trace, change.parent) == (ONE[3:35], ONE[36:52])
    assert own.parent == ""


def test_what_is_done_for_many_events_is_linked_to_each_and_below_none(collector):
    inside = []
    a_dispatcher().deliver_batch(
        [received(1, ONE), received(2, OTHER)], lambda events: inside.append(traces.present())
    )
    traces.stop()
    one, other = collector.named("handle case.changed.v1")
    (batch,) = collector.named("handle batch g")
    assert {one.trace, other.trace} == {ONE[3:35], OTHER[3:35]}
    assert (batch.parent, set(batch.links)) == ("", {one.id, other.id})
    assert traces.trace_id_of(inside[0]) == batch.trace


def test_a_batch_of_one_event_is_part_of_its_trace(collector):
    inside = []
    a_dispatcher().deliver_batch([received(1, ONE)], lambda events: inside.append(traces.present()))
    assert traces.trace_id_of(inside[0]) == ONE[3:35]


def test_a_parked_event_has_a_failed_span_without_the_text_of_the_error(collector):
    def handler(event, envelope):
        raise ValueError("secret 13800001234")

    a_dispatcher(handler).deliver(received(1, ONE))
    traces.stop()
    (span,) = collector.spans
    assert span.failed
    assert span.attributes["error.type"] == "parked"
    assert "13800001234" not in repr(span)


def test_a_collector_that_is_away_holds_nobody_up(caplog):
    traces.start("http://127.0.0.1:9", service="tiny", process="consume", release="test")
    with traces.span("a"):
        pass
    traces.stop()
    assert not traces.is_on()
