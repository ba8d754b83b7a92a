from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.complaints.usecases.catalogue.check_charges import check_charges
from services.complaints.usecases.catalogue.read_lines import MOST_LINES, read_lines
from shared.errors import Invalid, Malformed
from tests.unit.complaints.catalogue.lines import what_is_told

TODAY = date(2026, 11, 23)


def read(**line):
    body = {"lines": [{"item": "货物港务费", "amount": "68.00", **line}]}
    return read_lines(body, today=TODAY)[0]


def wrong(**line):
    with pytest.raises(Invalid) as refused:
        read(**line)
    return [(error.path, error.message) for error in refused.value.errors]


@pytest.mark.parametrize(
    ("written", "amount"),
    [
        ("1,234.50", "1234.50"),
        ("１２３４．５０", "1234.50"),
        ("１，２３４", "1234.00"),
        ("¥68", "68.00"),
        ("68元", "68.00"),
        (" 68 ", "68.00"),
        (68, "68.00"),
        (68.5, "68.50"),
        (Decimal("68.555"), "68.56"),
        ("0.005", "0.01"),
        ("0", "0.00"),
    ],
)
def test_numbers_may_be_texts_in_any_width(written, amount):
    assert str(read(amount=written).amount) == amount


@pytest.mark.parametrize(
    "written",
    ["-1", -0.01, "1,23", "1.2.3", "NaN", "Infinity", float("nan"), float("inf"), "1e5", True, [],
     {}, "六十八", "1000000000.01", "9" * 60, Decimal("1e999999"), "0.1234567", None, ""],
)  # fmt: skip
def test_an_amount_that_cannot_be_is_refused(written):
    assert [path for path, _ in wrong(amount=written)] == ["lines.0.amount"]


@pytest.mark.parametrize("written", [0, "-2", "0.0000001", True, "a", 1e12, float("nan")])
def test_a_quantity_that_cannot_be_is_refused(written):
    assert [path for path, _ in wrong(quantity=written)] == ["lines.0.quantity"]


@pytest.mark.parametrize(
    "written", ["2026-11-12", "2026/11/12", "2026年11月12日", "２０２６－１１－１２", "20261112"]
)
def test_a_day_may_be_written_in_several_ways(written):
    assert read(charged_on=written).charged_on == date(2026, 11, 12)


@pytest.mark.parametrize(
    "written", ["2026-11-24", "1989-12-31", "2026-02-30", "12.11.2026", "soon", 20261112, True]
)
def test_a_day_that_cannot_be_is_refused(written):
    assert [path for path, _ in wrong(charged_on=written)] == ["lines.0.charged_on"]


def test_today_and_the_first_day_of_1990_are_taken():
    assert read(charged_on="2026-11-23").charged_on == TODAY
    assert read(charged_on="1990-01-01").charged_on == date(1990, 1, 1)


@pytest.mark.parametrize(
    ("key", "written", "value"),
    [
        ("container", 40, "40"),
        ("container", "40HQ", "40"),
        ("container", "20'", "20"),
        ("container", "４５英尺", "45"),
        ("trade", "外贸", "foreign"),
        ("trade", "Transit", "transit"),
        ("direction", "进口", "import"),
        ("cargo", "冷藏", "reefer"),
        ("loaded", "false", False),
        ("loaded", "重箱", True),
        ("loaded", False, False),
        ("unit", "票", "ticket"),
        ("unit", "BOX", "box"),
        ("unit", "set", "set"),
        ("port", "", None),
        ("body", None, None),
        ("trade", "  ", None),
    ],
)
def test_conditions_are_read_as_codes(key, written, value):
    assert getattr(read(**{key: written}), key) == value


