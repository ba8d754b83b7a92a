"""What goes beside a finding: sum, refund, basis, match, what is missing; the whole bill."""

from datetime import date

import pytest

from services.complaints.domain.catalogue.reasons import KEY_WORDS
from services.complaints.routes.english import english
from services.complaints.usecases.catalogue.check_charges import check_charges
from shared.errors import Invalid
from tests.unit.complaints.catalogue.lines import what_is_told

LINE = {
    "item": "港务费", "port": "青岛港", "charged_on": "2024-06-01", "quantity": "４", "unit": "box",
    "amount": "320.00", "container": "40", "trade": "foreign", "direction": "import",
    "loaded": True,
}  # fmt: skip
SHIP = {
    "item": "引航费", "port": "烟台港", "charged_on": "2024-06-01", "quantity": 1, "unit": "call",
    "amount": "44100", "trade": "foreign",
}  # fmt: skip


def answer(*lines, **more):
    return check_charges(
        {"lines": list(lines), **more}, told=what_is_told(), today=date(2026, 11, 23)
    )


def one(line, **changes):
    return answer({**line, **changes})["lines"][0]


def test_the_old_answer_stays_and_the_new_keys_come_beside_it():
    assert set(one(LINE)) == {
        "finding", "reason", "allowed", "over", "violation", "ask", "dates_known", "rows",
        "refund_due", "formula", "row", "legal_basis", "match", "missing",
    }  # fmt: skip
    assert set(answer(LINE)) == {"lines"}


def test_a_charge_above_is_explained():
    found = one(LINE, refunded="８")
    assert found["formula"]["zh"] == (
        "68.00 元/箱 × 4 = 272.00 元；实收 320.00 − 272.00 = 48.00 元"
    )
    assert found["formula"]["en"] == (
        "68.00 CNY per box × 4 = 272.00 CNY ; charged 320.00 − 272.00 = 48.00 CNY"
    )
    assert (found["over"], found["refund_due"], found["row"]) == ("48.00", "40.00", "national-003")
    assert found["legal_basis"] == [
        "港口收费计费办法（交水规〔2019〕2号）", "价格违法行为行政处罚规定第九条",
    ]  # fmt: skip
    assert found["match"] == {"name": "货物港务费", "method": "synonym", "score": "1.00"}
    assert [each["key"] for each in found["missing"]] == ["cargo"]


@pytest.mark.parametrize(
    ("changes", "missing"),
    [
        ({}, {"net_tons", "nautical_miles", "verification"}),
        ({"net_tons": 100_000, "nautical_miles": 8}, {"verification"}),
        ({"net_tons": 150_000, "amount": 50_000}, {"nautical_miles", "verification"}),
        ({"net_tons": 150_000, "nautical_miles": 8}, set()),
    ],
)
def test_what_would_change_the_answer_is_named(changes, missing):
    assert missing <= {each["key"] for each in one(SHIP, **changes)["missing"]}


def test_a_port_without_a_list_asks_for_one():
    found = one(LINE, item="夜间作业附加费")
    assert [each["key"] for each in found["missing"]] == ["catalogue"]
    assert found["match"] is None


@pytest.mark.parametrize(
    ("more", "there"), [({}, False), ({"bill": True}, True), ({"total": "320"}, True)]
)
def test_the_bill_is_there_when_asked_for(more, there):
    assert ("bill" in answer(LINE, **more)) is there


def test_the_bill_is_there_when_something_is_found():
    found = answer(LINE, LINE)["bill"]
    assert (found["sum"], found["over"], found["total"]) == ("640.00", "96.00", None)
    assert [(each["kind"], each["finding"]) for each in found["findings"]] == [
        ("double_charge", "needs_officer")
    ]
    assert "charged twice" in found["findings"][0]["sentence"]["en"]
    assert "重复收费" in found["findings"][0]["sentence"]["zh"]


@pytest.mark.parametrize(
    ("key", "value"),
    [("net_tons", "-1"), ("days", 0), ("berth", "x"), ("container_type", "ZZ"),
     ("dangerous_class", "12"), ("from", "2024-13-01"), ("from", "2024-06-01T25:00"),
     ("night", "maybe"), ("refunded", "-1"), ("note", "字" * 501), ("ship_length_m", True)],
)  # fmt: skip
def test_a_fact_that_cannot_be_read_is_named(key, value):
    with pytest.raises(Invalid) as wrong:
        one(SHIP, **{key: value})
    assert [each.path for each in wrong.value.errors] == [f"lines.0.{key}"]


def test_a_period_that_ends_before_it_begins_is_refused():
    with pytest.raises(Invalid):
        one(SHIP, **{"from": "2024-06-02", "to": "2024-06-01"})


def test_a_total_that_cannot_be_read_is_named():
    with pytest.raises(Invalid) as wrong:
        answer(LINE, total="much")
    assert [each.path for each in wrong.value.errors] == ["total"]


@pytest.mark.parametrize(
    ("start", "end", "allowed"),
    [
        ("2024-05-30T08:00", "2024-05-30T10:20", "3750.00"),
        ("2024-05-30 08:00", "2024-05-30 10:40", "4500.00"),
        ("２０２４-05-30T23:30", "2024-05-31T00:10", "1500.00"),
    ],
)
def test_times_tell_the_hours(start, end, allowed):
    found = one(
        SHIP, item="停泊费", amount=allowed, berth="非生产性", net_tons="10000",
        **{"from": start, "to": end},
    )  # fmt: skip
    assert (found["finding"], found["allowed"]) == ("within", allowed)


def test_the_size_of_a_box_tells_its_type():
    line = {
        "item": "滞箱费", "port": "武汉新港", "charged_on": "2024-06-01", "quantity": 1,
        "unit": "box", "amount": "3990", "container": "40HQ", "days": "21",
    }  # fmt: skip
    assert (one(line)["finding"], one(line)["allowed"]) == ("within", "3990.00")


def test_every_fact_that_can_be_missing_is_named_in_english_too():
    assert not [word for word in KEY_WORDS.values() if english(word) == word]
