"""What becomes of a complaint: its courses, step by step, and who takes them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from tests.complaints import TERMINAL, a_body, a_penalty

TODAY = "today"
DESK, SECOND = "desk", "second"


class Course(StrEnum):
    """How far a complaint is taken."""

    FILED = "only filed"
    REFUSED = "not filed as a case"
    PENALTY = "penalty in effect"


Step = tuple[str, str, Mapping[str, Any]]
_BEGIN: Step = (DESK, "begin_check", {"officers": ["suqing"]})
_DECIDE: Step = (SECOND, "decide_filing", {"confirm": True})
STEPS: Mapping[Course, tuple[Step, ...]] = {
    Course.FILED: (),
    Course.REFUSED: (
        _BEGIN,
        (DESK, "propose_filing", {"outcome": "not_filed", "ground": "N20-1", "text": "已退还。"}),
        _DECIDE,
    ),
    Course.PENALTY: (
        _BEGIN,
        (DESK, "propose_filing", {"outcome": "filed", "ground": "F19", "text": "账单属实。"}),
        _DECIDE,
        (
            DESK,
            "record_finding",
            {"findings": [{"no": 1, "upheld": True, "violation": "V2", "over": "48.00"}]},
        ),
        (DESK, "give_notice", {"given_on": TODAY, "way": "direct", "text": "拟处罚。"}),
        (DESK, "record_defence", {"received_on": TODAY, "text": "没有意见。"}),
        (DESK, "draft_decision", a_penalty()),
        (SECOND, "approve_decision", {"approve": True, "respondent_uscc": TERMINAL}),
        (DESK, "record_service", {"served_on": TODAY, "way": "direct", "proof": "回证"}),
    ),
}
# The period for statement and hearing must have run out before this step.
AFTER_THE_PERIOD = "draft_decision"


def course_of(number: int) -> Course:
    """Return the course of the complaint with this number: two in five end in a penalty."""
    order = (Course.PENALTY, Course.FILED, Course.REFUSED, Course.PENALTY, Course.FILED)
    return order[number % len(order)]


def body_of(number: int) -> dict[str, Any]:
    """Return the complaint with this number; its bill tells it from all others."""
    reporter = {"phone": "13812346120", "email": "zhoulan@xian.example"}
    return a_body(bill_no=bill_of(number), reporter=reporter)


def bill_of(number: int) -> str:
    return f"CHAOS-{number:05d}"


@dataclass
class Underway:
    """A case on its course; `rest` are the steps that are left."""

    number: int
    case_id: str
    rest: list[Step]
    not_before: date | None = None
    rest_at: float = 0.0
    postponed: int = 0
    body: dict[str, Any] | None = field(default=None)

    @property
    def key(self) -> str:
        """The key of the next step; one that was refused for its day gets another."""
        return f"chaos-{self.number:05d}-{self.rest[0][1]}-{self.postponed}"
