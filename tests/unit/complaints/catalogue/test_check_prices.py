import pytest

from services.complaints.domain.catalogue.check import Finding
from tests.unit.complaints.catalogue.lines import a_line, at_wuhan, check, dues, told

PORT_LINE = {"port": "广州港南沙港区", "container": "20", "charged_on": "2020-04-01"}
YUEYANG = {"port": "岳阳城陵矶港", "body": "岳阳市海仑国际物流发展有限公司", "container": "20"}


# source: 交水规〔2019〕2号 as given in the national tariff rows 1 to 12
@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (dues("68"), ("within", "68.00", "0.00", None)),
        (dues("320", quantity="4"), ("above", "272.00", "48.00", "V2")),
        (dues("67.98"), ("below_fixed", "68.00", "0.00", "V2")),
        (dues("34", container="20"), ("within", "34.00", "0.00", None)),
        (dues("34", direction="export"), ("within", "34.00", "0.00", None)),
        (dues("14", trade="domestic"), ("within", "14.00", "0.00", None)),
        (dues("14.50", trade="domestic"), ("above", "14.00", "0.50", "V2")),
        (dues("136", cargo="reefer"), ("within", "136.00", "0.00", None)),
        (dues("136", cargo="dangerous"), ("needs_officer", None, None, None)),
        (dues("136"), ("above", "68.00", "68.00", "V2")),
        (dues("67", cargo="reefer"), ("below_fixed", "136.00", "0.00", "V2")),
    ],
)
def test_a_fixed_price_is_one_price(line, expected):
    assert told(check(line)) == expected


@pytest.mark.parametrize(
    ("amount", "expected"),
    [
        ("68.01", ("within", "68.00", "0.00", None)),
        ("67.99", ("within", "68.00", "0.00", None)),
        ("68.02", ("above", "68.00", "0.02", "V2")),
    ],
)
def test_a_cent_is_tolerated(amount, expected):
    assert told(check(dues(amount))) == expected


# source: 湖北国际贸易单一窗口 口岸收费公示（武汉新港）, rows 67 to 125; forms inferred
@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (at_wuhan("电放费", "200"), ("within", "450.00", "0.00", None)),
        (at_wuhan("电放费", "500"), ("above", "450.00", "50.00", "P3")),
        (at_wuhan("电放费", "10"), ("within", "450.00", "0.00", None)),
        (at_wuhan("理箱", "14", unit="box", trade="domestic", container="20"),
         ("above", "10.00", "4.00", "P3")),
        (at_wuhan("理箱单证费", "193", unit="call"), ("within", "193.00", "0.00", None)),
        (at_wuhan("件杂货理货", "20", unit="ton", quantity="10"),
         ("within", "20.00", "0.00", None)),
        (at_wuhan("订舱服务费", "1300", unit="box", quantity="3", container="40"),
         ("above", "1200.00", "100.00", "P3")),
        (at_wuhan("报关服务费", "195", direction="export"), ("above", "190.00", "5.00", "P3")),
        (at_wuhan("码头操作费", "2133", unit="box"), ("within", "2133.00", "0.00", None)),
    ],
)  # fmt: skip
def test_a_published_price_is_a_ceiling(line, expected):
    assert told(check(line)) == expected


# source: 南沙公告 2020-03-10, in force 2020-03-01 to 2020-06-30
@pytest.mark.parametrize(
    ("changes", "amount", "expected"),
    [
        ({}, "13.60", ("within", "13.60", "0.00", None)),
        ({}, "34", ("above", "13.60", "20.40", "V2")),
        ({"charged_on": "2020-02-29"}, "34", ("within", "34.00", "0.00", None)),
        ({"charged_on": "2020-07-01"}, "13.60", ("below_fixed", "34.00", "0.00", "V2")),
        ({"port": "广州南沙港"}, "13.60", ("within", "13.60", "0.00", None)),
        ({"port": "青岛港"}, "13.60", ("needs_officer", "27.20", None, None)),
    ],
)
def test_a_cut_of_one_port_counts_there_and_then(changes, amount, expected):
    line = dues(amount, **{**PORT_LINE, **changes})
    assert told(check(line)) == expected


