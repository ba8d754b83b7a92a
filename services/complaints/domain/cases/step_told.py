"""What is told of a step inside the department, and of one that its rule shows to a party."""

from dataclasses import replace
from datetime import date

from services.complaints.domain.cases.act import Act
from services.complaints.domain.cases.actors import REPORTER, RESPONDENT
from services.complaints.domain.cases.case import Case
from services.complaints.domain.cases.released import released
from shared.events.case_events import CaseChanged

SENT_BACK = "send_back"


def step_told(case: Case, action: str, outcome: str, act: Act) -> CaseChanged:
    """Return the event of a step that is already in the case.

    A step names a party only where its rule shows the party what it wrote down; the respondent
    only where it sees the case already. What was refused or sent back is shown to nobody.
    """
    told = CaseChanged(
        key=case.id,
        version=case.version,
        occurred_at=act.now,
        action=action,
        state=case.state.value,
    )
    rule = act.track.actions.get(action)
    shown_to = rule.shown_to if rule and not outcome.startswith(SENT_BACK) else ()
    if not shown_to:
        return told
    return replace(
        told,
        track=case.track,
        department=case.department,
        held_on=_held_on(case),
        reporter_ref=case.reporter_ref if REPORTER in shown_to and case.real_name else None,
        respondent_uscc=_respondent(case, act) if RESPONDENT in shown_to else None,
    )


def _held_on(case: Case) -> date | None:
    day = case.timeline[-1].values.get("held_on")
    return date.fromisoformat(day) if day else None


def _respondent(case: Case, act: Act) -> str | None:
    return case.respondent.uscc if released(case, act.track) else None
