"""Charges of ships; source: domain.md B2 with its test values."""

from decimal import Decimal

import pytest

from services.complaints.domain.catalogue.facts import Facts
from tests.unit.complaints.catalogue.lines import a_line, check, facts, told

OFFICER = "needs_officer"


def pilotage(amount, tons, *, port="海阳港", miles="8", **changes):
    known = {"unit": "call", "port": port, "trade": "foreign", "charged_on": "2026-11-12"}
    told_facts = facts(net_tons=tons, nautical_miles=miles, **changes.pop("facts", {}))
    item = changes.pop("item", "引航费")
    return a_line(item, amount, **{**known, **changes}, facts=told_facts)


@pytest.mark.parametrize(
    ("tons", "port", "day", "amount"),
    [
        ("10000", "海阳港", "2026-11-12", "4500.00"),
        ("40000", "海阳港", "2026-11-12", "18000.00"),
        ("60000", "海阳港", "2026-11-12", "26000.00"),
        ("100000", "海阳港", "2026-11-12", "41500.00"),
        ("120000", "海阳港", "2026-11-12", "49000.00"),
        ("150000", "海阳港", "2026-11-12", "49000.00"),
        ("100000", "嘉兴港", "2026-11-12", "41500.00"),
        ("100000", "烟台港", "2026-11-12", "37350.00"),
        ("150000", "烟台港", "2026-11-12", "44100.00"),
        ("150000", "烟台港", "2022-03-31", "49000.00"),
        ("150000", "上海港", "2023-12-31", "46550.00"),
        ("150000", "上海港", "2024-01-01", "44100.00"),
        ("100000", "上海港", "2023-12-31", "39425.00"),
        ("100000", "上海港", "2024-01-01", "37350.00"),
        ("150000", "日照港", "2026-11-12", "41650.00"),
        ("100000", "日照港", "2026-11-12", "35275.00"),
        ("0.5", "海阳港", "2026-11-12", "0.45"),
    ],
)
def test_pilotage_by_net_tons_port_and_day(tons, port, day, amount):
    found = check(pilotage(amount, tons, port=port, charged_on=day))
    assert str(found.allowed) == amount
    assert found.finding in (OFFICER, "within")


@pytest.mark.parametrize(
    ("tons", "amount", "expected"),
    [
        ("150000", "44100", ("within", "44100.00", "0.00", None)),
        ("150000", "45000", ("above", "44100.00", "900.00", "V1")),
        ("100000", "45000", (OFFICER, "37350.00", None, None)),
        ("100000", "30000", (OFFICER, "37350.00", None, None)),
    ],
)
def test_the_ceiling_was_read_and_the_bands_were_not(tons, amount, expected):
    assert told(check(pilotage(amount, tons, port="烟台港"))) == expected


@pytest.mark.parametrize(
    "port",
    [
        "宁波",
        "宁波港",
        "北仑",
        "舟山",
        "NINGBO",
        "上海洋山港",
        "盐田",
        "蛇口",
        "烟台市",
        "青岛前湾",
        "厦门海沧",
    ],
)
def test_a_port_counts_as_itself_under_each_of_its_names(port):
    found = check(pilotage("49000", "150000", port=port, charged_on="2024-05-01"))
    assert found.finding == "above"


def test_a_port_nobody_knows_may_be_one_that_charges_less():
    known = {"port": "秦皇岛港", "charged_on": "2024-05-01"}
    assert check(pilotage("49000", "150000", **known)).finding == OFFICER
    assert check(pilotage("41650", "150000", **known)).finding == "within"
    assert check(pilotage("49100", "150000", **known)).finding == "above"


def test_the_sum_shows_each_band_and_the_share_of_the_port():
    found = check(pilotage("40000", "100000", port="烟台港"))
    formula = "".join(map(str, found.formula))
    assert formula == (
        "(0.45 元/净吨 × 40,000 + 0.40 元/净吨 × 40,000 + 0.375 元/净吨 × 20,000) × 0.9"
        " = 37,350.00 元"
    )
    assert "尚未核实" in found.reason


@pytest.mark.parametrize(
    ("miles", "amount"), [("10", "4500.00"), ("12", "4580.00"), ("110", "8500.00")]
)
def test_each_mile_beyond_ten_costs_more(miles, amount):
    assert str(check(pilotage("1", "10000", miles=miles)).allowed) == amount


def test_a_way_nobody_tells_is_asked_for_before_anybody_is_accused():
    within = check(pilotage("44100", "150000", port="烟台港", miles=None))
    above = check(pilotage("50000", "150000", port="烟台港", miles=None))
    assert (within.finding, above.finding) == (OFFICER, OFFICER)
    assert "nautical_miles" in above.ask


def test_a_ship_nobody_measured_is_asked_for():
    found = check(pilotage("50000", None, port="烟台港"))
    assert found.finding == OFFICER
    assert "net_tons" in found.ask


def test_the_net_tons_may_be_the_quantity_of_the_bill():
    line = pilotage("4500", None, unit="nt", quantity="10000")
    assert str(check(line).allowed) == "4500.00"


def test_a_lock_comes_on_top_where_it_is_told():
    assert str(check(pilotage("1", "10000", facts={"locks": "1"})).allowed) == "5900.00"
    assert str(check(pilotage("1", "10000", item="引航费（过闸）")).allowed) == "5900.00"


