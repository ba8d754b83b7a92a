"""Events of others: handled, skipped, or parked with a reason that can be written down."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from shared.events.case_events import CaseFiled
from shared.events.envelope import Unreadable, decode, encode
from shared.messaging.dispatch import Dispatcher, Received
from tests.fuzz.effort import effort
from tests.fuzz.parsers.anything import JSON
from tests.unit.notify.examples import case_filed

NOW = datetime(2026, 11, 23, tzinfo=UTC)
GOOD: dict[str, Any] = json.loads(
    encode(case_filed(), source="complaints", aggregate_id="HY-1", recorded_at=NOW).body
)
PLACES = [*((name,) for name in GOOD), *(("data", name) for name in GOOD["data"])]
HALVES = st.sampled_from(["\ud800", "a\udfff", "\0", "9" * 5000, "1e999", -1, 2**70, [], {}])


def _with(place: tuple[str, ...], value: Any) -> bytes:
    body = json.loads(json.dumps(GOOD))
    inner = body
    for step in place[:-1]:
        inner = inner[step]
    inner[place[-1]] = value
    return json.dumps(body).encode()


def _delivered(body: bytes) -> Iterator[tuple[Received, str, int]]:
    parked: list[tuple[Received, str, int]] = []
    dispatcher = Dispatcher(
        handlers={CaseFiled: lambda event, envelope: None},
        park=lambda *what: parked.append(what),
        wait=lambda attempt: None,
    )
    dispatcher.deliver(Received(topic="cases", source="cases|0|1", key=b"HY-1", body=body))
    yield from parked


@effort(300)
@given(body=st.binary(max_size=200) | JSON.map(lambda value: json.dumps(value).encode()))
def test_what_is_no_event_is_parked_with_a_reason(body):
    ((_, reason, attempts),) = _delivered(body)
    assert attempts == 1
    assert reason.encode()


@effort(400)
@given(place=st.sampled_from(PLACES), value=JSON | HALVES)
def test_an_event_with_one_wrong_value_is_read_or_parked_with_a_reason(place, value):
    body = _with(place, value)
    for _, reason, _ in _delivered(body):
        assert reason.encode()


@effort(100)
@given(place=st.sampled_from(PLACES))
def test_an_event_that_lacks_something_is_read_or_unreadable(place):
    body = json.loads(json.dumps(GOOD))
    inner = body["data"] if len(place) > 1 else body
    inner.pop(place[-1])
    try:
        decode(json.dumps(body).encode())
    except Unreadable as unreadable:
        assert str(unreadable).encode()
