"""Dataclasses survive the way to a document or JSON and back."""

import json
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import StrEnum

from hypothesis import given
from hypothesis import strategies as st

from shared.codec import from_document, from_json, to_document, to_json


class Colour(StrEnum):
    RED = "red"


@dataclass(frozen=True)
class Inner:
    amount: Decimal
    on: date | None = None


@dataclass(frozen=True)
class Outer:
    name: str
    at: datetime
    colour: Colour
    inner: tuple[Inner, ...]
    words: frozenset[str] = field(default_factory=frozenset)


amounts = st.decimals("0", "1000000000", places=2, allow_nan=False)
instants = st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1)).map(  # noqa: DTZ001
    lambda at: at.replace(microsecond=at.microsecond // 1000 * 1000, tzinfo=UTC)
)
outers = st.builds(
    Outer,
    name=st.text(),
    at=instants,
    colour=st.just(Colour.RED),
    inner=st.lists(st.builds(Inner, amount=amounts, on=st.none() | st.dates())).map(tuple),
    words=st.frozensets(st.text(max_size=3), max_size=3),
)


@given(outers)
def test_a_document_holds_a_dataclass(outer):
    assert from_document(Outer, to_document(outer)) == outer


@given(outers)
def test_json_holds_a_dataclass_with_amounts_as_text(outer):
    text = json.dumps(to_json(outer))
    assert from_json(Outer, json.loads(text)) == outer


def test_unknown_keys_are_ignored_and_missing_ones_take_their_default():
    plain = {"amount": "1.20", "later": True}
    assert from_json(Inner, plain) == Inner(Decimal("1.20"), None)
