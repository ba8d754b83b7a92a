"""Complaints as programs send them: the same bill, never the same words."""

import json
import random
from collections.abc import Iterator
from typing import Any

from shared.clock import new_id
from tests.bench.http_load import Target
from tests.complaints import a_body, a_body_line

PLACES = (
    "一号闸口",
    "二号闸口",
    "查验区",
    "冷藏箱区",
    "拆箱库",
    "换单窗口",
    "危险品堆场",
    "铁路站台",
)
ASKED = ("要求补缴", "先交后放", "口头加收", "在账单之外收取", "重复收取", "提高标准收取")
SAID = ("一直这么收", "上级有文件", "系统自动算的", "不交就不放箱", "可以事后再说", "各家都一样")


def body(chance: random.Random) -> dict[str, Any]:
    """Return a complaint about a bill of two lines, the reporter to be kept secret."""
    day = chance.randint(1, 20)
    narrative = (
        f"11月{day}日提箱，在{chance.choice(PLACES)}被{chance.choice(ASKED)}货物港务费，"
        f"箱号 TCLU{chance.randint(1000000, 9999999)}，询问时答复{chance.choice(SAID)}。"
        "另收车辆进闸信息录入费，没有收费公示，也没有提供目录依据，请核对后处理。"
    )
    lines = [
        a_body_line(amount=f"{chance.choice((272, 320, 336))}.00", charged_on=f"2026-11-{day:02}"),
        a_body_line(
            item="车辆进闸信息录入费",
            amount="60.00",
            unit="ticket",
            quantity=1,
            charged_on=f"2026-11-{day:02}",
        ),
    ]
    return a_body(
        narrative=narrative, bill_no=f"YY2611-{day:02}{chance.randint(0, 99)}", lines=lines
    )


def filings(target: Target, seed: int = 1) -> Iterator[bytes]:
    """Give requests that file one complaint each."""
    chance = random.Random(seed)
    while True:
        text = json.dumps(body(chance), ensure_ascii=False).encode()
        yield target.request("POST", "/api/complaints", text, Idempotency_Key=new_id())
