"""A case goes to another department: who is in charge then, and what of the work done stands."""

from collections.abc import Mapping
from dataclasses import replace

from services.complaints.domain.cases.case import Case, CaseState
from services.complaints.domain.cases.change import Change
from services.complaints.domain.cases.passed_on import Forwarding
from services.complaints.domain.cases.superseding import superseded
from services.complaints.domain.cases.tasks import Task, TaskState

MOVED = "moved"
_ANEW: Mapping[CaseState, str] = {
    CaseState.FILING_PROPOSED: "moved_unproposed",
    CaseState.NOTICED: "moved_unnoticed",
    CaseState.DRAFTED: "moved_unnoticed",
}


def is_move(outcome: str) -> bool:
    """Tell whether an outcome gave the case to another department."""
    return outcome.startswith(MOVED)


def moved(case: Case, unit: str) -> Change:
    """Return the case in the hands of another department.

    Its clocks run on and its helpers stay; its officers are named anew. A proposal, a notice and
    a draft of the former department fall: whoever decides makes them again. What the new one was
    asked as a helper is settled by its taking the case.
    """
    first = case.routing.first_lead or case.department
    routing = replace(case.routing, lead=unit, lead_instead=None, first_lead=first)
    given = replace(
        case,
        department=unit,
        officers=(),
        routing=replace(routing, partners=tuple(p for p in routing.partners if p != unit)),
        tasks=tuple(_settled(task, unit) for task in case.tasks),
        forwarding=_kept(case, unit),
        dispute=None,
        asked_recusal=None,
    )
    return Change(case=_without_proposals(given), outcome=_ANEW.get(case.state, MOVED))


def _settled(task: Task, unit: str) -> Task:
    if task.department != unit or not task.is_unfinished:
        return task
    return replace(task, state=TaskState.WITHDRAWN)


def _kept(case: Case, unit: str) -> Forwarding | None:
    sent = case.forwarding
    return None if sent is None or sent.by_department == unit else sent


def _without_proposals(case: Case) -> Case:
    if case.state is CaseState.FILING_PROPOSED:
        return replace(case, filing=None)
    if case.state is CaseState.DRAFTED:
        case = replace(case, decision=None, returned=case.decision)
    return superseded(case, "department")
