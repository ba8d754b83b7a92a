"""Lists of charges, their rows and who acts on them, for tests."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from services.complaints.domain.catalogue.lists.charge_list import (
    Body,
    ChargeList,
    Source,
    State,
    Terms,
)
from services.complaints.domain.catalogue.lists.list_steps import Acting
from shared.principal import Principal, Role
from tests.complaints import HANBING, TERMINAL, TERMINAL_NAME, XUKEXIN

NOW = datetime(2026, 11, 23, 1, 12, tzinfo=UTC)
OFFICE = "hy-port-office"
SECOND = Principal(sub="luoming", name="罗鸣", role=Role.OFFICER, department=OFFICE, city="haiyang")
OTHER_CITY = replace(HANBING, sub="jxboss", city="jiaxing", department="jx-port-office")
PEOPLE = (XUKEXIN, HANBING, SECOND, OTHER_CITY)


def acting(actor: Principal = XUKEXIN, now: datetime = NOW) -> Acting:
    return Acting(actor=actor, now=now, port_office=OFFICE)


def a_list(**changes: Any) -> ChargeList:
    values: dict[str, Any] = {
        "id": "00aa11bb22cc33dd",
        "version": 0,
        "city": "haiyang",
        "port": "海阳港",
        "body": Body(name=TERMINAL_NAME, uscc=TERMINAL),
        "edition": "2027年第1版",
        "state": State.DRAFT,
        "by_office": False,
        "source": Source(draft="d1", rows=2, priced=1),
    }
    return ChargeList(**{**values, **changes})


def terms(**changes: Any) -> Terms:
    values: dict[str, Any] = {
        "effective_from": date(2027, 1, 1),
        "effective_to": None,
        "complete": False,
        "publisher": "海阳市口岸办",
        "where_published": "码头大门公示栏",
        "complaint_phone": "12345",
    }
    return Terms(**{**values, **changes})


def a_row(item: str = "铅封费", **changes: Any) -> dict[str, Any]:
    return {
        "status": "priced",
        "body": "",
        "item": item,
        "standard": "5元/箱",
        "unit": "箱",
        "why": "",
        "fields": {},
        "prices": [a_price()],
        "effective_from": None,
        "effective_to": None,
        **changes,
    }


def a_price(low: str | None = "5", high: str | None = "5", **changes: Any) -> dict[str, Any]:
    conditions = dict.fromkeys(("container", "direction", "trade", "loaded", "cargo"))
    return {
        "min": low, "max": high, "unit": "box", **conditions, "tiers": [], "free_days": None,
        "minimum": None, **changes,
    }  # fmt: skip


def a_text_row(item: str = "洗箱费") -> dict[str, Any]:
    return a_row(item, status="as_text", standard="面议", prices=[], why="价格没有写明")
