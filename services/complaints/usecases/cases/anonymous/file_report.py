"""File a report of somebody who gives no name; the receipt is told once and kept as a digest."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from services.complaints.domain.cases.case import Case
from services.complaints.domain.cases.case_rules import CaseRules
from services.complaints.domain.cases.complaint import FileComplaint
from services.complaints.ports.anonymous import Receipts
from services.complaints.ports.cases import CasePorts
from services.complaints.usecases.cases.file_complaint import file_complaint
from shared.errors import Conflict, Unavailable
from shared.words import N_

ATTEMPTS = 5
TOLD_FOR = timedelta(minutes=10)


@dataclass(frozen=True, kw_only=True)
class FiledReport:
    """An anonymous report; `receipt` is None once it is too late to tell it again."""

    case: Case
    receipt: str | None


def file_report(
    command: FileComplaint, *, secret: str, now: datetime, ports: CasePorts, rules: CaseRules
) -> FiledReport:
    """Return the new case with its receipt, or the one the same secret made before.

    The receipt is drawn from the secret of the report, which is in the reporter's page alone. So a
    double click, or a page sent again after a broken line, is told the same receipt for ten minutes
    without its being kept anywhere.

    Raises:
        Invalid: something in it is wrong, or the secret came before with another body.
        Unavailable: a store is away; nothing is lost by asking again with the same secret.
    """
    drawn: dict[str | None, str] = {}
    for attempt in range(ATTEMPTS):
        receipt = ports.receipts.draw(secret, attempt)
        digest = ports.receipts.digest(receipt)
        drawn[digest] = receipt
        try:
            case = file_complaint(
                command, key=secret, now=now, ports=ports, rules=rules, receipt=digest
            )
        except Conflict:
            continue
        told = now - case.filed_at < TOLD_FOR
        if not told:
            return FiledReport(case=case, receipt=None)
        return FiledReport(
            case=case, receipt=drawn.get(case.receipt) or _drawn(secret, case, ports.receipts)
        )
    raise Unavailable(N_("系统暂时无法使用，请稍后再试"))


def _drawn(secret: str, case: Case, receipts: Receipts) -> str | None:
    """Return the receipt whose digest the case has."""
    drawn = (receipts.draw(secret, attempt) for attempt in range(ATTEMPTS))
    return next((each for each in drawn if receipts.digest(each) == case.receipt), None)