@pytest.mark.parametrize(
    ("key", "written"),
    [
        ("container", "30"), ("container", True), ("trade", "abroad"), ("direction", "进出口"),
        ("cargo", "gold"), ("loaded", "maybe"), ("loaded", 1), ("unit", "box; drop"),
        ("unit", "x" * 41), ("item", ""), ("item", "   "), ("item", None), ("item", 7),
        ("item", "费" * 201), ("item", "港\x00务费"), ("body", "司" * 121), ("port", ["武汉"]),
    ],
)  # fmt: skip
def test_a_condition_that_cannot_be_is_refused(key, written):
    assert [path for path, _ in wrong(**{key: written})] == [f"lines.0.{key}"]


def test_every_wrong_field_of_every_line_is_named():
    with pytest.raises(Invalid) as refused:
        read_lines({"lines": [{}, {"item": "货物港务费", "amount": "1"}, 7]}, today=TODAY)
    assert [error.path for error in refused.value.errors] == [
        "lines.0.item", "lines.0.amount", "lines.2",
    ]  # fmt: skip


@pytest.mark.parametrize("body", [None, [], "lines", 7, {}, {"lines": {}}, {"lines": None}])
def test_a_body_that_is_no_list_of_lines_is_malformed(body):
    with pytest.raises(Malformed):
        read_lines(body, today=TODAY)


@pytest.mark.parametrize("count", [0, MOST_LINES + 1])
def test_no_lines_and_too_many_are_refused(count):
    with pytest.raises(Invalid):
        read_lines({"lines": [{"item": "费用", "amount": 1}] * count}, today=TODAY)


def test_the_answers_come_in_the_order_asked():
    lines = [
        {"item": item, "amount": "1", "charged_on": "2024-01-01"}
        for item in ("港建费", "货物港务费", "港建费")
    ]
    answer = check_charges({"lines": lines}, told=what_is_told(), today=TODAY)
    assert [each["finding"] for each in answer["lines"]] == [
        "cancelled", "needs_officer", "cancelled",
    ]  # fmt: skip
    assert answer["lines"][0]["over"] == "1.00"
    assert answer["lines"][1]["over"] is None


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
keys = st.sampled_from(
    ["item", "amount", "port", "body", "charged_on", "quantity", "unit", "container", "trade",
     "direction", "loaded", "cargo", "other"]
)  # fmt: skip


@given(st.lists(st.dictionaries(keys, anything), max_size=3) | anything)
@settings(deadline=None)
def test_whatever_is_sent_is_answered_or_refused(lines):
    try:
        answer = check_charges({"lines": lines}, told=what_is_told(), today=TODAY)
    except (Malformed, Invalid):
        return
    assert len(answer["lines"]) == len(lines)


def period(first, last, **told):
    [line] = read_lines(
        {"lines": [{"item": "停泊费", "amount": "1", "from": first, "to": last, **told}]},
        today=date(2026, 11, 23),
    )
    return line.facts


@pytest.mark.parametrize(
    ("hours", "kept"), [("5", "5"), ("4.6", "4.6"), ("2", None), ("0", None), (None, "5.0000")]
)
def test_hours_that_contradict_the_period_are_not_known(hours, kept):
    facts = period("2026-05-01T08:00", "2026-05-01T13:00", hours=hours)
    assert (None if facts.hours is None else str(facts.hours)) == kept


@pytest.mark.parametrize(
    ("first", "last", "hours", "days"),
    [
        ("2026-05-01T08:00Z", "2026-05-01T18:00+08:00", "2.0000", (1, 1)),
        ("2026-05-01T20:00Z", "2026-05-02T06:00", "2.0000", (2, 2)),
        ("2026-05-01T08:00+0800", "2026-05-01T08:00-0100", "9.0000", (1, 1)),
    ],
)
def test_times_of_another_zone_are_counted_by_beijing_time(first, last, hours, days):
    facts = period(first, last)
    assert str(facts.hours) == hours
    assert (facts.period_from.day, facts.period_to.day) == days


def test_a_zone_that_is_none_is_refused():
    with pytest.raises(Invalid):
        period("2026-05-01T08:00+15:00", "2026-05-01T18:00+08:00")
