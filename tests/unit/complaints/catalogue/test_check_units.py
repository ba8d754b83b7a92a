"""Days, tons, boxes of other lengths, percentages; source: domain.md B3 and the lists' own rows."""

from dataclasses import replace
from decimal import Decimal

import pytest

from services.complaints.domain.catalogue.catalogue import Catalogue
from services.complaints.domain.catalogue.check import check_line
from services.complaints.domain.catalogue.price_row import Addition
from tests.unit.complaints.catalogue.lines import (
    a_line,
    at_wuhan,
    check,
    dues,
    facts,
    official,
    told,
    with_samples,
)

OFFICER = "needs_officer"


def detention(amount, days, size="20", box_type="GP", quantity="1", unit="box"):
    return at_wuhan(
        "滞箱费", amount, unit=unit, quantity=quantity, container=size,
        facts=facts(days=days, container_type=box_type),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (detention("0", "7"), ("within", "0.00", "0.00", None)),
        (detention("85", "7"), ("above", "0.00", "85.00", "P3")),
        (detention("85", "8"), ("within", "85.00", "0.00", None)),
        (detention("2125", "22"), ("within", "2125.00", "0.00", None)),
        (detention("2200", "22"), ("above", "2125.00", "75.00", "P3")),
        (detention("3570", "21", "40"), ("within", "3570.00", "0.00", None)),
        (detention("3990", "21", "40", "HQ"), ("within", "3990.00", "0.00", None)),
        (detention("170", "8", quantity="2"), ("within", "170.00", "0.00", None)),
        (detention("170", "8", quantity="16", unit="box_day"), ("within", "170.00", "0.00", None)),
        (detention("170", None), (OFFICER, None, None, None)),
        (detention("1", "8", quantity="9", unit="box_day"), (OFFICER, None, None, None)),
        (detention("3800", "21", "40", None), (OFFICER, None, None, None)),
        (detention("3570", "21", "40", None), ("within", "3570.00", "0.00", None)),
        (detention("4000", "21", "40", None), ("above", "3990.00", "10.00", "P3")),
    ],
)
def test_each_day_costs_what_its_tier_says(line, expected):
    assert told(check(line)) == expected


def test_the_sum_shows_each_tier():
    found = check(detention("3000", "22"))
    assert "".join(map(str, found.formula)) == (
        "0.00 元/箱·天 × 1 × 7 + 85.00 元/箱·天 × 1 × 7 + 170.00 元/箱·天 × 1 × 7"
        " + 340.00 元/箱·天 × 1 × 1 = 2,125.00 元；实收 3,000.00 − 2,125.00 = 875.00 元"
    )


# source: the sample list, 第5天起 20 元
@pytest.mark.parametrize(("days", "amount"), [("4", "0.00"), ("5", "20.00"), ("10", "120.00")])
def test_days_before_the_first_tier_are_free(days, amount):
    line = a_line(
        "堆存费", amount, port="海阳港", container="40", trade="foreign", loaded=True,
        charged_on="2026-11-12", facts=facts(days=days),
    )  # fmt: skip
    assert told(check_line(line, with_samples())) == ("within", amount, "0.00", None)


def test_a_period_tells_the_days():
    line = detention("255", None)
    period = ("2024-05-01", "2024-05-10")
    told_period = replace(line, facts=facts(container_type="GP", period=period))
    assert told(check(told_period)) == ("within", "255.00", "0.00", None)


def test_days_that_deny_each_other_need_a_person():
    line = replace(
        detention("255", None),
        facts=facts(days="30", container_type="GP", period=("2024-05-01", "2024-05-10")),
    )
    assert check(line).finding == OFFICER


@pytest.mark.parametrize(
    ("amount", "weight", "volume", "expected"),
    [
        ("24", "10", "12", ("within", "24.00", "0.00", None)),
        ("30", "10", "12", ("above", "24.00", "6.00", "P3")),
        ("24", "12", "10", ("within", "24.00", "0.00", None)),
        ("24", "12", None, ("within", "24.00", "0.00", None)),
        ("30", "12", None, (OFFICER, None, None, None)),
    ],
)
def test_weight_or_measure_counts(amount, weight, volume, expected):
    known = facts(weight_t=weight, volume_m3=volume)
    line = at_wuhan("件杂货理货", amount, unit="ton", quantity="10", facts=known)
    assert told(check(line)) == expected


