"""What a line tells of the ship, the time and the cargo, in the words of a page."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from services.complaints.domain.catalogue.facts import Facts
from services.complaints.domain.catalogue.reasons import KEY_WORDS
from shared.web.formats import full_date, money, number
from shared.web.language import say
from shared.words import N_

SHIP_TYPES = (
    ("", N_("不确定")),
    ("container", N_("集装箱船")),
    ("passenger", N_("客船")),
    ("roro", N_("滚装船")),
    ("tanker", N_("油船、化学品船、液化气体船")),
    ("bulk", N_("散货船")),
    ("other", N_("其他船舶")),
)
BERTHS = (
    ("", N_("不确定")),
    ("working", N_("生产性停泊")),
    ("idle", N_("非生产性停泊")),
    ("anchorage", N_("锚地停泊")),
)
BOX_TYPES = (
    ("", N_("不确定")),
    ("GP", N_("GP 普通箱")),
    ("HQ", N_("HQ 高箱")),
    ("RF", N_("RF 冷藏箱")),
    ("OT", N_("OT 开顶箱")),
    ("FR", N_("FR 框架箱")),
    ("TK", N_("TK 罐箱")),
)
_CHOSEN = {"ship_type": dict(SHIP_TYPES), "berth": dict(BERTHS), "container_type": dict(BOX_TYPES)}
_YES, _NO = N_("是"), N_("否")
_MONEY = ("base_amount", "refunded")
_PERIOD = ("period_from", "period_to")


def fact_words(facts: Facts) -> Iterator[str]:
    """Yield what is told, e.g. 船舶净吨 10,000, in the request's language."""
    if facts.period_from and facts.period_to:
        first, last = full_date(facts.period_from), full_date(facts.period_to)
        yield say(N_("%(first)s 至 %(last)s"), {"first": first, "last": last})
    for key in Facts.__dataclass_fields__:
        value = getattr(facts, key)
        if value is not None and key not in _PERIOD:
            yield f"{say(KEY_WORDS[key])} {_said(key, value)}"


def _said(key: str, value: Decimal | str | bool | date) -> str:
    if isinstance(value, bool):
        return say(_YES if value else _NO)
    if isinstance(value, Decimal):
        return money(value) if key in _MONEY else number(value)
    return say(_CHOSEN[key][str(value)]) if key in _CHOSEN else str(value)
