import pytest

from services.complaints.domain.catalogue.check import CheckLine, Finding, check_line, check_lines
from tests.unit.complaints.catalogue.lines import (
    a_line,
    at_wuhan,
    check,
    dues,
    official,
    told,
    with_samples,
)

OFFICER = ("needs_officer", None, None, None)


@pytest.mark.parametrize(
    ("line", "why"),
    [
        (a_line("电放费", "500", unit="ticket", port="宁波港"), "没有可用的目录"),
        (at_wuhan("电放费", "500", charged_on="2021-12-31"), "2022-01-01"),
        (at_wuhan("夜间作业附加费", "200", charged_on="2021-12-31"), "2022-01-01"),
        (dues("68", charged_on="2019-03-31"), "2019-04-01"),
        (dues("68", charged_on=None), "收费日期"),
        (dues("68", quantity=None), "数量"),
        (dues("68", container="45"), "箱型"),
        (dues("68", trade="transit"), "贸易类型"),
        (dues("68", unit="ton"), "计价单位"),
        (dues("28", trade="domestic", cargo="reefer"), "货类"),
        (at_wuhan("滞箱费", "900", unit="box"), "计价单位"),
        (at_wuhan("滞箱费", "900", unit="box_day"), "天数"),
        (at_wuhan("件杂货理货", "30", unit="ton", quantity="10"), "择大"),
        (at_wuhan("港口作业包干费", "9000", unit="box"), "没有录入"),
        (at_wuhan("堆存费", "9000", unit="box"), "没有录入"),
        (at_wuhan("查验费", "300", unit="box"), "相近"),
        (at_wuhan("打单费", "900"), "相近"),
        (at_wuhan("燃油附加费", "900", unit="box"), "相近"),
        (at_wuhan("拖轮费", "9000", unit="call"), "没有录入"),
        (at_wuhan("海运费", "9000"), "不是口岸收费目录"),
        (at_wuhan("合计", "9000"), "不是口岸收费目录"),
        (at_wuhan("express release", "9000"), "不是口岸收费目录"),
        (at_wuhan("文件费", "900", body="货代公司"), "船公司"),
        (a_line("电放费", "900", unit="ticket"), "没有说明港口"),
        (a_line("电放费", "900", unit="ticket", body="上海某某船务有限公司"), "没有说明港口"),
        (at_wuhan("安保费和文件费", "900"), "相近"),
        (at_wuhan("保安费", "50", unit="box", container="40"), "相近"),
        (a_line("安保费", "50", port="上海港", container="40"), "相近"),
        (dues("68", cargo="dangerous"), "一级危险货物"),
        (a_line("引航费", "60000", unit="call", port="烟台港"), "净吨"),
    ],
)
def test_a_gap_accuses_nobody(line, why):
    found = check(line)
    assert told(found) == OFFICER
    assert why in found.reason


def test_empty_boxes_owe_no_dues_as_far_as_known():
    found = check(dues("68", loaded=False))
    assert told(found) == ("needs_officer", "0.00", None, None)
    assert "尚未核实" in found.reason


@pytest.mark.parametrize(
    "item", ["夜间作业附加费", "拖轮燃油附加费", "码头拥堵附加费", "疫情防控费"]
)
def test_a_complete_catalogue_knows_what_it_does_not_hold(item):
    found = check(at_wuhan(item, "200"))
    assert told(found) == ("not_listed", "0.00", "200.00", "P3")
    assert "武汉新港口岸收费公示" in found.reason


def test_an_item_outside_a_complete_list_is_shown_beside_the_nearest_rows_unless_it_is_too_long():
    near = check(at_wuhan("疫情防控服务费", "200"))
    assert near.finding is Finding.NOT_LISTED
    assert near.rows
    far = check(at_wuhan("疫情防控" * 48 + "服务费", "200"))
    assert far.finding is Finding.NOT_LISTED
    assert far.rows == ()


@pytest.mark.parametrize(
    ("amount", "expected"),
    [("17", "needs_officer"), ("16", "below_fixed"), ("35", "above"), ("34", "needs_officer")],
)
def test_an_unknown_direction_leaves_both_rows(amount, expected):
    found = check(dues(amount, container="20", direction=None))
    assert found.finding == expected
    assert {row.id for row in found.rows} == {"national-001", "national-005"}


def test_above_all_rows_counts_from_the_dearest():
    found = check(dues("40", container="20", direction=None))
    assert told(found) == ("above", "34.00", "6.00", "V2")


def test_what_would_settle_it_is_asked_for():
    assert check(dues("20", container="20", direction=None)).ask == ("direction",)


def test_an_unverified_row_gives_an_indication_only():
    line = a_line("围油栏使用费", "9000", unit="call", port="青岛港", trade="foreign")
    found = check(line)
    assert found.finding is Finding.NEEDS_OFFICER
    assert found.over is None
    assert found.violation is None
    assert "尚未核实" in found.reason


@pytest.mark.parametrize("item", ["港口建设费", "港建费", "港口建設費", "港口建设费（代收）"])
def test_a_cancelled_item_is_owed_back_whole(item):
    found = check(a_line(item, "80", charged_on="2021-01-01", unit=None, quantity=None))
    assert told(found) == ("cancelled", "0.00", "80.00", "V7")
    assert found.rows[0].basis == "财政部公告2021年第8号"


