"""What the lines of a bill show together; cases of domain.md B8 among them."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.complaints.domain.catalogue.bill import BillCheck, check_bill
from services.complaints.domain.catalogue.check import Finding
from tests.unit.complaints.catalogue.lines import a_line, at_wuhan, dues, facts, official

ACCUSING = {Finding.ABOVE, Finding.BELOW_FIXED, Finding.NOT_LISTED}


def bill(*lines, **more) -> BillCheck:
    return check_bill(lines, official(), **more)


def seen(found: BillCheck) -> list[tuple[str, str | None, tuple[int, ...], str]]:
    return [(each.kind, each.code, each.lines, f"{each.amount:.2f}") for each in found.findings]


def at_port(item, amount, **changes):
    return a_line(item, amount, **{"port": "青岛港", "unit": "call", **changes})


def test_a_plain_bill_shows_nothing():
    assert seen(bill(dues("68"), at_port("拖轮费", "6000"))) == []


def test_the_same_item_and_period_twice():
    found = bill(dues("68"), dues("70"), dues("34", container="20"))
    assert seen(found) == [("double_charge", "V6", (0, 1), "68.00")]


@pytest.mark.parametrize(
    "changes",
    [
        {"charged_on": "2024-06-02"},
        {"container": "20"},
        {"direction": "export"},
        {"port": "大连港"},
        {"item": "货物港务费（20尺）", "container": None},
    ],
)
def test_another_day_box_way_or_port_is_not_twice(changes):
    item = changes.pop("item", None)
    known = {"port": "青岛港", "container": "40", "direction": "import", **changes}
    other = a_line(item or "货物港务费", "68", trade="foreign", **known)
    assert seen(bill(dues("68"), other)) == []


@pytest.mark.parametrize(
    ("second", "kinds"), [(("2024-05-05", "2024-05-09"), 1), (("2024-05-08", "2024-05-14"), 0)]
)
def test_periods_that_overlap_are_charged_twice(second, kinds):
    lines = [
        at_wuhan("滞箱费", "85", unit="box", container="20", facts=facts(period=period))
        for period in (("2024-05-01", "2024-05-07"), second)
    ]
    assert len(bill(*lines).findings) == kinds


def test_several_bodies_for_one_service():
    one = at_wuhan("文件费", "400", body="船公司")
    two = at_wuhan("文件费", "300", body="货代公司")
    assert seen(bill(one, two)) == [("same_service", None, (0, 1), "700.00")]


def test_the_security_fee_beside_the_whole_is_a_split():
    security = a_line("港口设施保安费", "12", port="青岛港", container="40", trade="foreign")
    lines = [at_port("港口作业包干费", "620", unit="box", container="40"), security]
    assert seen(bill(*lines)) == [("split_all_in", "V6", (1, 0), "12.00")]


def test_before_it_was_merged_it_was_no_split():
    lines = [
        a_line(item, "12", port="青岛港", container="40", charged_on="2022-03-31", trade="foreign")
        for item in ("港口作业包干费", "港口设施保安费")
    ]
    assert seen(bill(*lines)) == []


@pytest.mark.parametrize("item", ["困难作业费", "岸机使用费", "起重机使用"])
def test_a_part_of_the_whole_beside_it(item):
    lines = [at_port("包干费", "620", unit="box"), at_port(item, "80")]
    assert seen(bill(*lines)) == [("part_of_all_in", "V6", (1, 0), "80.00")]
    assert bill(*lines).lines[1].finding is Finding.NEEDS_OFFICER


def test_what_the_published_row_says_it_is_for():
    lines = [at_wuhan("港口作业包干费", "620", unit="box"), at_wuhan("捆绑费", "80", unit="box")]
    assert ("part_of_all_in", "V6", (1, 0), "80.00") in seen(bill(*lines))


def test_a_listed_price_of_its_own_is_no_part():
    lines = [at_wuhan("港口作业包干费", "620", unit="box"),
             at_wuhan("熏蒸费", "180", unit="box", container="20")]  # fmt: skip
    assert seen(bill(*lines)) == []


@pytest.mark.parametrize(
    ("item", "note"), [("箱押金", ""), ("保证金", ""), ("抵押费", ""), ("箱管费", "还箱后退")]
)
def test_a_deposit_named_or_hidden(item, note):
    found = bill(at_port(item, "2000"), notes=[note])
    assert seen(found) == [("deposit", "V8", (0,), "2000.00")]


@pytest.mark.parametrize("item", ["海关查验费", "商检费用", "边检手续费"])
def test_a_charge_in_the_name_of_an_inspection_body(item):
    assert seen(bill(at_port(item, "300"))) == [("inspection_body", "P10", (0,), "300.00")]


@pytest.mark.parametrize("item", ["海关查验代理费", "报关服务费", "商检代理费", "关封费"])
def test_the_service_of_an_agent_is_none(item):
    assert seen(bill(at_port(item, "99999"))) == []


# source: domain.md B8; the check accuses nobody of what only an officer can see
@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ([at_port("拖轮燃油附加费", "27000")], [("own_item", "V5", (0,), "27000.00")]),
        ([at_port("围油栏布设费", "3000"), at_port("围油栏使用费", "3000")],
         [("split_item", "V6", (0, 1), "6000.00")]),
        ([at_port("围油栏使用费", "9000", trade="foreign", facts=facts(net_tons="2000"))], []),
        ([at_port("围油栏使用费", "3500"), at_port("围油栏夜间费", "500")],
         [("own_item", "V5", (1,), "500.00")]),
        ([at_port("代理服务费", "1500", unit="ton", quantity="1000")], []),
        ([at_port("围油栏使用费", "3000", trade="domestic")], []),
        ([at_port("引航费", "9000", trade="domestic", facts=facts(net_tons="20000"))], []),
        ([at_port("拖轮费", "38400")], []),
    ],
    ids=["连云港", "海南", "大连", "惠州", "江门", "广西", "青岛", "舟山"],
)  # fmt: skip
def test_real_cases(lines, expected):
    found = bill(*lines)
    assert seen(found) == expected
    assert {each.finding for each in found.lines} == {Finding.NEEDS_OFFICER}


def test_the_boom_above_the_rate_is_shown_with_the_indicative_amount():
    line = at_port("围油栏使用费", "9000", trade="foreign", facts=facts(net_tons="2000"))
    assert str(bill(line).lines[0].allowed) == "3500.00"


@pytest.mark.parametrize(
    ("total", "expected"),
    [("136.00", []), ("136.01", []), ("150", [("total", None, (0, 1), "14.00")]), (None, [])],
)
def test_the_sum_against_the_stated_total(total, expected):
    lines = [dues("68"), dues("68", charged_on="2024-06-02")]
    assert seen(bill(*lines, total=total and Decimal(total))) == expected


def test_refunds_already_made_are_taken_off():
    lines = [
        dues("100", facts=facts(refunded="12")),
        dues("100", charged_on="2024-06-02", facts=facts(refunded="50")),
    ]
    found = bill(*lines)
    assert [str(each.refund_due) for each in found.lines] == ["20.00", "0.00"]
    assert (str(found.over), str(found.refund_due)) == ("64.00", "20.00")


@given(st.lists(st.sampled_from(["港务费", "包干费", "保安费", "押金", "海关查验费", "围油栏费"])))
@settings(deadline=None)
def test_a_whole_bill_changes_no_finding_to_an_accusation(items):
    lines = [at_port(item, "500") for item in items]
    alone = [bill(line).lines[0].finding for line in lines]
    together = [each.finding for each in bill(*lines).lines]
    assert all(one == two or two not in ACCUSING for one, two in zip(alone, together, strict=True))
