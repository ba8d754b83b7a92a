"""When a prior notice no longer carries a decision."""

from dataclasses import replace

from services.complaints.domain.cases.case import Case

SAME_PARTY = frozenset({"done", "draft_void"})  # outcomes of a correction that let a notice stand


def superseded(case: Case, why: str) -> Case:
    """Return the case with its standing notice, if any, marked as overtaken.

    Args:
        case: the case.
        why: `findings`, `respondent` or `department`, what changed after the notice.
    """
    notice = case.notice
    if notice is None:
        return case
    return replace(case, notices=(*case.notices[:-1], replace(notice, superseded=why)))
