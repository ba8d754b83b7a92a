"""That an enterprise refuses to give back what was ordered back 拒不退还, as its own record."""

from services.complaints.domain.cases.case import Case, Step
from services.complaints.domain.cases.handling import Decision
from services.complaints.domain.cases.refunds import RefundState

RECORDED = "record_refund"


def refusals(case: Case) -> list[Step]:
    """Return the steps that recorded a refusal, oldest first."""
    return [
        step
        for step in case.timeline
        if step.action == RECORDED and step.values.get("what") == RefundState.REFUSED
    ]


def refusal_no(decision: Decision) -> str:
    """Return the number under which a refusal stands beside the decision it disobeys."""
    return f"{decision.document_no}（拒不退还）"