def test_shifting_goes_by_net_tons():
    found = check(pilotage("2000", "10000", item="移泊费"))
    assert told(found) == (OFFICER, "2000.00", None, None)


TUGS = {
    "80": (6000, 5700, 5300), "120": (6500, 7800, 7400), "150": (7000, 8500, 8000),
    "180": (8000, 10500, 9000), "220": (8500, 12000, 11000), "260": (9000, 14000, 13000),
    "275": (9500, 16000, 14000), "300": (10000, 17000, 15000), "325": (10500, 18000, 16000),
    "350": (11000, 18600, 16500), "390": (11500, 19600, 17800), "391": (12000, 20300, 19600),
}  # fmt: skip


@pytest.mark.parametrize("length", TUGS)
def test_tugs_by_kind_and_length_of_the_ship(length):
    for kind, price in zip(("roro", "tanker", "bulk"), TUGS[length], strict=True):
        line = a_line(
            "拖轮费", "99999", unit="call", quantity="2", port="海阳港", trade="foreign",
            facts=facts(ship_length_m=length, ship_type=kind),
        )  # fmt: skip
        assert told(check(line)) == (OFFICER, f"{price * 2}.00", None, None)


def test_a_tug_for_a_ship_nobody_measured():
    line = a_line("拖轮费", "99999", unit="call", port="海阳港", trade="foreign")
    assert {"ship_length_m", "ship_type"} <= set(check(line).ask)


@pytest.mark.parametrize(
    ("tons", "price"), [("999", "3000"), ("1000", "3500"), ("3000", "3500"), ("3001", "4000")]
)
def test_the_oil_boom_by_net_tons(tons, price):
    line = a_line(
        "围油栏使用费", "9000", unit="call", port="青岛港", trade="foreign",
        facts=facts(net_tons=tons),
    )  # fmt: skip
    assert told(check(line)) == (OFFICER, f"{price}.00", None, None)


def berth(amount, use, trade="foreign", **changes):
    known = {"unit": "nt", "quantity": "10000", "port": "青岛港", "trade": trade}
    return a_line("停泊费", amount, **known, facts=facts(berth=use, **changes))


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (berth("7500", "working", days="3"), ("within", "7500.00", "0.00", None)),
        (berth("7500", "working", days="2.2"), ("within", "7500.00", "0.00", None)),
        (berth("7600", "working", days="3"), ("above", "7500.00", "100.00", "V1")),
        (berth("3750", "idle", hours="2.3"), ("within", "3750.00", "0.00", None)),
        (berth("4500", "idle", hours="2.6"), ("within", "4500.00", "0.00", None)),
        (berth("1500", "idle", hours="0.2"), ("within", "1500.00", "0.00", None)),
        (berth("1500", "anchorage", days="3"), ("within", "1500.00", "0.00", None)),
        (berth("2400", "working", "domestic", days="3"), ("within", "2400.00", "0.00", None)),
        (berth("3700", "idle", "domestic", days="3"), ("above", "3600.00", "100.00", "V1")),
        (berth("2500", "working"), ("within", "2500.00", "0.00", None)),
        (berth("7500", "working"), (OFFICER, None, None, None)),
    ],
)
def test_a_berth_by_day_and_by_hour(line, expected):
    assert told(check(line)) == expected


def test_the_words_of_the_item_tell_the_use_of_the_berth():
    line = a_line(
        "停泊费（锚地）", "1500", unit="nt", quantity="10000", port="青岛港", trade="foreign",
        facts=facts(days="3"),
    )  # fmt: skip
    assert told(check(line)) == ("within", "1500.00", "0.00", None)


def test_a_quantity_that_denies_what_else_is_told_needs_a_person():
    line = a_line(
        "停泊费", "10000", unit="nt_day", quantity="40000", port="青岛港", trade="foreign",
        facts=facts(berth="working", net_tons="10000", days="3"),
    )  # fmt: skip
    assert check(line).finding == OFFICER


def test_a_ship_without_net_tons_counts_by_gross_tons():
    line = a_line(
        "停泊费", "5000", unit="call", port="青岛港", trade="foreign",
        facts=Facts(**vars(facts(berth="working", net_tons="0", gross_tons="20000", days="1"))),
    )  # fmt: skip
    assert told(check(line)) == ("within", "5000.00", "0.00", None)


@pytest.mark.parametrize(
    ("tons", "port", "amount"),
    [
        ("120000", "烟台港", "44100.00"),
        ("120000.5", "烟台港", "44100.00"),
        ("120000.000001", "海阳港", "49000.00"),
    ],
)
def test_a_part_of_a_ton_above_120000_is_above_it(tons, port, amount):
    assert check(pilotage("1", tons, port=port)).allowed == Decimal(amount)


@pytest.mark.parametrize(
    ("tons", "amount"),
    [("999.5", "3000.00"), ("1000", "3500.00"), ("3000", "3500.00"), ("3000.5", "4000.00")],
)
def test_a_boom_of_a_part_of_a_ton_more_costs_what_its_band_says(tons, amount):
    known = {"unit": "call", "port": "海阳港", "trade": "foreign"}
    found = check(a_line("围油栏使用费", "9", **known, facts=facts(net_tons=tons)))
    assert found.allowed == Decimal(amount)
