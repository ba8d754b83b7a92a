"""What others are told of a change; no event holds a personal datum."""

from services.complaints.domain.cases.act import Act
from services.complaints.domain.cases.asking import open_question
from services.complaints.domain.cases.case import Case, Respondent
from services.complaints.domain.cases.handling import Decision, Service
from services.complaints.domain.cases.moving import is_move
from services.complaints.domain.cases.penalty_needs import TELLING
from services.complaints.domain.cases.question import Question
from shared.events.case_events import (
    CaseChanged,
    CaseTransferred,
    DecisionServed,
    DocumentEffective,
    FilingDecided,
    RespondentAsked,
)
from shared.events.envelope import Event

ASK = "ask_respondent"
DECIDING = "T-CASE"


def announce(case: Case, action: str, outcome: str, act: Act) -> list[Event]:
    """Return the events of a change that is already in the case."""
    if action == "decide_filing" and outcome != "send_back":
        return [filing_decided(case, outcome, act)]
    if is_move(outcome):
        return [_transferred(case, action, act)]
    if action == "record_service" and case.decision and case.service:
        return _served(case, case.decision, case.service, act)
    asked = open_question(case) if action == ASK else None
    if asked is not None and asked.uscc:
        return [_asked(case, asked, asked.uscc, act)]
    return [
        CaseChanged(
            key=case.id,
            version=case.version,
            occurred_at=act.now,
            action=action,
            state=case.state.value,
        )
    ]


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
    return [served, _effective(case, decision, service, act)]


def _registered_name(respondent: Respondent) -> str:
    """Return the name an officer typed; for a decision older than that rule its code.

    The reporter's word for it is never told.
    """
    return respondent.registered_name or respondent.uscc or ""


def _effective(case: Case, decision: Decision, service: Service, act: Act) -> DocumentEffective:
    texts = (act.track.violations[code].text["zh"] for code in decision.violations)
    return DocumentEffective(
        key=case.respondent.uscc or "",
        version=case.version,
        occurred_at=act.now,
        case_id=case.id,
        document_no=decision.document_no or "",
        kind=decision.kind,
        title="；".join(texts),
        department=case.department,
        city=case.city,
        respondent_name=_registered_name(case.respondent),
        violations=decision.violations,
        level=decision.level,
        fine=decision.fine,
        refund=decision.refund,
        determined_on=decision.decided_on or service.served_on,
        effective_on=service.served_on,
        legal_basis=decision.legal_basis,
    )
