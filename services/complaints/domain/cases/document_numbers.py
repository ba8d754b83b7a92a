"""What became of a number that was taken for a decision: every gap in a book has its reason.

A number is taken before the approval is saved, and belongs to one draft. Where the draft is sent
back or its respondent is corrected in between, no other draft ever gets it: it is void.
"""

from datetime import datetime
from enum import StrEnum

from services.complaints.domain.cases.case import Case

_KIND = "decision"
VOID_REASON = "草稿在批准保存以前已被退回，或者被举报单位已更正，编号作废"


class Fate(StrEnum):
    """Where a number stands."""

    USED = "used"
    OPEN = "open"
    VOID = "void"


def owner_of(case_id: str, drafted_at: datetime) -> str:
    """Return whose a number is: one draft of one case."""
    return f"{case_id}|{_KIND}|{drafted_at.isoformat()}"


def case_of_owner(owner: str) -> str:
    """Return the case of an owner."""
    return owner.partition("|")[0]


def fate_of(owner: str, case: Case | None) -> Fate:
    """Return what became of an owner's number; `case` is the owner's, None where it is gone."""
    decision = case.decision if case else None
    if case is None or decision is None or owner_of(case.id, decision.drafted_at) != owner:
        return Fate.VOID
    return Fate.USED if decision.document_no else Fate.OPEN
