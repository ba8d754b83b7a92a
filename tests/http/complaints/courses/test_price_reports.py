"""Price reports from filing to their end: the published cases, every breach, every ground.

Due days are written by hand from the law and the calendar of 2026: 15 working days for the check
(市场监督管理行政处罚程序规定 art 18), 90 days for the decision (行政处罚法 art 60), 7 working days
for its service (arts 61, 85).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pytest

from tests.complaints import REGISTERED, TERMINAL, a_body, a_body_line, rules
from tests.http.complaints.courses.course import TODAY, Course, Step

pytestmark = pytest.mark.engines

OPENING: Sequence[Step] = (
    ("lin", "begin_check", {"officers": ["suqing"]}),
    ("lin", "propose_filing", {"outcome": "filed", "ground": "F19", "text": "票据属实。"}),
    ("su", "decide_filing", {"confirm": True, "text": ""}),
)
TOLD: Step = ("lin", "record_told", {"told_on": TODAY, "way": "letter", "text": "挂号信 12 号"})
SERVED: Sequence[Step] = (
    ("su", "approve_decision", {"approve": True, "respondent_uscc": TERMINAL}),
    ("lin", "record_service", {"served_on": TODAY, "way": "direct", "proof": "送达回证 12 号"}),
)


@dataclass(frozen=True)
class Published:
    """A case that was published: what was charged, and the breach found; CNY."""

    name: str
    lines: tuple[tuple[str, str, str], ...]


# domain.md B8; amounts that the notices do not give are ours.
PUBLISHED = (
    Published("拖轮燃油附加费", (("拖轮燃油附加费", "27000.00", "V5"),)),
    Published(
        "围油栏收费拆分", (("围油栏使用费", "3000.00", "V6"), ("围油栏布设费", "2000.00", "V6"))
    ),
    Published("围油栏超过政府定价", (("围油栏使用费", "5200.00", "V2"),)),
    Published("夜间加收", (("夜班费", "200.00", "V5"),)),
    Published("捆绑代理服务", (("代理服务费", "1500.00", "V9"),)),
    Published("法定范围外布设围油栏", (("围油栏使用费", "3000.00", "V9"),)),
    Published("要求中国籍船舶一律引航", (("引航费", "9000.00", "V9"),)),
)
BREACHES = tuple(rules().tracks["price_report"].violations)
NOT_FILING = tuple(row.code for row in rules().tracks["price_report"].reasons["not_filing"])


def findings(*found: tuple[str, str]) -> Step:
    """Return that every line was upheld, with code and amount."""
    told: list[dict[str, Any]] = [
        {"no": no, "upheld": True, "violation": code, "over": over}
        for no, (code, over) in enumerate(found, start=1)
    ]
    return ("lin", "record_finding", {"findings": told})


def decision(kind: str, refund: str, fine: str = "0.00") -> Step:
    """Return the draft of a decision."""
    draft = {
        "respondent_uscc": TERMINAL, "respondent_name": REGISTERED, "kind": kind,
        "level": "ordinary", "fine": fine, "confiscation": "0.00", "refund": refund,
        "legal_basis": ["价格法第三十九条"], "facts": "多收费用。",
    }  # fmt: skip
    return ("lin", "draft_decision", draft)


def body(*lines: tuple[str, str]) -> dict[str, Any]:
    """Return a complaint about charges."""
    charged = [
        a_body_line(item=item, amount=amount, unit="ticket", quantity=1) for item, amount in lines
    ]
    return a_body(lines=charged)


def to_notice(course: Course, *found: tuple[str, str]) -> Course:
    """File the case, find the breaches, give notice and let the time for an answer pass."""
    notice = {"given_on": TODAY, "way": "direct", "text": "拟处罚。"}
    course.take([*OPENING, findings(*found), ("lin", "give_notice", notice)])
    return course.days(14).take([("lin", "record_defence", {}), TOLD])


def refund_and_close(course: Course) -> None:
    """Record that each sum was given back, then close the case."""
    assert course.take_one("lin", "close", {}).status_code == 409
    for refund in course.case["refunds"]["each"]:
        told = {"refund": str(refund["no"]), "what": "paid", "amount": refund["amount"]}
        course.take([("lin", "record_refund", {**told, "on": TODAY, "text": "转账回单"})])
    course.take([("lin", "close", {})])


@pytest.mark.parametrize("published", PUBLISHED, ids=lambda each: each.name)
def test_a_published_case_ends_in_a_penalty_a_refund_and_the_credit_record(course, published):
    course.filed(body(*((item, amount) for item, amount, _ in published.lines)))
    assert course.due("T-FILE") == "2026-12-14"
    to_notice(course, *((code, amount) for _, amount, code in published.lines))
    assert course.due("T-CASE") == "2027-02-22"  # 2027-02-21 is a Sunday
    total = sum(float(amount) for _, amount, _ in published.lines)
    course.take([decision("penalty", f"{total:.2f}", "1000.00"), SERVED[0]])
    assert course.due("T-SERVE") == "2026-12-16"
    refund_and_close(course.take(SERVED[1:]))
    case = course.case
    assert case["state"] == "closed"
    assert case["decision"]["violations"] == list(
        dict.fromkeys(code for _, _, code in published.lines)
    )
    assert case["decision"]["refund"] == f"{total:.2f}"
    assert {c["met_on"] is None for c in case["clocks"]} == {False}
    told = course.events()
    assert [each for each in told if each != "case.changed.v1"] == [
        "case.filed.v1",
        "case.filing_decided.v1",
        "decision.served.v1",
        "document.effective.v1",
        "case.closed.v1",
    ]


@pytest.mark.parametrize("code", BREACHES)
def test_each_breach_can_be_found_and_decided_on(course, code):
    course.filed(body(("港口杂费", "300.00")))
    to_notice(course, (code, "300.00"))
    refund_and_close(course.take([decision("correction", "300.00"), *SERVED]))
    assert course.case["state"] == "closed"
    assert course.case["decision"]["violations"] == [code]
    assert "document.effective.v1" not in course.events()  # a refund that is obeyed


@pytest.mark.parametrize("ground", NOT_FILING)
def test_each_ground_for_not_filing_ends_the_case_once_the_reporter_is_told(course, ground):
    course.filed(body(("港口杂费", "300.00")))
    proposal = {"outcome": "not_filed", "ground": ground, "text": "经核查，不予立案。"}
    course.take([OPENING[0], ("lin", "propose_filing", proposal), OPENING[2]])
    assert course.case["state"] == "not_filed"
    assert course.due("T-FILE-N") == "2026-11-30"
    assert course.take_one("lin", "close", {}).status_code == 409
    course.take([TOLD, ("lin", "close", {})])
    assert course.case["state"] == "closed"
    assert "document.effective.v1" not in course.events()
