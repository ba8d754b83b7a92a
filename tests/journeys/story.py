"""A fee complaint from filing to the served penalty, each step over HTTP."""

import time
from collections.abc import Callable, Mapping
from typing import Any

from shared.clock import local_date
from shared.principal import Principal
from tests.complaints import LINZHIYUAN, SUQING, TERMINAL, ZHOULAN, a_body, a_body_line, a_penalty
from tests.journeys.product import Product

KEY = "story-key-0001"
TODAY = "today"
PHRASE = "出闸前被要求补缴港务费"
LINES = [
    a_body_line(amount="272.00"),
    a_body_line(amount="320.00"),
    a_body_line(item="车辆进闸信息录入费", amount="60.00", unit="ticket", quantity=1),
]
# What the bill says of each line: within the fixed price, ¥48.00 above it, in no list.
FINDINGS = ("within", "above", "not_listed")
STEPS: tuple[tuple[Principal, str, dict[str, Any]], ...] = (
    (LINZHIYUAN, "begin_check", {"officers": ["suqing"]}),
    (LINZHIYUAN, "propose_filing", {"outcome": "filed", "ground": "F19", "text": "账单属实。"}),
    (SUQING, "decide_filing", {"confirm": True}),
    (
        LINZHIYUAN,
        "record_finding",
        {
            "findings": [
                {"no": 1, "upheld": False},
                {"no": 2, "upheld": True, "violation": "V2", "over": "48.00"},
                {"no": 3, "upheld": True, "violation": "V6", "over": "60.00"},
            ]
        },
    ),
    (LINZHIYUAN, "give_notice", {"given_on": TODAY, "way": "direct", "text": "拟处罚。"}),
    (LINZHIYUAN, "record_defence", {}),
    (
        LINZHIYUAN,
        "draft_decision",
        a_penalty(refund="108.00", facts="多收货物港务费 48.00 元，另收目录外费用 60.00 元。"),
    ),
    (SUQING, "approve_decision", {"approve": True, "respondent_uscc": TERMINAL}),
    (LINZHIYUAN, "record_service", {"served_on": TODAY, "way": "direct", "proof": "回证"}),
)
DAYS_BEFORE = {"record_defence": 14}


def a_complaint_body(**changes: Any) -> dict[str, Any]:
    """Return the complaint of the story as a program sends it."""
    narrative = f"11月12日提箱，{PHRASE}，询问时答复一直这么收。"
    return a_body(**{"narrative": narrative, "lines": LINES, **changes})


def file(
    product: Product,
    body: Mapping[str, Any] | None = None,
    *,
    key: str = KEY,
    by: Principal = ZHOULAN,
) -> Any:
    """File a complaint; return the answer."""
    client = product.person("complaints", by)
    sent = dict(body or a_complaint_body())
    answer = client.post("/api/complaints", json=sent, headers={"Idempotency-Key": key})
    assert answer.status_code == 201, answer.text
    return answer.get_json()


def meet_officers(product: Product) -> None:
    """Let both officers open their worklists, so that each can be named by the other."""
    for officer in (LINZHIYUAN, SUQING):
        client = product.person("complaints", officer)
        assert client.get("/complaints/work").status_code == 200


def handle(
    product: Product,
    case_id: str,
    *,
    after: Callable[[dict[str, Any]], None] = lambda _: None,
    **changed: Mapping[str, Any],
) -> None:
    """Take all steps to the served decision.

    Args:
        product: where.
        case_id: which case.
        after: is shown the case after each step.
        changed: other fields than those of `STEPS`, by action.
    """
    meet_officers(product)
    for number, (officer, action, body) in enumerate(STEPS):
        product.clock.forward(days=DAYS_BEFORE.get(action, 0))
        today = local_date(product.clock()).isoformat()
        said = {name: today if value == TODAY else value for name, value in body.items()}
        said |= changed.get(action, {})
        after(act(product, case_id, (officer, action, said), key=f"step-{number:04}"))


def act(
    product: Product, case_id: str, step: tuple[Principal, str, Mapping[str, Any]], *, key: str
) -> Any:
    """Take one step; once more with the same key when the product changed the case meanwhile."""
    officer, action, body = step
    client = product.person("complaints", officer)
    for _ in range(3):
        seen = client.get(f"/api/cases/{case_id}").headers["ETag"]
        answer = client.post(
            f"/api/cases/{case_id}/actions/{action}",
            json=dict(body),
            headers={"Idempotency-Key": key, "If-Match": seen},
        )
        if answer.status_code not in {409, 412}:
            break
    assert answer.status_code == 200, f"{action}: {answer.text}"
    return answer.get_json()


def until(holds: Callable[[], Any], *, seconds: float = 30.0, pause: float = 0.05) -> Any:
    """Ask again until the answer is true; return it.

    Raises:
        AssertionError: it was not true in time.
    """
    limit = time.monotonic() + seconds
    while not (answer := holds()):
        assert time.monotonic() < limit, f"not within {seconds} s"
        time.sleep(pause)
    return answer


def messages(product: Product) -> list[dict[str, Any]]:
    """Return the dispatch log of all days of the story, as stored."""
    window = {"logged": {"$gt": "0", "$lt": "9"}}
    return list(product.databases["notify"]["messages"].find(window))
