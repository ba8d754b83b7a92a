"""The sentences a check gives as its reason; texts are translated where they are shown."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from shared.words import N_


@dataclass(frozen=True)
class Sentence:
    """A text with named places and what goes into them; words among the values translate too."""

    text: str
    params: Mapping[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        """Return the sentence in Chinese."""
        return self.text % self.params


ARITHMETIC = N_(
    "%(form)s %(price)s 元/%(unit)s × %(quantity)s = %(allowed)s 元，实收 %(charged)s 元。"
)
TOO_MUCH = N_("多收 %(over)s 元。")
NOT_ABOVE = N_("没有超过。")
SUM_BEGINS = N_("按%(form)s计算：")
SUM_ENDS = N_(" = %(allowed)s 元，实收 %(charged)s 元。")
SUMS = frozenset({ARITHMETIC, TOO_MUCH, NOT_ABOVE, SUM_BEGINS, SUM_ENDS})
"""Sentences that a page shows as a sum instead."""

UNIT_WORDS: Mapping[str, str] = {
    "box": N_("箱"),
    "box_call": N_("箱·次"),
    "ton": N_("吨"),
    "call": N_("次"),
    "ticket": N_("票"),
    "piece": N_("件"),
    "vehicle": N_("车"),
    "cubic_metre": N_("立方米"),
    "box_day": N_("箱·天"),
    "ton_day": N_("吨·天"),
    "nt": N_("净吨"),
    "nt_day": N_("净吨·天"),
    "nt_hour": N_("净吨·小时"),
    "nt_nm": N_("净吨·海里"),
    "percent": N_("百分比"),
    "day": N_("天"),
    "hour": N_("小时"),
    "unknown": N_("未载明的单位"),
}

FORM_WORDS: Mapping[str, str] = {
    "fixed": N_("政府定价"),
    "guided": N_("政府指导价"),
    "market": N_("市场调节价"),
}

KEY_WORDS: Mapping[str, str] = {
    "port": N_("港口"),
    "body": N_("收费单位"),
    "trade": N_("贸易类型"),
    "direction": N_("进出口方向"),
    "container": N_("箱型"),
    "container_type": N_("箱类"),
    "loaded": N_("空重"),
    "cargo": N_("货类"),
    "unit": N_("计价单位"),
    "quantity": N_("数量"),
    "charged_on": N_("收费日期"),
    "item": N_("具体项目"),
    "condition": N_("作业条件"),
    "net_tons": N_("船舶净吨"),
    "gross_tons": N_("船舶总吨"),
    "deadweight": N_("船舶载重吨"),
    "ship_length_m": N_("船长"),
    "ship_type": N_("船舶类型"),
    "nautical_miles": N_("引航海里"),
    "locks": N_("过闸次数"),
    "berth": N_("停泊性质"),
    "days": N_("天数"),
    "hours": N_("小时数"),
    "weight_t": N_("重量吨"),
    "volume_m3": N_("体积"),
    "box_volume_m3": N_("箱内容积"),
    "dangerous_class": N_("危险货物类别"),
    "night": N_("是否夜间作业"),
    "holiday": N_("是否节假日作业"),
    "irregular": N_("是否不定型货物"),
    "base_amount": N_("计算百分比的金额"),
    "discount": N_("是否享受公布的优惠"),
    "refunded": N_("已退金额"),
}


def unit_word(unit: str) -> str:
    """Return the word for a unit, or the unit as it was written."""
    return UNIT_WORDS.get(unit, unit)


def money(amount: Decimal) -> str:
    """Return an amount with thousands separators and two places."""
    return f"{amount:,.2f}"


def price_text(price: Decimal) -> str:
    """Return a price per unit: two places, more where it has more."""
    text = plain_number(price)
    places = len(text.partition(".")[2])
    return text if places > 2 else f"{price:.2f}"


def key_list(keys: Iterable[str]) -> str:
    """Return the names of conditions one after another."""
    return "、".join(KEY_WORDS[key] for key in keys)


def plain_number(number: Decimal) -> str:
    """Return a number without needless zeros."""
    text = f"{number.normalize():f}"
    return text if text != "-0" else "0"
