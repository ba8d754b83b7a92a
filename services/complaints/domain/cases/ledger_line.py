"""What the credit ledger says of a decision, held against the case it came from."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from services.complaints.domain.cases.case import Case

PENALTY = "penalty"


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


def is_in_the_record(case: Case) -> bool:
    """Tell whether the case has a decision that the ledger must know: a served penalty."""
    return bool(case.decision and case.service and case.decision.kind == PENALTY)


def contradictions(line: LedgerLine, case: Case | None) -> Iterator[str]:
    """Yield in what an entry and its case do not agree, in words for an operator."""
    if case is None:
        yield "the case is not in the store"
        return
    decision, service = case.decision, case.service
    if decision is None or decision.document_no != line.document_no:
        yield f"the case has no decision {line.document_no}"
        return
    if service is None:
        yield "the decision is not served"
        return
    said = {
        "respondent": (line.subject, case.respondent.uscc),
        "kind": (line.kind, decision.kind),
        "fine": (line.fine, decision.fine),
        "refund": (line.refund, decision.refund),
        "effective on": (line.effective_on, service.served_on),
    }
    for what, (entered, decided) in said.items():
        if entered != decided:
            yield f"{what}: ledger {entered}, case {decided}"