def test_an_item_was_lawful_until_its_last_day():
    assert told(check(a_line("港口建设费", "80", charged_on="2020-12-31"))) == OFFICER


def security(amount: str, **changes: object) -> CheckLine:
    known = {"port": "青岛港", "container": "40", "trade": "foreign", **changes}
    return a_line(str(known.pop("item", "港口设施保安费")), amount, **known)


# source: 港口设施保安费 from 2022-04-01 a part of the all-in fee, not above the old 8 and 12
@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (security("12", charged_on="2022-03-31"), ("within", "12.00", "0.00", None)),
        (security("15", charged_on="2022-03-31"), ("above", "12.00", "3.00", "V2")),
        (security("11", charged_on="2022-03-31"), ("below_fixed", "12.00", "0.00", "V2")),
        (security("12", charged_on="2022-04-01"), ("within", "12.00", "0.00", None)),
        (security("11", charged_on="2022-04-01"), ("within", "12.00", "0.00", None)),
        (security("60", quantity="4"), ("above", "48.00", "12.00", "P3")),
    ],
)
def test_the_security_fee_before_and_after_it_was_merged(line, expected):
    assert told(check(line)) == expected


def test_the_security_fee_beside_the_whole_needs_an_officer():
    bill = [a_line("港口作业包干费", "620", port="青岛港", container="40"), security("12")]
    found = check_lines(bill, official())[1]
    assert told(found) == OFFICER
    assert "V6" in found.reason


@pytest.mark.parametrize("item", ["港口作业包干费-港口设施保安费", "包干费（其中：保安费）"])
def test_a_sub_line_of_the_whole_is_no_split(item):
    bill = [
        a_line("港口作业包干费", "620", port="青岛港", container="40"),
        security("12", item=item),
    ]
    assert told(check_lines(bill, official())[1]) == ("within", "12.00", "0.00", None)


def test_the_whole_of_another_port_is_not_beside():
    bill = [a_line("港口作业包干费", "620", port="大连港", container="40"), security("12")]
    assert check_lines(bill, official())[1].finding is Finding.WITHIN


def test_a_line_answers_alone_as_in_a_bill():
    lines = [dues("68"), at_wuhan("电放费", "500"), at_wuhan("夜间作业附加费", "1")]
    assert list(check_lines(lines, official())) == [check_line(each, official()) for each in lines]


# source: the sample catalogues, shown with 示例
@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (a_line("港口作业包干费", "2480", quantity="4", port="海阳港", container="40",
                trade="foreign", loaded=True), ("within", "2480.00", "0.00", None)),
        (a_line("港务费", "320", quantity="4", port="海阳港", container="40", trade="foreign",
                direction="import", loaded=True), ("above", "272.00", "48.00", "V2")),
        (a_line("加班作业费", "200", port="海阳港", unit="ticket", charged_on="2025-01-01"),
         ("cancelled", "0.00", "200.00", "V7")),
        (a_line("夜间作业附加费", "200", port="海阳港", unit="ticket"),
         ("not_listed", "0.00", "200.00", "P3")),
        (a_line("查验服务费", "350", port="海阳港", unit="ticket"), OFFICER),
        (a_line("拖轮费", "7000", port="海阳港", unit="call", trade="foreign"),
         ("above", "6500.00", "500.00", "V1")),
        (a_line("电放费", "500", port=None, body="海阳屿澜船务代理有限公司", unit="ticket"),
         ("above", "400.00", "100.00", "P3")),
        (a_line("天价费", "500", body="91370687300000010P", unit="ticket"),
         ("not_listed", "0.00", "500.00", "P3")),
    ],
)  # fmt: skip
def test_sample_catalogues_hold_all_price_forms(line, expected):
    assert told(check_line(line, with_samples())) == expected


def test_a_line_without_a_port_is_not_told_of_its_own_port():
    lines = [dues(amount, port=None, charged_on="2020-05-01") for amount in ("13.60", "34", "99")]
    lines += [security("12", port=None, charged_on="2020-05-01")]
    reasons = [check(line).reason for line in lines]
    assert any("没有说明港口" in reason for reason in reasons)
    assert not any("本港公布的标准" in reason for reason in reasons)


@pytest.mark.parametrize("item", ["还箱保证金", "箱子抵押费", "用箱押金（还箱后退）"])
def test_a_deposit_is_no_charge_that_a_complete_list_could_lack(item):
    found = check(at_wuhan(item, "3000"))
    assert (found.finding, found.over) == (Finding.NEEDS_OFFICER, None)
    assert "押金" in found.reason


@pytest.mark.parametrize(
    ("line", "allowed"),
    [
        (security("21", charged_on="2022-03-01", container=None, unit="ton", quantity="100",
                  direction="import"), "20.00"),
        (security("15", charged_on="2019-03-31"), "15.00"),
        (security("10", charged_on="2019-03-31", container="20"), "10.00"),
    ],
)  # fmt: skip
def test_what_is_known_of_the_security_fee_alone_is_shown_and_decides_nothing(line, allowed):
    assert told(check(line)) == ("needs_officer", allowed, None, None)


def test_a_price_per_ton_is_none_for_a_box_whose_unit_nobody_tells():
    line = security("12", charged_on="2022-03-31", unit=None, direction="import", loaded=True)
    assert told(check(line)) == ("within", "12.00", "0.00", None)
