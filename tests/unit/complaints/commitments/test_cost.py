import json
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from services.complaints.adapters.rule_files_catalogue import load_catalogue
from services.complaints.adapters.rule_files_commitments import COMMITMENT_RULES
from services.complaints.adapters.rule_files_cost import load_basket
from services.complaints.adapters.rule_rows import RuleFileError
from services.complaints.domain.commitments.cost import month_costs, months_until
from services.complaints.domain.commitments.rises import rises
from services.complaints.routes.commitments.cost_chart import cost_chart
from services.complaints.routes.commitments.referral import referral

CATALOGUE = load_catalogue(sample=True)
BASKET = load_basket()
NOVEMBER = date(2026, 11, 1)


def costs(catalogue=CATALOGUE, months=(NOVEMBER,), city="haiyang"):
    found = month_costs(catalogue, BASKET, city=city, months=months)
    return {(each.month, each.direction, each.container): each for each in found}


def without(item, catalogue=CATALOGUE):
    lists = tuple(
        replace(home, rows=tuple(row for row in home.rows if row.item != item))
        for home in catalogue.lists
    )
    return replace(catalogue, lists=lists)


@pytest.mark.parametrize(
    ("city", "direction", "container", "parts"),
    [
        ("haiyang", "import", "20", "415 34 14 300 200"),
        ("haiyang", "import", "40", "620 68 28 300 200"),
        ("haiyang", "export", "20", "415 17 14 180 450 30 190"),
        ("jiaxing", "export", "40", "596 34 26 260 400 28 170"),
    ],
)
def test_a_cost_is_the_sum_of_what_is_published(city, direction, container, parts):
    found = costs(city=city)[NOVEMBER, direction, container]
    assert [part.high for part in found.parts] == [Decimal(each) for each in parts.split()]
    assert found.high == sum(Decimal(each) for each in parts.split())
    assert found.sample


def test_a_published_range_makes_the_cost_a_range():
    found = costs(city="jiaxing")
    assert found[NOVEMBER, "import", "20"].low == found[NOVEMBER, "import", "20"].high
    export = found[NOVEMBER, "export", "40"]
    assert (export.low, export.high) == (Decimal(1414), Decimal(1514))


def test_a_month_without_a_price_has_no_sum_and_says_which_is_missing():
    found = costs(without("换单费"))
    one = found[NOVEMBER, "import", "20"]
    assert (one.low, one.high) == (None, None)
    assert [each.item for each in one.missing] == ["换单费"]
    assert found[NOVEMBER, "export", "20"].high is not None


def test_before_the_lists_begin_nothing_is_known_of_the_port():
    one = costs(months=(date(2023, 12, 1),))[date(2023, 12, 1), "import", "20"]
    assert one.high is None
    assert "港口作业包干费" in [each.item for each in one.missing]


def test_the_national_price_stands_where_the_port_has_none_of_its_own():
    one = costs(without("货物港务费"))[NOVEMBER, "import", "20"]
    assert "货物港务费" in [each.item for each in one.missing]
    own = [home for home in CATALOGUE.lists if home.national or home.city != "haiyang"]
    own += [
        replace(home, rows=tuple(row for row in home.rows if row.item != "货物港务费"))
        for home in CATALOGUE.lists
        if home.city == "haiyang"
    ]
    catalogue = replace(CATALOGUE, lists=tuple(own))
    parts = costs(catalogue)[NOVEMBER, "import", "40"].parts
    dues = next(part for part in parts if part.item.item == "货物港务费")
    assert dues.high == Decimal(68)
    assert dues.rows[0].home.national


def test_several_prices_of_a_charge_make_a_range():
    def dearer(home):
        more = [
            replace(
                row,
                id=f"{row.id}-b",
                body="海阳另一船代有限公司",
                price_max=Decimal(350),
                price_min=Decimal(320),
            )
            for row in home.rows
            if home.city == "haiyang" and row.item == "换单费"
        ]
        return replace(home, rows=(*home.rows, *more))

    one = costs(replace(CATALOGUE, lists=tuple(map(dearer, CATALOGUE.lists))))
    found = one[NOVEMBER, "import", "20"]
    assert (found.low, found.high) == (Decimal(963), Decimal(1013))


def test_a_price_that_is_not_verified_is_not_taken():
    def unread(home):
        return replace(home, rows=tuple(replace(row, verified=False) for row in home.rows))

    one = costs(replace(CATALOGUE, lists=tuple(map(unread, CATALOGUE.lists))))
    assert all(part.high is None for part in one[NOVEMBER, "import", "20"].parts)


def test_the_months_end_with_the_present_one():
    assert months_until(date(2026, 2, 28), 3) == (
        date(2025, 12, 1), date(2026, 1, 1), date(2026, 2, 1),
    )  # fmt: skip


def test_a_rise_is_found_between_the_two_days_alone():
    found = rises(CATALOGUE, city="haiyang", start=date(2026, 6, 30), end=date(2026, 7, 1))
    assert [(each.after.row.id, each.price_before, each.price_after) for each in found] == [
        ("HY-0112-20-foreign", Decimal(9), Decimal(10)),
        ("HY-0112-40-foreign", Decimal(18), Decimal(20)),
    ]
    assert str(found[0].percent) == "11.1"
    assert not rises(CATALOGUE, city="haiyang", start=date(2026, 7, 1), end=date(2026, 11, 1))
    assert not rises(CATALOGUE, city="jiaxing", start=date(2026, 6, 30), end=date(2026, 7, 1))


def test_the_draft_of_a_referral_accuses_nobody():
    start, end = date(2026, 6, 30), date(2026, 7, 1)
    found = rises(CATALOGUE, city="haiyang", start=start, end=end)
    text = referral(found, city="海阳", start=start, end=end)
    assert "由 9.00 元/箱·天调为 10.00 元/箱·天，上涨 11.1%" in text
    assert "没有认定任何单位违法" in text
    assert referral((), city="海阳", start=start, end=end) == ""


def test_a_chart_begins_at_zero_and_leaves_gaps_open():
    months = months_until(date(2024, 3, 1), 5)
    own = [
        each for (_, direction, _), each in costs(months=months).items() if direction == "import"
    ]
    chart = cost_chart(own, name="进口")
    assert chart
    assert [len(each.marks) for each in chart.series] == [3, 3]
    assert [len(each.pieces) for each in chart.series] == [2, 2]
    assert chart.grid[0][0] == 0
    assert chart.grid[-1][0] >= max(each.high for each in own if each.high)
    assert cost_chart([replace(own[0], parts=())], name="进口") is None


@pytest.mark.parametrize(
    ("change", "said"),
    [({"quantity": "0"}, "quantity"), ({"directions": ["transit"]}, "directions"), ({"x": 1}, "x")],
)
def test_a_wrong_row_of_the_basket_is_refused_by_name(tmp_path, change, said):
    rows = json.loads((COMMITMENT_RULES / "basket.json").read_text(encoding="utf-8"))["basket"]
    text = json.dumps({"basket": [{**rows[0], **change}]})
    (tmp_path / "basket.json").write_text(text, encoding="utf-8")
    with pytest.raises(RuleFileError, match=rf"all-in.*{said}"):
        load_basket(tmp_path)