# source: 城陵矶进口肉类指定口岸冷链查验服务费率 2023-02-20, rows 215 to 222
@pytest.mark.parametrize(
    ("item", "amount", "expected"),
    [
        ("查验费", "50", ("within", "50.00", "0.00", None)),
        ("查验费", "80", ("above", "50.00", "30.00", "P3")),
        ("全掏", "680", ("within", "680.00", "0.00", None)),
        ("查验掏箱费-全掏", "700", ("above", "680.00", "20.00", "P3")),
        ("查验掏箱费", "900", ("above", "680.00", "220.00", "P3")),
        ("查验掏箱费", "250", ("within", "250.00", "0.00", None)),
        ("查验掏箱费", "300", ("needs_officer", None, None, None)),
    ],
)
def test_boxes_opened_for_inspection(item, amount, expected):
    assert told(check(a_line(item, amount, **YUEYANG))) == expected


def test_the_answer_shows_row_source_basis_and_what_met():
    row = check(dues("68")).rows[0]
    assert row.id == "national-003"
    assert "交水规〔2019〕2号" in row.basis
    assert row.source
    assert row.matched == {
        "port": "national", "body": "unknown", "trade": "same", "direction": "same",
        "container": "same", "loaded": "same", "cargo": "ordinary", "unit": "same",
    }  # fmt: skip
    assert row.how == "exact"


def test_an_undated_list_says_so():
    found = check(at_wuhan("电放费", "500"))
    assert [row.dates_known for row in found.rows] == [False]
    assert "2022-01-01" in found.reason


def test_a_row_for_other_cargo_is_left_out_and_said():
    found = check(dues("68"))
    assert found.finding is Finding.WITHIN
    assert "普通箱" in found.reason


def test_the_words_of_the_item_tell_cargo_and_size():
    line = a_line("货物港务费（40尺冷藏箱，进口）", "136", port="青岛港", trade="foreign")
    found = check(line)
    assert told(found) == ("within", "136.00", "0.00", None)
    assert found.rows[0].matched["container"] == "words"


def test_words_that_contradict_a_key_leave_it_open():
    assert told(check(dues("68", container="20", direction="export"))) == (
        "above", "17.00", "51.00", "V2",
    )  # fmt: skip
    item = "货物港务费（40尺）"
    line = a_line(item, "30", port="青岛港", container="20", trade="foreign", direction="export")
    assert check(line).finding is Finding.NEEDS_OFFICER


def test_a_charge_without_a_port_is_compared_with_what_is_loaded_and_says_so():
    found = check(a_line("电放费", "450", unit="ticket"))
    assert (found.finding, found.ask) == (Finding.NEEDS_OFFICER, ("port",))
    assert "没有说明港口" in found.reason


# source: 阶段性降低港口收费标准通知 as the notice of 南沙 quotes it; its own text was not read
@pytest.mark.parametrize("amount", ["27.20", "34.00", "13.60"])
def test_the_cut_of_spring_2020_accuses_nobody_where_no_port_published_it(amount):
    for day in ("2020-03-01", "2020-05-01", "2020-06-30"):
        found = check(dues(amount, container="20", port="海阳", charged_on=day))
        assert told(found) == ("needs_officer", "27.20", None, None)
    security = a_line(
        "港口设施保安费", "6.40", container="20", trade="foreign", port="海阳",
        charged_on="2020-05-01",
    )  # fmt: skip
    assert told(check(security)) == ("needs_officer", "6.40", None, None)


@pytest.mark.parametrize(
    ("amount", "finding"),
    [("34", "needs_officer"), ("33.98", "below_fixed"), ("34.02", "below_fixed")],
)
def test_dues_without_the_local_share_are_no_charge_below_the_rate(amount, finding):
    found = check(dues(amount))
    assert found.finding == finding
    assert ("地方留成" in found.reason) == (finding == "needs_officer")


@pytest.mark.parametrize("quantity", ["2.5", "0.4"])
def test_boxes_are_whole_ones(quantity):
    found = check(dues("85", container="20", quantity=quantity))
    assert (found.finding, found.ask) == (Finding.NEEDS_OFFICER, ("quantity",))


def test_nothing_charged_is_no_charge_below_the_rate():
    found = check(dues("0"))
    assert told(found) == ("needs_officer", None, None, None)
    assert "实收 0 元" in found.reason
