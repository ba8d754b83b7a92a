"""What the credit ledger says of a decision, held against the case it came from."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from services.complaints.domain.cases.case import Case
from services.complaints.domain.cases.decision_change import ChangeKind
from services.complaints.domain.cases.refusals import refusal_no, refusals

PENALTY, ANNULMENT, REFUND_ORDER = "penalty", "annulment", "refund_order"


@dataclass(frozen=True, kw_only=True)
class LedgerLine:
    """An entry of the ledger that a case caused; amounts in CNY."""

    seq: int
    case_id: str
    document_no: str
    subject: str
    kind: str
    fine: Decimal | None
    refund: Decimal | None
    effective_on: date


def in_the_record(case: Case) -> Iterator[LedgerLine]:
    """Yield what the ledger must know of a case: a served penalty and each change of it.

    `seq` is 0: the ledger numbers them. An alteration has two, the end of what stood before and
    what stands since, under the number of the document that altered it.
    """
    decision, service = case.decision, case.service
    if decision is None or service is None or decision.kind != PENALTY:
        return
    first = decision.changes[0] if decision.changes else None
    fine, refund = (first.fine, first.refund) if first else (decision.fine, decision.refund)
    document_no = decision.document_no or ""
    yield _line(case, document_no, PENALTY, service.served_on, fine, refund)
    for change in decision.changes:
        on = change.effective_on
        yield _line(case, change.document_no, ANNULMENT, on, None, None)
        if change.kind is ChangeKind.ALTERED:
            yield _line(case, change.document_no, PENALTY, on, change.new_fine, change.new_refund)


def everything_in_the_record(case: Case) -> Iterator[LedgerLine]:
    """Yield every line that the ledger must have of a case."""
    yield from in_the_record(case)
    yield from refusal_in_the_record(case)


def refusal_in_the_record(case: Case) -> Iterator[LedgerLine]:
    """Yield what the ledger must know of a refusal to give money back."""
    refused, decision = refusals(case), case.decision
    if decision is None or not refused:
        return
    document_no, on = refusal_no(decision), date.fromisoformat(refused[0].values["on"])
    yield _line(case, document_no, REFUND_ORDER, on, None, None)


def contradictions(line: LedgerLine, case: Case | None) -> Iterator[str]:
    """Yield in what an entry and its case do not agree, in words for an operator."""
    if case is None:
        yield "the case is not in the store"
        return
    if case.decision and case.decision.document_no == line.document_no and case.service is None:
        yield "the decision is not served"
        return
    every = everything_in_the_record(case)
    known = [each for each in every if each.document_no == line.document_no]
    if not known:
        yield f"the case has no decision {line.document_no}"
        return
    decided = next((each for each in known if each.kind == line.kind), known[0])
    said = {
        "respondent": (line.subject, case.respondent.uscc),
        "kind": (line.kind, decided.kind),
        "fine": (line.fine, decided.fine),
        "refund": (line.refund, decided.refund),
        "effective on": (line.effective_on, decided.effective_on),
    }
    for what, (entered, told) in said.items():
        if entered != told:
            yield f"{what}: ledger {entered}, case {told}"


def _line(
    case: Case,
    document_no: str,
    kind: str,
    on: date,
    fine: Decimal | None,
    refund: Decimal | None,
) -> LedgerLine:
    return LedgerLine(
        seq=0,
        case_id=case.id,
        document_no=document_no,
        subject=case.respondent.uscc or "",
        kind=kind,
        fine=fine,
        refund=refund,
        effective_on=on,
    )
