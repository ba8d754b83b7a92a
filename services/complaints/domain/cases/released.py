"""What the respondent sees of a case: the officer's statement and the lines it rests on.

Source: 市场监督管理投诉举报处理暂行办法 art 33; 价格法 art 38 (the reporter is kept secret).
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from services.complaints.domain.cases.case import Case, CaseState
from services.complaints.domain.cases.handling import Decision, Notice, Service


@dataclass(frozen=True, kw_only=True)
class ReleasedLine:
    """An upheld line without the reporter's words around it; amounts in CNY."""

    no: int
    item: str
    charged_on: date | None
    amount: Decimal
    over: Decimal
    violation: str


@dataclass(frozen=True, kw_only=True)
class ReleasedCase:
    """A case as its respondent sees it, from the approved decision on.

    Args:
        statement: the officer's notice; never the reporter's narrative.
        decision: with its number once it is approved; a draft is not shown.
    """

    id: str
    track: str
    state: CaseState
    department: str
    statement: str
    lines: tuple[ReleasedLine, ...]
    notice: Notice
    decision: Decision | None
    service: Service | None


def released(case: Case) -> ReleasedCase | None:
    """Return what the respondent may see: nothing before its code is confirmed.

    Until an officer has confirmed it, the code is only what the reporter typed, and findings may
    still change; the prior notice reaches the respondent by the way of service on record.
    """
    notice = case.notice
    if notice is None or not case.respondent.confirmed:
        return None
    decided = case.decision if case.decision and case.decision.document_no else None
    return ReleasedCase(
        id=case.id,
        track=case.track,
        state=case.state,
        department=case.department,
        statement=notice.text,
        lines=_lines(case),
        notice=notice,
        decision=decided,
        service=case.service,
    )


def _lines(case: Case) -> tuple[ReleasedLine, ...]:
    found = ((line, line.finding) for line in case.lines)
    return tuple(
        ReleasedLine(
            no=line.no,
            item=line.item,
            charged_on=line.charged_on,
            amount=line.amount,
            over=finding.over,
            violation=finding.violation or "",
        )
        for line, finding in found
        if finding and finding.upheld
    )
