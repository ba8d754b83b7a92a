"""Headers, cursors, search words, forms and JSON: read, or refused in our words."""

import json

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from services.complaints.domain.search import cursor
from services.complaints.domain.search.case_search import Order
from services.complaints.domain.search.query import QueryWrong, as_plain_words, parse
from services.complaints.routes.cases.versions import seen_version
from shared.errors import AppError, Invalid, Malformed
from shared.web.forms import KEY, idempotency_key, nested
from shared.web.json_reading import DEEPEST, StrictJson, depth
from shared.web.local_path import local_path
from tests.fuzz.effort import effort
from tests.fuzz.parsers.anything import JSON, TYPED

APP = Flask(__name__)
HEADER = st.text(st.characters(max_codepoint=255, exclude_characters="\r\n\0"), max_size=80)
JSON_TEXT = st.one_of(st.binary(max_size=80), st.text('[]{}",:\\ud8019NaInfty e+-.', max_size=60))


@effort(300)
@given(value=HEADER | st.from_regex(r'(W/)?"[!#-~]{0,12}"', fullmatch=True))
def test_the_version_seen_is_a_number_none_or_refused(value):
    with APP.test_request_context(headers={"If-Match": value}):
        try:
            version = seen_version()
        except Malformed:
            return
    assert version is None or 0 <= version < 10**9


@effort(300)
@given(value=HEADER)
def test_an_idempotency_key_is_ours_or_refused(value):
    with APP.test_request_context(headers={"Idempotency-Key": value}):
        try:
            key = idempotency_key()
        except Malformed:
            return
    assert KEY.fullmatch(key)


@effort(400)
@given(typed=st.text('"()-:：OR 港务费＂“”\\*~^[]', max_size=60) | st.text(max_size=60))
def test_a_search_is_taken_apart_or_told_where_it_goes_wrong(typed):
    try:
        query = parse(typed)
    except QueryWrong as wrong:
        assert 0 <= wrong.begin <= wrong.end <= len(typed)
        assert isinstance(as_plain_words(typed), str)
        return
    for term in query.terms:
        assert 0 <= term.begin < term.end <= len(typed)


@effort(300)
@given(written=TYPED | st.binary(max_size=60).map(lambda b: b.hex()), order=st.sampled_from(Order))
def test_a_cursor_is_ours_or_refused(written, order):
    with pytest.raises(Invalid):
        cursor.read(written, order, "0123456789ab")


@effort(400)
@given(data=JSON_TEXT)
def test_json_is_read_or_refused_and_never_deeper_than_it_may_be(data):
    try:
        value = StrictJson(APP).loads(data)
    except (ValueError, RecursionError):
        return
    text = data.decode("utf-8-sig") if isinstance(data, bytes) else data
    assert depth(text) <= DEEPEST
    json.dumps(value, ensure_ascii=False, default=str).encode()


@effort(200)
@given(value=JSON)
def test_json_of_others_is_read_as_they_mean_it(value):
    text = json.dumps(value)
    if depth(text) <= DEEPEST:
        assert json.loads(json.dumps(StrictJson(APP).loads(text), default=float)) == value


@effort(300)
@given(posted=st.dictionaries(st.text("lines.0129²x", max_size=16) | TYPED, TYPED, max_size=6))
def test_posted_fields_become_a_body_or_are_refused(posted):
    try:
        body = nested(posted)
    except AppError as refused:
        assert refused.status == 400
        return
    json.dumps(body)


@effort(300)
@given(text=st.text("/\\:@?#.%\t\n a", max_size=30) | st.text(max_size=30))
def test_the_way_back_stays_here(text):
    path = local_path(text)
    assert path.startswith("/")
    assert not path.startswith(("//", "/\\"))
