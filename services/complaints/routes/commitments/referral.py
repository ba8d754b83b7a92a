"""The draft of a referral of price rises, in Chinese: an official copies, corrects and sends it."""

from collections.abc import Sequence
from datetime import date

from services.complaints.domain.catalogue.reasons import UNIT_WORDS, price_text
from services.complaints.domain.commitments.rises import Rise

_OPENING = """关于{city}口岸部分收费上涨情况的线索移送函（草稿）

省市场监督管理局：

{city}口岸公布的收费目录中，下列 {count} 项在 {end} 的标准高于 {start}："""
_CLOSING = """以上仅为公布标准的比较，没有认定任何单位违法，没有核实上涨的原因和收费单位的市场地位。
是否属于利用垄断地位涨价，请贵局依法判断；需要的目录原件和历次版本，我们可以提供。

（以上内容由承办人核对、补充后发出）"""


def referral(found: Sequence[Rise], *, city: str, start: date, end: date) -> str:
    """Return the text; empty where nothing rose."""
    if not found:
        return ""
    lines = [f"{place}. {_line(each)}" for place, each in enumerate(found, 1)]
    opening = _OPENING.format(city=city, count=len(found), start=_day(start), end=_day(end))
    return "\n".join([opening, *lines, "", _CLOSING])


def _line(rise: Rise) -> str:
    row = rise.after.row
    what = "，".join(each for each in (row.item, row.sub_item) if each)
    boxes = "、".join(f"{each} 英尺箱" for each in row.container)
    unit = UNIT_WORDS.get(row.unit, row.unit)
    percent = "" if rise.percent is None else f"，上涨 {rise.percent}%"
    old, new = price_text(rise.price_before), price_text(rise.price_after)
    return (
        f"{row.body}：{what}{f'（{boxes}）' if boxes else ''}，"
        f"由 {old} 元/{unit}调为 {new} 元/{unit}{percent}；"
        f"{_day(row.effective_from)}起执行，见目录条目 {row.id}。"
    )


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
