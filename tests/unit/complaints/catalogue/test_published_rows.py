"""Charges against rows as bodies publish them: read from a file, kept as a list, checked."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache

import pytest

from services.complaints.adapters.list_files import open_list
from services.complaints.adapters.rule_files_fee_names import load_fee_names
from services.complaints.adapters.rule_files_imports import load_import_words
from services.complaints.domain.catalogue.check import LineCheck, check_line
from services.complaints.domain.catalogue.fee_names.match import FeeMatcher
from services.complaints.domain.catalogue.lists.row_prices import price_list
from services.complaints.domain.catalogue.price_row import PriceList
from services.complaints.usecases.catalogue.read_lines import read_lines
from services.complaints.usecases.catalogue.read_list import HowToRead, ListReading
from tests.complaints import TERMINAL_NAME
from tests.unit.complaints.catalogue.charge_lists import a_list, terms
from tests.unit.complaints.catalogue.imports.files import csv_bytes, written
from tests.unit.complaints.catalogue.lines import official, told

OFFICER = ("needs_officer", None, None, None)
HEAD = ["收费项目", "收费标准", "计价单位"]
ROWS = [
    ["停车费", "第1-5天5元/车·天，第6天起10元/车·天", ""],
    ["场地租费", "30元/车·天", ""],
    ["设备看护费", "首5天免费，第6天起10元/件·天", ""],
    ["停车保管费", "第1-5天5元/天，第6天起10元/天", ""],
    ["集装箱修理费", "面议", ""],
    ["冷藏箱制冷费", "10元/箱·小时", ""],
    ["吊装费", "100元/TEU", ""],
    ["月租费", "3000元/箱·月", ""],
    ["堆场服务费", "第1-3天免费，第4-7天10元/箱·天，第8天起20元/箱·天，最低收费100元", ""],
    ["仓储费", "2元/吨·天，最低100元/箱", ""],
    ["称重费", "2元/吨，最低50元/票", ""],
]


@cache
def words():
    return load_import_words(), FeeMatcher(names=load_fee_names())


def rows_of(folder, rows, head=HEAD):
    """Return the rows of a file as an import keeps them."""
    path = written(folder, csv_bytes([head, *rows]))
    reading = ListReading(open_list(path), HowToRead(port="海阳港"), *words())
    return list(reading.answers())


@pytest.fixture(scope="module")
def published(tmp_path_factory) -> PriceList:
    return as_list(rows_of(tmp_path_factory.mktemp("list"), ROWS))


def as_list(rows) -> PriceList:
    """Return rows as the complete list of the terminal."""
    return price_list(a_list(), rows, terms(effective_from=date(2025, 1, 1), complete=True))


def checked(home: PriceList, item: str, amount: str, **told_more) -> LineCheck:
    known = {
        "port": "海阳港", "body": TERMINAL_NAME, "charged_on": "2026-05-10", "quantity": 1,
        "item": item, "amount": amount, **told_more,
    }  # fmt: skip
    [line] = read_lines({"lines": [known]}, today=date(2026, 11, 28))
    base = official()
    others = tuple(each for each in base.lists if "海阳港" not in each.ports)
    return check_line(line, replace(base, lists=(*others, home)))


@pytest.mark.parametrize(
    "line",
    [
        {"item": "停车费", "amount": "60", "unit": "车", "days": 7},
        {"item": "停车费", "amount": "60"},
        {"item": "设备看护费", "amount": "20", "unit": "件", "days": 7},
        {"item": "停车保管费", "amount": "20", "unit": "天", "quantity": 6},
    ],
)
def test_tiers_of_a_unit_nobody_counts_need_a_person(published, line):
    assert told(checked(published, **line)) == OFFICER


def test_an_item_that_a_complete_list_keeps_as_text_is_listed(published):
    assert told(checked(published, "集装箱修理费", "500", unit="次")) == OFFICER
    assert checked(published, "夜间照明费", "500", unit="次").finding.value == "not_listed"


@pytest.mark.parametrize(
    "line",
    [
        {"item": "冷藏箱制冷费", "amount": "240", "unit": "箱", "container": "20", "hours": 24},
        {"item": "吊装费", "amount": "200", "unit": "箱", "container": "40"},
        {"item": "月租费", "amount": "6000", "from": "2026-03-01", "to": "2026-04-30"},
        {"item": "场地租费", "amount": "90", "unit": "车", "days": 3},
        {"item": "场地租费", "amount": "20", "unit": "车", "days": 3},
    ],
)
def test_a_price_per_a_unit_the_check_does_not_know_decides_nothing(published, line):
    assert told(checked(published, **line)) == OFFICER


@pytest.mark.parametrize(
    ("days", "amount", "expected"),
    [
        (5, "100", ("within", "100.00", "0.00", None)),
        (5, "101", ("above", "100.00", "1.00", "P3")),
        (10, "110", ("above", "100.00", "10.00", "P3")),
        (12, "140", ("within", "140.00", "0.00", None)),
        (3, "80", OFFICER),
        (3, "0.01", ("within", "0.00", "0.00", None)),
        (3, "101", ("above", "100.00", "1.00", "P3")),
    ],
)
def test_a_minimum_charge_holds_for_tiers_too(published, days, amount, expected):
    assert told(checked(published, "堆场服务费", amount, unit="箱", days=days)) == expected


def test_a_minimum_charge_by_another_unit_leaves_the_price_open(published):
    stored = checked(published, "仓储费", "100", unit="吨", quantity=10, days=2)
    assert told(stored) == OFFICER
    ticket = checked(published, "称重费", "51", unit="吨", quantity=10)
    assert told(ticket) == ("above", "50.00", "1.00", "P3")


def test_the_price_of_an_open_row_is_still_shown(published):
    [row] = [each for each in published.rows if each.item == "仓储费"]
    assert (row.price_max, row.minimum_charge) == (Decimal(2), None)


SIZES = [
    ["检查桥费", "40RF 500元/箱", ""],
    ["放箱费", "20GP 100元/箱，40HQ 200元/箱", ""],
    ["进闸费", "100元/40尺HQ", ""],
    ["危险品监护费", "一级危险货物箱200元/箱，普通箱100元/箱", ""],
]


@pytest.fixture(scope="module")
def sized(tmp_path_factory) -> PriceList:
    return as_list(rows_of(tmp_path_factory.mktemp("sizes"), SIZES))


@pytest.mark.parametrize(
    ("item", "amount", "container", "expected"),
    [
        ("检查桥费", "500", "40GP", OFFICER),
        ("检查桥费", "500", "40RF", ("within", "500.00", "0.00", None)),
        ("放箱费", "200", "40GP", OFFICER),
        ("放箱费", "201", "40HQ", ("above", "200.00", "1.00", "P3")),
        ("进闸费", "100", "40GP", OFFICER),
        ("进闸费", "100", "40HC", ("within", "100.00", "0.00", None)),
    ],
)
def test_a_price_for_one_type_of_box_is_for_no_other(sized, item, amount, container, expected):
    assert told(checked(sized, item, amount, unit="箱", container=container)) == expected


@pytest.mark.parametrize(
    ("grade", "expected"),
    [
        ("一级", ("within", "200.00", "0.00", None)),
        ("非一级", ("above", "100.00", "100.00", "P3")),
        ("9", OFFICER),
    ],
)
def test_a_price_for_the_first_grade_is_for_no_other_dangerous_goods(sized, grade, expected):
    known = {"unit": "箱", "container": "40", "cargo": "危险品", "dangerous_class": grade}
    assert told(checked(sized, "危险品监护费", "200", **known)) == expected


def read(folder, rows, head):
    told = rows_of(folder, rows, head)
    return [(row["item"], row["status"]) for row in told]


def test_rows_below_a_heading_with_other_columns_are_not_priced_by_the_first_one(tmp_path):
    head = ["收费单位", "收费项目", "20尺", "40尺", "计价单位"]
    row = ["甲公司", "铅封费", "30", "40", "元/箱"]
    other = ["收费单位", "收费项目", "", "", "计价单位"]
    told = read(tmp_path, [row, head, row, other, row, head, row], head)
    statuses = [status for _, status in told]
    assert statuses == [
        "priced", "refused", "priced", "refused", "as_text", "refused", "priced",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("second", "status"), [(["", "", "20尺", "40尺", ""], "priced"), (None, "as_text")]
)
def test_a_heading_of_two_lines_is_the_same_when_both_come_again(tmp_path, second, status):
    first = ["收费单位", "收费项目", "收费标准", "", "计价单位"]
    sizes = ["", "", "20尺", "40尺", ""]
    row = ["甲公司", "铅封费", "30", "40", "元/箱"]
    again = [first, second] if second else [first]
    assert read(tmp_path, [sizes, row, *again, row], first)[-1] == ("铅封费", status)


@pytest.mark.parametrize(
    ("cells", "status"),
    [
        (["100", "", "元/票"], "as_text"),
        (["", "100", "元/票"], "as_text"),
        (["100", "", "元/箱"], "priced"),
        (["100", "100", "元/票"], "priced"),
    ],
)
def test_one_price_under_one_of_two_sizes_that_is_not_per_box_stays_text(tmp_path, cells, status):
    head = ["收费项目", "20尺", "40尺", "计价单位"]
    assert read(tmp_path, [["代理费", *cells]], head) == [("代理费", status)]


def test_an_empty_line_ends_what_an_item_is_filled_down_to(tmp_path):
    head = ["收费单位", *HEAD]
    rows = [["甲公司", "铅封费", "30", "元/箱"], ["", "", "35", "元/票"], [""] * 4,
            ["", "", "40", "元/箱"]]  # fmt: skip
    told = [(row["status"], row["item"], row["body"]) for row in rows_of(tmp_path, rows, head)]
    assert told == [
        ("priced", "铅封费", "甲公司"), ("priced", "铅封费", "甲公司"), ("refused", "", "甲公司"),
    ]  # fmt: skip
