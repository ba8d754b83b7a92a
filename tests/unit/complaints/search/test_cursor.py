import base64
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.complaints.domain.search.case_search import Order
from services.complaints.domain.search.cursor import read, written
from shared.errors import Invalid

MARK = "0123456789ab"


NUMBER = st.integers(0, 2**62)
SCORE = st.one_of(NUMBER, st.floats(0, 1000))
CASE = st.text(min_size=1, max_size=30)
KEYS = st.one_of(
    st.tuples(st.just(Order.RELEVANCE), st.tuples(SCORE, NUMBER, CASE)),
    st.tuples(st.just(Order.NEWEST), st.tuples(NUMBER, CASE)),
    st.tuples(st.just(Order.DUE), st.tuples(NUMBER, CASE)),
    st.tuples(st.just(Order.OVER), st.tuples(SCORE, CASE)),
)


@given(KEYS)
def test_a_cursor_gives_back_the_sort_key(pair):
    order, key = pair
    assert read(written(key, order, MARK), order, MARK) == key


@given(st.text())
def test_anything_else_is_refused(text):
    with pytest.raises(Invalid):
        read(text, Order.NEWEST, MARK)


@pytest.mark.parametrize(
    "body",
    [
        ["due", MARK, 1, "A"],
        ["newest", "another", 1, "A"],
        ["newest", MARK, 1.5, "A"],
        ["newest", MARK, True, "A"],
        ["newest", MARK, "x", "A"],
        ["newest", MARK, 1],
        {"order": "newest"},
        [[[]]],
    ],
)
def test_a_cursor_of_another_search_is_refused(body):
    forged = base64.urlsafe_b64encode(json.dumps(body).encode()).decode().rstrip("=")
    with pytest.raises(Invalid):
        read(forged, Order.NEWEST, MARK)
