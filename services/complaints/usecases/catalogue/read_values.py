"""Reads one value of a charge line: half-width or full-width, number or text."""

import re
import unicodedata
from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from shared.words import N_

FIRST_DAY = date(1990, 1, 1)
MOST_CHARGED = Decimal(1_000_000_000)
MOST_COUNTED = Decimal(100_000_000)
_NUMBER = re.compile(r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|[+-]?\.\d+")
_MOST_PLACES = 6
_LONGEST_NUMBER = 40
_DAY = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?")
_COMPACT_DAY = re.compile(r"(\d{4})(\d{2})(\d{2})")
_CONTAINER = re.compile(r"(20|40|45)\s*(?:['’′]|英?尺|呎|ft|[a-z]{2})?\s*(?:重|空)?(?:柜|箱)?")
_UNIT = re.compile(r"[\w/·]{1,20}")
_UNITS: Mapping[str, str] = {
    **dict.fromkeys(("box", "箱", "柜", "boxes", "container", "containers", "元/箱"), "box"),
    **dict.fromkeys(("ton", "吨", "tons", "tonne", "t", "重量吨", "计费吨", "元/吨"), "ton"),
    **dict.fromkeys(("call", "次", "航次", "艘次", "calls", "voyage", "元/次"), "call"),
    **dict.fromkeys(("ticket", "票", "tickets", "shipment", "元/票"), "ticket"),
    **dict.fromkeys(("piece", "件", "枚", "个", "pieces", "pcs"), "piece"),
    **dict.fromkeys(("vehicle", "车", "辆", "vehicles", "truck"), "vehicle"),
    **dict.fromkeys(("cubic_metre", "立方米", "立方", "m3", "cbm", "cubic_meter"), "cubic_metre"),
    **dict.fromkeys(("box_call", "箱次", "箱/次", "箱·次"), "box_call"),
    **dict.fromkeys(("box_day", "箱天", "箱/天", "箱·天"), "box_day"),
    **dict.fromkeys(("ton_day", "吨天", "吨/天", "吨·天"), "ton_day"),
    **dict.fromkeys(("nt", "净吨"), "nt"),
    **dict.fromkeys(("nt_day", "净吨/日", "净吨/天"), "nt_day"),
    **dict.fromkeys(("nt_hour", "净吨/小时"), "nt_hour"),
    **dict.fromkeys(("day", "天", "日", "days"), "day"),
    **dict.fromkeys(("hour", "小时", "时", "hours"), "hour"),
}


class Wrong(Exception):
    """A value cannot be used; `message` is a text to translate."""

    def __init__(self, message: str, **params: str) -> None:
        super().__init__(message)
        self.message = message
        self.params = params


def half_width(text: str) -> str:
    """Return the text half-width, without blanks at its ends."""
    return unicodedata.normalize("NFKC", text).strip()


def read_text(value: Any, *, most: int, required: bool = False) -> str | None:
    """Return a text of one line; None where there is none."""
    if value is None or value == "":
        text = ""
    elif not isinstance(value, str):
        raise Wrong(N_("应当是文字"))
    else:
        text = " ".join(value.split())
    if not text and required:
        raise Wrong(N_("请填写收费项目"))
    if len(text) > most:
        raise Wrong(N_("最多 %(most)s 个字"), most=str(most))
    if any(unicodedata.category(each) in ("Cc", "Cs") for each in text):
        raise Wrong(N_("不能有控制字符"))
    return text or None


def read_amount(value: Any) -> Decimal:
    """Return the amount charged, CNY, two places half up; it must be there."""
    number = _number(value)
    if number is None:
        raise Wrong(N_("请填写实收金额"))
    if number < 0:
        raise Wrong(N_("金额不能是负数"))
    if number > MOST_CHARGED:
        raise Wrong(N_("金额太大，请核对"))
    return number.quantize(Decimal("0.01"), "ROUND_HALF_UP")


def read_quantity(value: Any) -> Decimal | None:
    """Return the quantity; None where it is not known."""
    number = _number(value)
    if number is None:
        return None
    if number <= 0:
        raise Wrong(N_("数量应当大于 0"))
    if number > MOST_COUNTED:
        raise Wrong(N_("数量太大，请核对"))
    return number


def read_figure(value: Any, *, most: Decimal = MOST_COUNTED) -> Decimal | None:
    """Return a measure that may be 0; None where it is not known."""
    number = _number(value)
    if number is not None and number < 0:
        raise Wrong(N_("不能是负数"))
    if number is not None and number > most:
        raise Wrong(N_("数字太大或者太小，请核对"))
    return number


def read_day(value: Any, *, today: date) -> date | None:
    """Return the day of the charge, from 1990 until today."""
    if value is None or value == "":
        return None
    if not isinstance(value, str):
        raise Wrong(N_("日期写成 2026-11-12 这样"))
    day = _day(half_width(value))
    if day is None:
        raise Wrong(N_("日期写成 2026-11-12 这样"))
    if day > today:
        raise Wrong(N_("日期不能晚于今天"))
    if day < FIRST_DAY:
        raise Wrong(N_("日期不能早于 1990-01-01"))
    return day


def read_unit(value: Any) -> str | None:
    """Return the unit as a code; one that is not known stays as it was written."""
    text = _word(value)
    if text is None:
        return None
    if not _UNIT.fullmatch(text):
        raise Wrong(N_("不认识这个计价单位"))
    return _UNITS.get(text, text)


def read_container(value: Any) -> str | None:
    """Return the size of the box: 20, 40 or 45 feet."""
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    text = _word(value)
    if text is None:
        return None
    size = _CONTAINER.fullmatch(text)
    if size is None:
        raise Wrong(N_("箱型应当是 20、40 或 45"))
    return size[1]


def read_choice(value: Any, *, choices: Mapping[str, str]) -> str | None:
    """Return one of the codes; its Chinese word will do as well."""
    text = _word(value)
    if text is None:
        return None
    chosen = next((code for code, word in choices.items() if text in (code, word)), None)
    if chosen is None:
        raise Wrong(N_("应当是 %(choices)s 之一"), choices="、".join(choices))
    return chosen


def read_loaded(value: Any) -> bool | None:
    """Return whether the box was loaded."""
    if value is None or isinstance(value, bool):
        return value
    text = _word(value)
    if text is None:
        return None
    known = {"true": True, "false": False, "重": True, "空": False, "重箱": True, "空箱": False}
    if text not in known:
        raise Wrong(N_("应当是 true 或 false"))
    return known[text]


def _word(value: Any) -> str | None:
    if value is None or value == "":
        return None
    if not isinstance(value, str) or len(value) > _LONGEST_NUMBER:
        raise Wrong(N_("应当是文字"))
    return half_width(value).lower() or None


def _number(value: Any) -> Decimal | None:
    if value is None or value == "":
        return None
    if isinstance(value, bool) or not isinstance(value, (str, int, float, Decimal)):
        raise Wrong(N_("应当是数字"))
    number = _from_text(value) if isinstance(value, str) else _from_number(value)
    if not number.is_finite():
        raise Wrong(N_("应当是数字"))
    if number and (number.adjusted() > _LONGEST_NUMBER or number.adjusted() < -_LONGEST_NUMBER):
        raise Wrong(N_("数字太大或者太小，请核对"))
    exponent = number.normalize().as_tuple().exponent
    if isinstance(exponent, int) and exponent < -_MOST_PLACES:
        raise Wrong(N_("小数位数太多，最多 6 位"))
    return number


def _from_number(value: float | Decimal) -> Decimal:
    try:
        return Decimal(str(value)) if isinstance(value, float) else Decimal(value)
    except (InvalidOperation, ValueError) as problem:
        raise Wrong(N_("应当是数字")) from problem


def _from_text(value: str) -> Decimal:
    if len(value) > _LONGEST_NUMBER:
        raise Wrong(N_("数字太大或者太小，请核对"))
    text = half_width(value).replace("−", "-").removeprefix("¥").removeprefix("￥")
    text = text.removesuffix("元").strip()
    if not _NUMBER.fullmatch(text):
        raise Wrong(N_("应当是数字"))
    return Decimal(text.replace(",", ""))


def _day(text: str) -> date | None:
    parts = _DAY.fullmatch(text) or _COMPACT_DAY.fullmatch(text)
    if parts is None:
        return None
    try:
        return date(*(int(part) for part in parts.groups()))
    except ValueError:
        return None