# source: 城陵矶 2023, 3.5 a ton and day, a begun ton is a ton, goods without shape twice
@pytest.mark.parametrize(
    ("amount", "changes", "expected"),
    [
        ("14", {"irregular": False}, ("within", "14.00", "0.00", None)),
        ("28", {"irregular": True}, ("within", "28.00", "0.00", None)),
        ("28", {}, (OFFICER, None, None, None)),
        ("29", {}, ("above", "28.00", "1.00", "P3")),
        (
            "3.5",
            {"weight": "0.3", "days": "1", "irregular": False},
            ("within", "3.50", "0.00", None),
        ),
    ],
)
def test_a_cold_store_by_ton_and_day(amount, changes, expected):
    weight = changes.pop("weight", "2")
    known = facts(**{"days": "2", "weight_t": weight, **changes})
    line = a_line(
        "仓储费", amount, port="岳阳城陵矶港", body="岳阳市海仑国际物流发展有限公司", unit="ton",
        quantity=weight, trade="foreign", direction="import", facts=known,
    )  # fmt: skip
    assert told(check(line)) == expected


@pytest.mark.parametrize(
    ("hazard", "amount", "expected"),
    [
        ("1", "136", ("within", "136.00", "0.00", None)),
        ("1", "67", ("below_fixed", "136.00", "0.00", "V2")),
        ("3", "68", ("within", "68.00", "0.00", None)),
        ("3", "136", ("above", "68.00", "68.00", "V2")),
    ],
)
def test_dangerous_cargo_pays_double_in_the_first_class_alone(hazard, amount, expected):
    line = dues(amount, cargo="dangerous", facts=facts(dangerous_class=hazard))
    assert told(check(line)) == expected


def test_a_box_of_another_length_goes_by_its_inner_volume():
    found = check(dues("90", container="45", facts=facts(box_volume_m3="86")))
    assert told(found) == (OFFICER, "86.38", None, None)
    assert "box_volume_m3" in check(dues("90", container="45")).ask


def a_catalogue(**changes) -> Catalogue:
    loaded = official()
    entry = loaded.by_id["wuhan-105"]
    row = replace(entry.row, **changes)
    one = replace(entry.home, rows=(row,))
    return replace(loaded, lists=(one,))


@pytest.mark.parametrize(
    ("changes", "known", "amount", "expected"),
    [
        ({"minimum_charge": Decimal(100)}, {}, "100", ("within", "100.00", "0.00", None)),
        ({"minimum_charge": Decimal(100)}, {}, "101", ("above", "100.00", "1.00", "P3")),
        ({"additions": (Addition(when="night", percent=Decimal(50)),)}, {"night": True}, "105",
         ("within", "105.00", "0.00", None)),
        ({"additions": (Addition(when="night", percent=Decimal(50)),)}, {"night": False}, "105",
         ("above", "70.00", "35.00", "P3")),
        ({"additions": (Addition(when="night", percent=Decimal(50)),)}, {}, "105",
         (OFFICER, None, None, None)),
        ({"additions": (Addition(when="night", percent=Decimal(50)),
                        Addition(when="holiday", percent=Decimal(100)))},
         {"night": True, "holiday": True}, "175", ("within", "175.00", "0.00", None)),
        ({"unit": "percent", "percent_of": "熏蒸费", "price_max": Decimal(20)},
         {"base_amount": "180"}, "36", ("within", "36.00", "0.00", None)),
        ({"unit": "percent", "percent_of": "熏蒸费", "price_max": Decimal(20)}, {}, "36",
         (OFFICER, None, None, None)),
        ({"unit": "day", "free_days": 3}, {"days": "5"}, "140", ("within", "140.00", "0.00", None)),
        ({"unit": "day", "free_days": 3}, {"days": "3"}, "1", ("above", "0.00", "1.00", "P3")),
    ],
)  # fmt: skip
def test_percentages_least_charges_and_free_days(changes, known, amount, expected):
    unit = changes.get("unit", "ticket")
    quantity = known.get("days", "1")
    line = at_wuhan("关封费", amount, unit=unit, quantity=quantity, facts=facts(**known))
    assert told(check_line(line, a_catalogue(**changes))) == expected
