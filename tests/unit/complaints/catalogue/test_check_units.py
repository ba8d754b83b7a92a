"""Days, tons, boxes of other lengths, percentages; source: domain.md B3 and the lists' own rows."""

from dataclasses import replace
from decimal import Decimal

import pytest

from services.complaints.domain.catalogue.catalogue import Catalogue
from services.complaints.domain.catalogue.check import check_line, check_lines
from services.complaints.domain.catalogue.price_row import Addition, PriceForm
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
        ("一级", "136", ("within", "136.00", "0.00", None)),
        ("1", "136", ("within", "136.00", "0.00", None)),
        ("1", "67", ("below_fixed", "136.00", "0.00", "V2")),
        ("非一级", "68", ("within", "68.00", "0.00", None)),
        ("非一级", "136", ("above", "68.00", "68.00", "V2")),
        ("3", "68", (OFFICER, None, None, None)),
        ("3", "136", (OFFICER, None, None, None)),
        ("3", "137", ("above", "136.00", "1.00", "V2")),
        (None, "68", (OFFICER, None, None, None)),
    ],
)
def test_dangerous_cargo_pays_double_in_the_first_grade_alone(hazard, amount, expected):
    line = dues(amount, cargo="dangerous", facts=facts(dangerous_class=hazard))
    found = check(line)
    assert told(found) == expected
    assert found.ask == (("dangerous_class",) if found.finding.value == OFFICER else ())


def test_a_class_of_dangerous_goods_says_that_the_cargo_is_dangerous():
    assert told(check(dues("136", facts=facts(dangerous_class="3"))))[0] == OFFICER


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        ("货物港务费（非一级危险货物箱）", ("above", "68.00", "68.00", "V2")),
        ("货物港务费（二级危险货物箱）", ("above", "68.00", "68.00", "V2")),
        ("货物港务费（一级危险货物箱）", ("within", "136.00", "0.00", None)),
        ("货物港务费（危险货物箱）", (OFFICER, None, None, None)),
    ],
)
def test_the_words_of_an_item_tell_the_grade(item, expected):
    assert told(check(replace(dues("136"), item=item))) == expected


def test_a_box_built_to_be_cooled_may_carry_cooled_goods():
    rf = facts(container_type="RF")
    found = check(dues("136", facts=rf))
    assert (told(found), found.ask) == ((OFFICER, None, None, None), ("cargo",))
    assert told(check(dues("137", facts=rf))) == ("above", "136.00", "1.00", "V2")
    assert told(check(dues("136", cargo="reefer", facts=rf)))[0] == "within"


def test_a_charge_above_the_ordinary_rate_asks_for_the_cargo():
    assert check(dues("136")).ask == ("cargo",)
    assert check(dues("136", cargo="general")).ask == ()


@pytest.mark.parametrize(
    ("item", "amount", "unit"),
    [("THC", "825", "box"), ("安保费", "20", "box"), ("电放费", "450", "ticket")],
)
def test_a_list_of_one_port_clears_no_charge_of_an_unknown_one(item, amount, unit):
    found = check(a_line(item, amount, container="20", unit=unit))
    assert found.finding.value == OFFICER
    assert found.ask[0] == "port"


def test_a_box_of_another_length_goes_by_its_inner_volume():
    found = check(dues("90", container="45", facts=facts(box_volume_m3="86")))
    assert told(found) == (OFFICER, "86.38", None, None)
    assert check(dues("90", container="45")).ask == ("container", "box_volume_m3")


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


def a_percentage() -> Catalogue:
    return a_catalogue(unit="percent", percent_of="熏蒸费", price_max=Decimal(20))


def surcharge(amount="36", **changes):
    return at_wuhan("关封费", amount, unit="ticket", **changes)


@pytest.mark.parametrize(
    ("amount", "expected"),
    [("36", ("within", "36.00", "0.00", None)), ("50", ("above", "36.00", "14.00", "P3"))],
)
def test_a_percentage_is_taken_of_the_one_line_of_the_bill_that_it_is_a_percentage_of(
    amount, expected
):
    lines = [at_wuhan("熏蒸费", "180", unit="box"), surcharge(amount)]
    found = check_lines(lines, a_percentage())[1]
    assert told(found) == expected
    assert "百分比按同一账单第 1 行熏蒸费的 180.00 元计算。" in found.reason
    assert "20% × 180.00" in "".join(map(str, found.formula))


@pytest.mark.parametrize(
    ("others", "why"),
    [
        ([], "同一账单没有这一项"),
        ([at_wuhan("熏蒸费", "180"), at_wuhan("熏蒸费", "90")], "有 2 行熏蒸费"),
        ([at_wuhan("熏蒸费", "180", charged_on="2024-05-31")], "同一账单没有这一项"),
        ([at_wuhan("熏蒸费", "180", container="20")], "同一账单没有这一项"),
    ],
)
def test_a_percentage_whose_base_is_not_clear_says_what_is_missing(others, why):
    *_, found = check_lines([*others, surcharge(container="40")], a_percentage())
    assert told(found) == (OFFICER, None, None, None)
    assert why in found.reason
    assert "base_amount" in found.ask


def test_a_base_that_somebody_states_stays():
    lines = [at_wuhan("熏蒸费", "180"), surcharge(facts=facts(base_amount="100"))]
    assert told(check_lines(lines, a_percentage())[1]) == ("above", "20.00", "16.00", "P3")


def test_of_an_overcharged_base_only_what_is_allowed_counts():
    loaded = official()
    base = loaded.by_id["wuhan-105"]
    row = replace(
        base.row, id="share", item="关封附加费", unit="percent", percent_of="关封费",
        price_max=Decimal(50),
    )  # fmt: skip
    catalogue = replace(loaded, lists=(replace(base.home, rows=(base.row, row)),))
    lines = [at_wuhan("关封费", "100", unit="ticket"), at_wuhan("关封附加费", "50", unit="ticket")]
    first, second = check_lines(lines, catalogue)
    assert told(first) == ("above", "70.00", "30.00", "P3")
    assert told(second) == ("above", "35.00", "15.00", "P3")


@pytest.mark.parametrize(
    ("amount", "finding"), [("68", "within"), ("69", OFFICER), ("272", OFFICER), ("273", "above")]
)
def test_folded_empty_boxes_count_as_a_quarter_or_each_one_and_nobody_is_accused_between(
    amount, finding
):
    entry = next(
        each
        for each in official().entries
        if each.item_key == official().names.key("货物港务费")
        and each.row.container == ("40",)
        and "import" in each.row.direction
        and not each.row.special_cargo
        and each.row.price_max == 68
    )
    row = replace(entry.row, loaded=None, price_form=PriceForm.MARKET)
    catalogue = replace(official(), lists=(replace(entry.home, rows=(row,)),))
    line = replace(dues(amount, quantity="4", loaded=None), item="货物港务费（折叠空箱）")
    found = check_line(line, catalogue)
    assert found.finding == finding
    assert "折叠空箱最多四只摞放" in found.reason
