"""What a bill of pilotage alone tells is enough for the ordinary case; source: domain.md B2."""

import json

import pytest

from services.complaints.commands.check import answer_to

pytestmark = pytest.mark.slow

ASSUMED = "没有说明引航海里，按 10 海里以内计算。"
VECTORS = [
    ("10000", None, "4500.00"),
    ("40000", None, "18000.00"),
    ("60000", None, "26000.00"),
    ("100000", None, "41500.00"),
    ("120000", None, "49000.00"),
    ("150000", None, "49000.00"),
    ("100000", "烟台港", "37350.00"),
    ("150000", "烟台港", "44100.00"),
]
BY_TONS = {"unit": "nt"}
BY_CALL = {"unit": "call", "quantity": "1"}


def pilotage(tons, port=None, *, by=BY_TONS, amount="5000", **more):
    counted = {"quantity": tons, **by} if by is BY_TONS else {"net_tons": tons, **by}
    place = {"port": port} if port else {}
    line = {"item": "引航费", "trade": "foreign", "charged_on": "2026-05-01", "amount": amount}
    code, answer = answer_to(json.dumps({"lines": [{**line, **counted, **place, **more}]}).encode())
    assert code == 0
    return answer["lines"][0]


@pytest.mark.parametrize("amount", ["1", "5000", "90000"])
@pytest.mark.parametrize("by", [BY_TONS, BY_CALL], ids=["tons", "call"])
@pytest.mark.parametrize(("tons", "port", "allowed"), VECTORS)
def test_the_ordinary_amount_is_told_whatever_was_charged(tons, port, allowed, by, amount):
    found = pilotage(tons, port, by=by, amount=amount)
    assert (found["finding"], found["allowed"], found["over"]) == ("needs_officer", allowed, None)
    missing = {each["key"] for each in found["missing"]}
    assert "nautical_miles" in missing
    assert ("port" in missing) is (port is None)
    assert ASSUMED in found["reason"]


def test_the_sum_of_the_ordinary_case_is_written_out():
    found = pilotage("100000", "烟台港")
    assert found["formula"]["zh"] == (
        "(0.45 元/净吨 × 40,000 + 0.40 元/净吨 × 40,000 + 0.375 元/净吨 × 20,000) × 0.9"
        " = 37,350.00 元"
    )


def test_nothing_is_assumed_of_a_way_that_is_told():
    found = pilotage("10000", "海阳港", nautical_miles="12")
    assert (found["allowed"], ASSUMED in found["reason"]) == ("4580.00", False)


def test_a_port_that_is_told_is_not_assumed_away():
    assert "没有说明港口，按没有减收" in pilotage("150000")["reason"]
    assert "没有说明港口" not in pilotage("150000", "烟台港")["reason"]


def test_a_ship_nobody_tells_of_has_no_ordinary_amount():
    assert pilotage("1", by=BY_CALL, net_tons=None)["allowed"] is None
