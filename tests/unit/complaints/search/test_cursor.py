import base64
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.complaints.domain.search.case_search import Order
from services.complaints.domain.search.cursor import read, written
from shared.errors import Invalid

MARK = "0123456789ab"


@given(st.sampled_from(Order), st.integers(0, 2**62), st.text(min_size=1, max_size=30))
def test_a_cursor_gives_back_the_sort_key(order, first, case_id):
    assert read(written((first, case_id), order, MARK), order, MARK) == (first, case_id)


def test_a_score_survives_exactly():
    key = (1.442415714263916, "HY-2026-00001-1")
    assert read(written(key, Order.RELEVANCE, MARK), Order.RELEVANCE, MARK) == key


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
