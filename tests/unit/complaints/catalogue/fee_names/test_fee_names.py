"""Which fee a name means: on our labelled list, and how the answer says why."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.complaints.domain.catalogue.fee_names.match import FeeMatcher, Method
from tests.unit.complaints.catalogue.fee_names.figures import (
    dictionary,
    figures,
    labelled,
    missed_at,
    table,
    wrong_at,
)

DOCS = Path(__file__).parents[5] / "docs" / "matching.md"
NAMES = dictionary()
MATCHER = FeeMatcher(names=NAMES)


def test_the_list_is_long_and_half_of_its_traps_are_near_misses():
    names = labelled()
    assert len(names) == len({name for name, _ in names})
    assert len(names) >= 800
    assert sum(item is None for _, item in names) >= 300


def test_no_name_of_the_list_is_matched_wrongly():
    assert wrong_at() == []


def test_nearly_every_name_of_the_list_is_found():
    right, wrong, missed = figures(None)
    assert wrong == 0
    assert right / (right + missed) >= 0.97, missed_at()


def test_a_lower_threshold_would_match_wrongly():
    assert figures(0.8)[1] > 0


def test_the_page_shows_the_figures_of_today():
    assert table() in DOCS.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "item", "method"),
    [
        ("铅封费", "铅封费", Method.EXACT),
        ("THC", "码头操作费", Method.SYNONYM),
        ("ｔｈｃ", "码头操作费", Method.NORMALISED),
        ("鉛封費", "铅封费", Method.NORMALISED),
        ("20GP 铅封费用", "铅封费", Method.NORMALISED),
        ("telex relase", "电放费", Method.SIMILAR),
        ("操作码头费", "码头操作费", Method.SIMILAR),
        ("THC/DOC", None, Method.SEVERAL),
        ("文件铅封费", None, Method.SEVERAL),
        ("其他费用", None, Method.TOO_GENERAL),
        ("Demurrage", None, Method.AMBIGUOUS),
        ("铅封费押金", None, Method.NOT_A_CHARGE),
        ("增值税", None, Method.NOT_A_CHARGE),
        ("体检费", None, Method.NONE),
    ],
)
def test_an_answer_says_how_it_was_found_or_why_not(name, item, method):
    found = MATCHER.match(name)
    assert (found.item, found.method) == (item, method)
    assert (found.score > 0) == (item is not None)


def test_an_ambiguous_name_says_what_it_may_mean():
    assert MATCHER.match("超期费").may_mean == ("集装箱堆存保管费", "滞箱费")


def test_every_fee_is_found_by_each_of_its_own_names():
    missed = [
        (word, each.item)
        for each in NAMES.names
        for word in (each.item, *each.also)
        if MATCHER.match(word).item != each.item
    ]
    assert missed == []


def test_a_part_named_with_its_whole_is_the_part():
    assert MATCHER.match("理货服务费-理箱").item == "理箱"


@pytest.mark.parametrize(
    "around", ["上海{}", "MSK {}", "{}（20GP）", "{} 100元/票", "{}费用", "代收{}"]
)
def test_what_stands_around_a_name_changes_nothing(around):
    for name in ("铅封", "电放", "提箱", "设备交接单", "订舱"):
        found = MATCHER.match(around.format(name)).item
        assert found == MATCHER.match(f"{name}费").item is not None, around.format(name)


@given(st.sampled_from([n for n, item in labelled() if item]), st.sampled_from(list("/+、&")))
def test_two_fees_at_once_are_never_one(name, between):
    other = "海关打单费" if MATCHER.match(name).item != "海关打单费" else "修箱费"
    assert MATCHER.match(f"{name}{between}{other}").item is None


@given(st.text(max_size=40))
def test_any_text_has_an_answer(text):
    found = MATCHER.match(text)
    assert found.item is None or found.item in NAMES.items
    assert 0 <= found.score <= 1
