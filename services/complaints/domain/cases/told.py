"""Which steps of a case its reporter is told of; inner drafts and proposals are not among them."""

from services.complaints.domain.cases.case import Case, Step

TOLD = frozenset(
    {"file", "begin_check", "decide_filing", "record_service", "close", "reporter_added"}
)


def told_steps(case: Case) -> list[Step]:
    """Return the steps the reporter is told of, oldest first."""
    told = [step for step in case.timeline if step.action in TOLD]
    return [step for step in told if step.outcome != "send_back"]
