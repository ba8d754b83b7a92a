"""Events travel as CloudEvents and come back the same."""

import json
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.events.case_events import CaseChanged, DocumentEffective
from shared.events.catalogue import case_events
from shared.events.envelope import CATALOGUE, Unreadable, decode, encode, event, event_id

NOW = datetime(2026, 11, 23, 9, 12, 0, 5000, tzinfo=UTC)


def effective(**changes: object) -> DocumentEffective:
    values = {
        "key": "91370687300000010P",
        "version": 9,
        "occurred_at": NOW,
        "case_id": "HY-2026-04172-1",
        "document_no": "海市监处罚〔2026〕61号",
        "kind": "penalty",
        "title": "行政处罚决定书",
        "department": "hy-market",
        "city": "haiyang",
        "respondent_name": "海阳云屿集装箱码头有限公司",
        "violations": ("V2",),
        "level": "ordinary",
        "fine": Decimal("12000.00"),
        "refund": Decimal("48.00"),
        "determined_on": date(2026, 5, 11),
        "effective_on": date(2026, 5, 18),
        "legal_basis": ("价格违法行为行政处罚规定 第九条",),
    }
    return DocumentEffective(**{**values, **changes})  # type: ignore[arg-type]


def test_an_event_comes_back_as_it_was_sent():
    message = encode(effective(), source="complaints", aggregate_id="HY-1", recorded_at=NOW)
    envelope, back = decode(message.body.encode())
    assert back == effective()
    assert envelope.id == message.id
    assert envelope.subject == "HY-1"
    assert envelope.sequence == 9


def test_the_envelope_is_a_cloudevent_with_our_extensions():
    message = encode(
        effective(), source="complaints", aggregate_id="HY-1", recorded_at=NOW, trace_id="t"
    )
    body = json.loads(message.body)
    assert body["specversion"] == "1.0"
    assert body["type"] == "document.effective.v1"
    assert body["partitionkey"] == "91370687300000010P"
    assert body["sequence"] == "9"
    assert body["recordedtime"] == "2026-11-23T09:12:00.005Z"
    assert body["traceid"] == "t"


def test_the_id_of_an_event_can_be_computed_again():
    message = encode(effective(), source="complaints", aggregate_id="HY-1", recorded_at=NOW)
    assert message.id == event_id("HY-1", 9, "document.effective.v1")


def test_a_type_nobody_knows_is_no_error():
    body = json.loads(
        encode(effective(), source="complaints", aggregate_id="x", recorded_at=NOW).body
    )
    body["type"] = "document.framed.v7"
    envelope, back = decode(json.dumps(body).encode())
    assert back is None
    assert envelope.type == "document.framed.v7"


@given(st.binary(max_size=200))
def test_what_is_no_event_is_unreadable_and_nothing_else(message):
    with pytest.raises(Unreadable):
        decode(message)


def test_an_added_optional_field_does_not_break_an_old_reader():
    body = json.loads(
        encode(effective(), source="complaints", aggregate_id="x", recorded_at=NOW).body
    )
    body["data"]["added_later"] = 1
    assert decode(json.dumps(body).encode())[1] == effective()


def test_a_type_cannot_be_entered_twice():
    with pytest.raises(ValueError, match="catalogue already"):
        event(topic="cases", type="case.changed.v1")(CaseChanged)


def test_every_event_names_its_version():
    assert case_events.CaseFiled in CATALOGUE.values()
    assert all(kind.rpartition(".v")[2].isdigit() for kind in CATALOGUE)
