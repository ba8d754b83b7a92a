"""What others are told of a change; no event holds a personal datum."""

from services.complaints.domain.cases.act import Act
from services.complaints.domain.cases.annulling import CONFIRMED, SENT_BACK
from services.complaints.domain.cases.asking import open_question
from services.complaints.domain.cases.case import Case
from services.complaints.domain.cases.decision_events import (
    decision_changed,
    effective_document,
    refund_refused,
)
from services.complaints.domain.cases.handling import Decision, Service
from services.complaints.domain.cases.moving import is_move
from services.complaints.domain.cases.penalty_needs import TELLING
from services.complaints.domain.cases.question import Question
from services.complaints.domain.cases.refusals import RECORDED
from services.complaints.domain.cases.task_told import TOLD, task_told
from shared.events.case_events import (
    CaseChanged,
    CaseClosed,
    CaseTransferred,
    DecisionServed,
    FilingDecided,
    RespondentAsked,
)
from shared.events.envelope import Event

ASK, CLOSE = "ask_respondent", "close"
DECIDING = "T-CASE"
SERVING = frozenset({"record_service", "announcement_over"})


def announce(case: Case, action: str, outcome: str, act: Act) -> list[Event]:
    """Return the events of a change that is already in the case."""
    return _of_decision(case, action, outcome, act) or [_of_step(case, action, outcome, act)]


def _of_decision(case: Case, action: str, outcome: str, act: Act) -> list[Event]:
    decision, service = case.decision, case.service
    if decision is None or service is None:
        return []
    if action in SERVING:
        return _served(case, decision, service, act)
    if action == CONFIRMED and outcome != SENT_BACK:
        return decision_changed(case, decision, service, act)
    refused = refund_refused(case, decision, act) if action == RECORDED else None
    return [refused, _changed(case, action, act)] if refused else []


def _of_step(case: Case, action: str, outcome: str, act: Act) -> Event:
    if action == "decide_filing" and outcome != "send_back":
        return filing_decided(case, outcome, act)
    if is_move(outcome):
        return _transferred(case, action, act)
    if action == CLOSE:
        return closed(case, act)
    if action in TOLD:
        return task_told(case, action, act)
    asked = open_question(case) if action == ASK else None
    if asked is not None and asked.uscc:
        return _asked(case, asked, asked.uscc, act)
    return _changed(case, action, act)


def _changed(case: Case, action: str, act: Act) -> CaseChanged:
    return CaseChanged(
        key=case.id,
        version=case.version,
        occurred_at=act.now,
        action=action,
        state=case.state.value,
    )


def closed(case: Case, act: Act) -> CaseClosed:
    """Return what the reporter of a closed case is told."""
    return CaseClosed(
        key=case.id,
        version=case.version,
        occurred_at=act.now,
        track=case.track,
        department=case.department,
        reporter_ref=case.reporter_ref if case.real_name else None,
    )


def _asked(case: Case, question: Question, uscc: str, act: Act) -> RespondentAsked:
    return RespondentAsked(
        key=case.id,
        version=case.version,
        occurred_at=act.now,
        department=case.department,
        respondent_uscc=uscc,
        until=question.until,
    )


def filing_decided(case: Case, outcome: str, act: Act) -> FilingDecided:
    """Return the event of a filing decision, as whoever is to be told of it needs it."""
    telling, deciding = case.clock(TELLING), case.clock(DECIDING)
    return FilingDecided(
        key=case.id,
        version=case.version,
        occurred_at=act.now,
        outcome=outcome,
        ground=case.filing.ground if case.filing else "",
        department=case.department,
        respondent_uscc=case.respondent.uscc,
        reporter_ref=case.reporter_ref if case.real_name else None,
        due_on=telling.due_on if telling else None,
        decision_due_on=deciding.due_on if deciding else None,
    )


def _transferred(case: Case, action: str, act: Act) -> CaseTransferred:
    return CaseTransferred(
        key=case.id,
        version=case.version,
        occurred_at=act.now,
        city=case.city,
        track=case.track,
        action=action,
        department=case.department,
        due_on=case.due_on,
        reporter_ref=case.reporter_ref if case.real_name else None,
    )


def _served(case: Case, decision: Decision, service: Service, act: Act) -> list[Event]:
    """A penalty enters the credit record; a refund that is obeyed does not."""
    uscc = case.respondent.uscc or ""
    served = DecisionServed(
        key=case.id,
        version=case.version,
        occurred_at=act.now,
        document_no=decision.document_no or "",
        department=case.department,
        respondent_uscc=uscc,
        served_on=service.served_on,
        reporter_ref=case.reporter_ref if case.real_name else None,
    )
    if decision.kind != "penalty":
        return [served]
    effective_on = service.served_on
    document = effective_document(case, decision, service, act, effective_on=effective_on)
    return [served, document]
