"""Unseen characters: told in JSON with their field, left out of forms."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.test import EnvironBuilder

from shared.web.plain_texts import UNSEEN, PlainRequest, unseen_in

UNSEEN_ONES = ["\0", "\x08", "\x0b", "\x1b", "\x7f", "\x85", "\u202e", "\u2066", "\uffff"]


@pytest.mark.parametrize("character", UNSEEN_ONES)
def test_an_unseen_character_is_told_with_its_path_however_it_is_written(character):
    value = {"lines": [{"item": "a"}, {"item": f"a{character}"}]}
    for as_ascii in (True, False):
        text = json.dumps(value, ensure_ascii=as_ascii)
        assert [each.path for each in unseen_in(text, value)] == ["lines.1.item"]


@given(st.text())
def test_a_text_is_told_when_and_only_when_something_in_it_is_unseen(text):
    assert bool(unseen_in(json.dumps(text), text)) is bool(UNSEEN.search(text))


@pytest.mark.parametrize("text", ["第一行\r\n\t第二行", "👨‍👩‍👧", "a\u200bb", "\ufeff", "עברית"])
def test_what_people_write_is_left_alone(text):
    assert unseen_in(json.dumps(text), text) == []


@pytest.mark.parametrize("character", UNSEEN_ONES)
def test_a_form_is_read_without_what_nobody_sees(character):
    posted = EnvironBuilder(method="POST", data={"a": f"甲{character}乙", "b": ["1\n2", "3"]})
    form = PlainRequest(posted.get_environ()).form
    assert form["a"] == "甲乙"
    assert form.getlist("b") == ["1\n2", "3"]
