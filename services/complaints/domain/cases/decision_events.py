"""What the credit record and the enterprise are told of a decision; no reporter's word is in it."""

from datetime import date

from services.complaints.domain.cases.act import Act
from services.complaints.domain.cases.case import Case, Respondent
from services.complaints.domain.cases.decision_change import ChangeKind, DecisionChange
from services.complaints.domain.cases.handling import Decision, Service
from services.complaints.domain.cases.refusals import refusal_no, refusals
from shared.events.case_events import (
    DecisionChanged,
    DocumentAnnulled,
    DocumentEffective,
    RefundRefused,
)
from shared.events.envelope import Event

PENALTY, CHANGED_BY = "penalty", "decision_changed_by"
_DONE = {ChangeKind.ANNULLED: "撤销", ChangeKind.ALTERED: "变更"}


def decision_changed(case: Case, decision: Decision, service: Service, act: Act) -> list[Event]:
    """Return what is told of the latest annulment or alteration, which is in the case already.

    The ledger forgets nothing: the former document gets an annulment, and what stands since an
    entry of its own, found on the same day as the breach was.
    """
    change = decision.changes[-1]
    told: list[Event] = [
        DecisionChanged(
            key=case.id,
            version=case.version,
            occurred_at=act.now,
            change=change.kind.value,
            document_no=change.former_no,
            changed_by_no=change.document_no,
            department=case.department,
            respondent_uscc=case.respondent.uscc or "",
            effective_on=change.effective_on,
        )
    ]
    if decision.kind != PENALTY:
        return told
    told.append(_annulled(case, change, act))
    if change.kind is ChangeKind.ALTERED:
        on = change.effective_on
        told.append(effective_document(case, decision, service, act, effective_on=on))
    return told


def refund_refused(case: Case, decision: Decision, act: Act) -> RefundRefused | None:
    """Return what the credit record is told of the first refusal to give money back.

    Source: 价格违法行为行政处罚规定 art 17 (refusing is graver); that it counts in the score is a
    setting of the model. None for a further refusal under the same decision.
    """
    told = refusals(case)
    if len(told) != 1 or case.timeline[-1] is not told[0]:
        return None
    return RefundRefused(
        key=case.respondent.uscc or "",
        version=case.version,
        occurred_at=act.now,
        case_id=case.id,
        document_no=decision.standing_no,
        record_no=refusal_no(decision),
        department=case.department,
        city=case.city,
        respondent_name=_registered_name(case.respondent),
        refused_on=date.fromisoformat(told[0].values["on"]),
    )


def effective_document(
    case: Case, decision: Decision, service: Service, act: Act, *, effective_on: date
) -> DocumentEffective:
    """Return the decision as it stands, as a document that takes effect on a day."""
    texts = (act.track.violations[code].text["zh"] for code in decision.violations)
    return DocumentEffective(
        key=case.respondent.uscc or "",
        version=case.version,
        occurred_at=act.now,
        case_id=case.id,
        document_no=decision.standing_no,
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
        effective_on=effective_on,
        legal_basis=decision.legal_basis,
    )


def _annulled(case: Case, change: DecisionChange, act: Act) -> DocumentAnnulled:
    return DocumentAnnulled(
        key=case.respondent.uscc or "",
        version=case.version,
        occurred_at=act.now,
        case_id=case.id,
        document_no=change.document_no,
        supersedes=change.former_no,
        motive=_motive(change, act),
        department=case.department,
        city=case.city,
        respondent_name=_registered_name(case.respondent),
        effective_on=change.effective_on,
        with_it=_fallen_with(case, change),
    )


def _fallen_with(case: Case, change: DecisionChange) -> tuple[str, ...]:
    """Return the record of a refusal whose order fell: the decision did, or its refund is none."""
    fell = change.kind is ChangeKind.ANNULLED or not change.new_refund
    decision = case.decision
    return (refusal_no(decision),) if decision and fell and refusals(case) else ()


def _motive(change: DecisionChange, act: Act) -> str:
    rows = act.track.reasons.get(CHANGED_BY, ())
    names = (row.text["zh"] for row in rows if row.code == change.by)
    return f"{next(names, '')}{_DONE[change.kind]}"


def _registered_name(respondent: Respondent) -> str:
    """Return the name an officer typed; for a decision older than that rule its code.

    The reporter's word for it is never told.
    """
    return respondent.registered_name or respondent.uscc or ""
