"""Percentages of another item and discounts: structured where nothing else can be meant."""

from dataclasses import replace
from decimal import Decimal

import pytest

from services.complaints.domain.catalogue.check import check_line
from services.complaints.domain.catalogue.imports.shares import discount_share, percentage_of
from services.complaints.routes.catalogue.check_view import price_words
from tests.unit.complaints.catalogue.imports.files import HEAD, csv_bytes, imported, written
from tests.unit.complaints.catalogue.lines import at_wuhan, official, told


@pytest.mark.parametrize(
    ("text", "item", "percent"),
    [
        ("按基本费的50%", "基本费", 50),
        ("按照装卸费的20%收取", "装卸费", 20),
        ("加收货物港务费的50%", "货物港务费", 50),
        ("堆存费的12.5%计收", "堆存费", Decimal("12.5")),
        ("引航费30%", "引航费", 30),
    ],
)
def test_a_percentage_of_one_named_item_is_read(text, item, percent):
    assert percentage_of(text) == (item, percent)


@pytest.mark.parametrize(
    "text",
    [
        "50%", "加收50%", "按标准的50%", "按上述标准的50%收取", "按装卸费和堆存费的50%", "按0%",
        "不超过装卸费的50%", "装卸费上浮50%", "按装卸费的50%，最低10元", "装卸费的50%另加10元",
        "优惠50%", "含税装卸费的50%", "按货值的0%",
    ],
)  # fmt: skip
def test_a_percentage_of_nothing_clear_stays_text(text):
    assert percentage_of(text) is None


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("8折", "0.8"), ("打8.5折", "0.85"), ("85折", "0.85"), ("八折", "0.8"),
        ("八五折优惠", "0.85"),
        ("减半", "0.5"), ("减半收取", "0.5"), ("按标准的80%收取", "0.8"), ("优惠20%", "0.8"),
        ("下浮10%", "0.9"), ("半折", "0.5"),
    ],
)  # fmt: skip
def test_a_discount_without_a_condition_is_a_share(text, share):
    assert discount_share(text) == Decimal(share)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "无",
        "8折起",
        "满100箱8折",
        "会员减半",
        "免费7天",
        "免收",
        "5-8折",
        "优惠100%",
        "首年8折",
    ],
)
def test_a_discount_with_anything_beside_it_is_not(text):
    assert discount_share(text) is None


def test_both_are_values_of_the_price_of_an_imported_row(capfd, tmp_path):
    head = [*HEAD, "优惠政策"]
    rows = [
        ["某码头", "危险品附加费", "按装卸费的50%", "", "", ""],
        ["某码头", "危险品附加费", "按装卸费的50%", "元/箱", "", ""],
        ["某码头", "铅封费", "30", "元/箱", "", "8折"],
        ["某码头", "洗箱费", "30", "元/箱", "", "老客户8折"],
    ]
    found = imported(capfd, written(tmp_path, csv_bytes([head, *rows])))["details"]
    assert [each["status"] for each in found] == ["priced", "as_text", "priced", "as_text"]
    [share] = found[0]["prices"]
    assert (share["max"], share["unit"], share["percent_of"]) == ("50", "percent", "装卸费")
    [reduced] = found[2]["prices"]
    assert (reduced["max"], reduced["discount"]) == ("30", "0.8")
    assert "percent_of" not in reduced


def test_a_page_says_a_percentage_and_a_discount_as_what_they_are():
    row = official().by_id["wuhan-105"].row
    share = replace(row, unit="percent", percent_of="装卸费", price_max=Decimal(50))
    assert price_words(share) == "装卸费的 50%"
    reduced = price_words(replace(row, discount=Decimal("0.8")))
    assert reduced == f"{price_words(row)}，公布的优惠按 80% 收取"


@pytest.mark.parametrize(
    ("amount", "expected"),
    [
        ("56", ("within", "56.00", "0.00", None)),
        ("60", ("needs_officer", None, None, None)),
        ("70", ("needs_officer", None, None, None)),
        ("71", ("above", "70.00", "1.00", "P3")),
    ],
)
def test_nobody_is_accused_between_the_discounted_price_and_the_full_one(amount, expected):
    entry = official().by_id["wuhan-105"]
    row = replace(entry.row, discount=Decimal("0.8"))
    catalogue = replace(official(), lists=(replace(entry.home, rows=(row,)),))
    found = check_line(at_wuhan("关封费", amount, unit="ticket"), catalogue)
    assert told(found) == expected
    assert "按标准的 80% 收取" in found.reason
