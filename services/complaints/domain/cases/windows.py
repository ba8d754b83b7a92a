"""Until when a party may ask for something again: counted from what the case holds, never a duty.

Source: 信访工作条例 arts 35, 36 for review 复查 and re-review 复核; reopening is a setting of the
platform. The days are rows of the time limits.
"""

from dataclasses import dataclass
from datetime import date

from services.complaints.domain.cases.act import CaseClocks
from services.complaints.domain.cases.case import Case, CaseState, Step
from shared.clock import local_date
from shared.errors import NotNow
from shared.words import N_

REOPEN, REVIEW, REREVIEW = "reopen", "ask_review", "ask_rereview"
OPINION, REVIEWED = "give_opinion", "give_review"
CLOSED_TOGETHER, SERVED_TOGETHER = "together_closed", "together_served"
CLOSINGS = frozenset({"close", CLOSED_TOGETHER})
LIMITS = {REOPEN: "P-REOPEN", REVIEW: "T-REVIEW", REREVIEW: "T-REREV"}
ENDED = N_("可以要求的期限已于 %(day)s 届满")


@dataclass(frozen=True, kw_only=True)
class Window:
    """The last day to take a step, and the rule it is counted by."""

    until: date
    basis: str


def window_of(case: Case, action: str, limits: CaseClocks) -> Window | None:
    """Return until when a party may take a step; None where no window is for it."""
    began = _began(case, action)
    if began is None:
        return None
    counted = limits.start(LIMITS[action], began)
    return Window(until=counted.due_on, basis=counted.basis)


def refuse_late(case: Case, action: str, limits: CaseClocks, on: date) -> None:
    """Refuse a step whose window is over.

    Raises:
        NotNow: it is; tells the day it ended.
    """
    window = window_of(case, action, limits)
    if window is not None and on > window.until:
        raise NotNow(ENDED, params={"day": window.until.isoformat()})


def since_closing(case: Case) -> tuple[Step, ...]:
    """Return the steps after the last closing; all of them for a case that was never closed."""
    last = max((n for n, step in enumerate(case.timeline) if step.action in CLOSINGS), default=-1)
    return case.timeline[last + 1 :]


def closed_from(case: Case) -> CaseState:
    """Return the state a closed case was closed in: of a merged one, that of the leading case."""
    last = max(n for n, step in enumerate(case.timeline) if step.action in CLOSINGS)
    if case.timeline[last].action != CLOSED_TOGETHER:
        return case.timeline[last - 1].state
    served = any(step.action == SERVED_TOGETHER for step in case.timeline)
    return CaseState.EFFECTIVE if served else CaseState.NOT_FILED


def _began(case: Case, action: str) -> date | None:
    if action == REOPEN:
        closed = [step.at for step in case.timeline if step.action in CLOSINGS]
        return local_date(closed[-1]) if closed else None
    opinion = case.last({REVIEW: OPINION, REREVIEW: REVIEWED}.get(action, ""))
    return date.fromisoformat(opinion.values["received_on"]) if opinion else None
