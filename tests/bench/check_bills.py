"""The charge check over HTTP: bills of twenty lines."""

import json
import random
from collections.abc import Iterator

from tests.bench.deployment import deployed
from tests.bench.figures import Figure, answered
from tests.bench.http_load import Target, closed_loop
from tests.bench.setting import Setting
from tests.complaints import TERMINAL_NAME, a_body_line

LINES = 20
SECONDS, WARM_UP_SECONDS = 10.0, 3.0
ITEMS = (
    "货物港务费",
    "港口设施保安费",
    "堆存保管费",
    "车辆进闸信息录入费",
    "理货服务费",
    "拖轮费",
    "引航费",
    "进口40尺重箱装卸费",
    "提货单换单费",
    "吊装移位附加费",
)


def run(setting: Setting) -> Iterator[Figure]:
    """Yield bills a second and lines a second."""
    with deployed(setting.root, setting.kind) as product:
        target = product.target("complaints", "xian-forwarder", "complaints:read")
        requests = bills(target)
        closed_loop(target, requests, clients=2, seconds=setting.seconds(WARM_UP_SECONDS))
        for clients in (1, 8):
            with product.watched() as load:
                answers = closed_loop(
                    target, requests, clients=clients, seconds=setting.seconds(SECONDS)
                )
            values, errors = answered(answers)
            yield Figure(
                bench="check",
                what=f"check bills of {LINES} lines, {clients} client{'s' if clients > 1 else ''}",
                values=values | {"lines_per_second": values["per_second"] * LINES},
                load=load,
                errors=errors,
            )


def bills(target: Target) -> Iterator[bytes]:
    """Give bills whose items, bodies, days and amounts differ."""
    chance = random.Random(4)
    while True:
        lines = [
            a_body_line(
                item=chance.choice(ITEMS),
                amount=f"{chance.randint(20, 900)}.00",
                charged_on=f"2026-{chance.randint(1, 10):02}-{chance.randint(1, 28):02}",
                body=chance.choice((TERMINAL_NAME, None)),
            )
            for _ in range(LINES)
        ]
        text = json.dumps({"lines": lines}, ensure_ascii=False).encode()
        yield target.request("POST", "/api/catalogue/check", text)
