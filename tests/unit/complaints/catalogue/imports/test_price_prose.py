"""Standards in prose: what is unambiguous is read, what is not stays text with its reason."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.complaints.adapters.rule_files_imports import load_import_words
from services.complaints.domain.catalogue.imports import whys
from services.complaints.domain.catalogue.imports.parsed import Conditions
from services.complaints.usecases.catalogue.list_answers import price_answer

WORDS = load_import_words()
READER = WORDS.prose
NONE: dict[str, object] = {
    **dict.fromkeys(("container", "direction", "trade", "loaded", "cargo")),
    "tiers": [],
    "free_days": None,
    "minimum": None,
}


def read(rate, unit="", conditions=None):
    conditions = conditions or Conditions()
    return READER.read(WORDS.fold(rate), unit=WORDS.fold(unit), conditions=conditions)


def prices(rate, unit=""):
    found = read(rate, unit)
    assert found.why == "", found
    return [
        {key: value for key, value in price_answer(each).items() if NONE.get(key, ...) != value}
        for each in found.prices
    ]


def price(low, high=None, unit="box", **more):
    return {"min": low, "max": high or low, "unit": unit, **more}


def tier(first, last, amount):
    return {"from_day": first, "to_day": last, "price": amount}


@pytest.mark.parametrize(
    ("rate", "unit", "expected"),
    [
        ("180", "元/箱", [price("180")]),
        ("１８０", "元／箱", [price("180")]),
        ("0.45元/净吨", "", [price("0.45", unit="nt")]),
        ("50/票", "", [price("50", unit="ticket")]),
        ("50-200", "元/票", [price("50", "200", "ticket")]),
        ("50元～200元", "元/票", [price("50", "200", "ticket")]),
        ("1,200元/票", "", [price("1200", unit="ticket")]),
        ("12,345.50", "元/票", [price("12345.5", unit="ticket")]),
        ("1.5万元/艘次", "", [price("15000", unit="call")]),
        ("1-2万元/艘次", "", [price("10000", "20000", "call")]),
        ("¥ 300", "元/箱", [price("300")]),
        ("100 元 / 箱", "", [price("100")]),
        ("人民币100元整/票", "", [price("100", unit="ticket")]),
        ("每箱34元", "", [price("34")]),
        ("10元每吨", "", [price("10", unit="ton")]),
        ("每箱每天10元", "", [price("10", unit="box_day")]),
        ("10元/天·箱", "", [price("10", unit="box_day")]),
        ("150元/箱/次", "", [price("150", unit="box_call")]),
        ("2", "按吨位、体积择大计算", [price("2", unit="freight_ton")]),
        ("30", "元/UNIT", [price("30", unit="unit")]),
        ("免费", "", [price("0", unit="")]),
        ("0元/箱", "", [price("0")]),
        ("免收", "元/箱", [price("0")]),
        ("34元/箱（20尺）", "", [price("34", container="20")]),
        ("20尺34元/箱（重箱）", "", [price("34", container="20", loaded=True)]),
        ("100元/箱（进口）", "", [price("100", direction="import")]),
        ("100（危险品）", "元/箱", [price("100", cargo="dangerous")]),
        ("普通空箱50元/箱", "", [price("50", cargo="general", loaded=False)]),
        ("内、外贸100元/箱", "", [price("100")]),
        ("RMB370.00/20'", "", [price("370", container="20")]),
        (
            "20尺34元/箱，40尺68元/箱", "",
            [price("34", container="20"), price("68", container="40")],
        ),
        ("370/20' 560/40'", "", [price("370", container="20"), price("560", container="40")]),
        (
            "出口190，进口200", "元/票",
            [
                price("190", unit="ticket", direction="export"),
                price("200", unit="ticket", direction="import"),
            ],
        ),
        (
            "外贸20尺34元，40尺68元；内贸20尺7元，40尺14元", "元/箱",
            [
                price("34", container="20", trade="foreign"),
                price("68", container="40", trade="foreign"),
                price("7", container="20", trade="domestic"),
                price("14", container="40", trade="domestic"),
            ],
        ),
        (
            "20尺重箱100元/箱，20尺空箱50元/箱", "",
            [
                price("100", container="20", loaded=True),
                price("50", container="20", loaded=False),
            ],
        ),
        (
            "第1-3天免费，第4-7天10元/箱·天", "",
            [
                price("0", "10", "box_day", free_days=3)
                | {"tiers": [tier(1, 3, "0"), tier(4, 7, "10")]}
            ],
        ),
        (
            "前7天免费，第8天起4元/箱/天", "",
            [
                price("0", "4", "box_day", free_days=7)
                | {"tiers": [tier(1, 7, "0"), tier(8, None, "4")]}
            ],
        ),
        (
            "免费堆存3天，超期10元/箱·天", "",
            [
                price("0", "10", "box_day", free_days=3)
                | {"tiers": [tier(1, 3, "0"), tier(4, None, "10")]}
            ],
        ),
        (
            "1-7天/免费 8-14天/CNY190 15-21天/CNY380 22天（含）以上 CNY760", "元/箱/天",
            [
                price("0", "760", "box_day", free_days=7)
                | {
                    "tiers": [
                        tier(1, 7, "0"), tier(8, 14, "190"),
                        tier(15, 21, "380"), tier(22, None, "760"),
                    ]
                }
            ],
        ),
        (
            "0.2元/公斤，最低收费20元/票", "",
            [price("0.2", unit="kilogram", minimum={"amount": "20", "unit": "ticket"})],
        ),
    ],
)  # fmt: skip
def test_what_is_unambiguous_is_read(rate, unit, expected):
    assert prices(rate, unit) == expected


def test_a_ceiling_has_no_floor_and_a_floor_no_ceiling():
    assert prices("不超过200元/票") == [{"min": None, "max": "200", "unit": "ticket"}]
    assert prices("200元/票以内") == [{"min": None, "max": "200", "unit": "ticket"}]
    assert prices("200元起", "元/票") == [{"min": "200", "max": None, "unit": "ticket"}]
    least = {"amount": "100", "unit": ""}
    assert prices("最低收费100元") == [{"min": "100", "max": None, "unit": "", "minimum": least}]


@pytest.mark.parametrize(
    ("rate", "unit", "why"),
    [
        ("面议", "", whys.NEGOTIATED),
        ("详见附件", "详见附件", whys.NEGOTIATED),
        ("按合同约定", "", whys.NEGOTIATED),
        ("", "", whys.NO_PRICE),
        ("元/箱", "", whys.NOT_UNDERSTOOD),
        ("十元/箱", "", whys.NOT_UNDERSTOOD),
        ("-50", "元/箱", whys.NOT_UNDERSTOOD),
        ("34/68", "元/箱", whys.NOT_UNDERSTOOD),
        ("100元/票（每增加一柜加收60元）", "", whys.NOT_UNDERSTOOD),
        ("=1+1", "元/箱", whys.FORMULA),
        ("USD100/票", "", whys.NOT_CNY),
        ("100美元/票", "", whys.NOT_CNY),
        ("20英寸100元/箱", "", whys.INCHES),
        ("0.3%", "", whys.PERCENT),
        ("基本费率的2倍", "", whys.PERCENT),
        ("50-100", "出口190，进口200", whys.UNIT_IS_PRICE),
        ("190,200", "元/票", whys.TWICE),
        ("20尺34元，68元", "元/箱", whys.TWICE),
        ("68元，20尺34元", "元/箱", whys.UNEVEN),
        ("20尺40尺34元", "元/箱", whys.CONTRADICTS),
        ("100", "", whys.NO_UNIT),
        ("100", "元", whys.NO_UNIT),
        ("3元/件", "元/箱", whys.UNITS_DIFFER),
        ("100-50", "元/票", whys.BACKWARDS),
        ("第1-3天免费，第4-7天10元", "元/箱", whys.NOT_DAILY),
        ("第1-3天免费，第5-7天10元/箱·天", "", whys.GAPS),
        ("第1-3天免费，第3-7天10元/箱·天", "", whys.GAPS),
        ("超过7天10元/箱/天", "", whys.GAPS),
        ("10元/箱·天，第8天起", "", whys.LEFT_OVER),
        ("50元/箱 每天", "", whys.LEFT_OVER),
        ("100元/箱（20尺），200元/箱（40尺）", "", whys.LEFT_OVER),
        ("20尺100元/箱（40尺）", "", whys.CONTRADICTS),
        ("20尺100元/箱 最低", "", whys.LEFT_OVER),
        ("20尺34元/箱，40尺以上68元/箱", "", whys.LEFT_OVER),
        ("50-100元/票以内", "", whys.CONTRADICTS),
        ("最低50元，最高100元/箱", "", whys.RANGE_OR_MINIMUM),
        ("20尺34元/箱，40尺68元/箱" + "，" * 400 + "空箱免费", "", whys.NOT_UNDERSTOOD),
    ],
)
def test_what_is_not_stays_text_and_says_why(rate, unit, why):
    found = read(rate, unit)
    assert (found.why, found.prices) == (why, ())


def test_a_size_of_another_column_and_of_the_prose_must_agree():
    assert read("20尺34元/箱", conditions=Conditions(container="40")).why == whys.CONTRADICTS
    assert read("20尺34元/箱", conditions=Conditions(container="20")).prices


@given(st.text(alphabet="0123456789.,-元/箱票天第免费20尺40进出口最低不超过 ；，", max_size=40))
def test_any_text_is_read_or_has_a_reason(text):
    found = read(text, "元/箱")
    assert bool(found.prices) != bool(found.why)
    for each in found.prices:
        assert each.price_min is None or each.price_min >= 0
        assert each.price_max is None or each.price_min is None or each.price_min <= each.price_max


@given(st.decimals(0, 99999, places=2), st.sampled_from(["元/箱", "元/票", "元/吨"]))
def test_a_plain_price_is_read_as_it_is_written(amount, unit):
    assert read(f"{amount:f}", unit).prices[0].price_max == amount
