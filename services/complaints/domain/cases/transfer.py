"""Giving a case away: transfer 移送, forwarding with a report back 转送, and the way back.

Sources: a branch gives back what it cannot handle and does not pass it on itself
(市场监督管理投诉举报处理暂行办法, order 20, art 37); a petition wrongly sent goes back within five
working days with detailed reasons, if the sender agrees (信访工作条例 art 23).
"""

from dataclasses import replace
from datetime import date

from services.complaints.domain.cases.act import Act
from services.complaints.domain.cases.case import Case
from services.complaints.domain.cases.change import Change
from services.complaints.domain.cases.field_rule import YES
from services.complaints.domain.cases.moving import moved
from services.complaints.domain.cases.passed_on import Forwarding
from services.complaints.domain.cases.problems import need_text, raise_if_any
from services.complaints.domain.cases.recorded_step import Values
from services.complaints.domain.cases.units_free import need_free_unit

DEPARTMENT = "department"


def transfer(case: Case, values: Values, act: Act) -> Change:
    """Give the case to a department without interest; the former one no longer sees it.

    Values: `department`, `ground` (a code of the list `transfer`), `text`.

    Raises:
        Invalid: the department is the respondent, related to it, or the one in charge.
    """
    unit = values[DEPARTMENT]
    raise_if_any(need_free_unit(DEPARTMENT, unit, case, act.parties, act.today))
    return moved(case, unit)


def forward_case(case: Case, values: Values, act: Act) -> Change:
    """Send the case to a department that reports back; the sender goes on seeing it.

    Values: `department`, `report_back_on`, `text`; `attachments` and `pages` where any went along.

    Raises:
        Invalid: the department is the respondent, related to it, or the one in charge.
    """
    unit, sender = values[DEPARTMENT], case.department
    raise_if_any(need_free_unit(DEPARTMENT, unit, case, act.parties, act.today))
    sent = Forwarding(
        by_department=sender,
        forwarded_by=act.sub,
        forwarded_at=act.now,
        report_back_on=date.fromisoformat(values["report_back_on"]),
        attachments=_count(values, "attachments"),
        pages=_count(values, "pages"),
    )
    made = moved(case, unit)
    return replace(made, case=replace(made.case, forwarding=sent))


def report_back(case: Case, _values: Values, act: Act) -> Change:
    """Keep that the receiver reported to the sender. Values: `text`."""
    return Change(case=replace(case, forwarding=replace(_sent(case), reported_on=act.today)))


def ask_return(case: Case, values: Values, _act: Act) -> Change:
    """Object to a petition that was wrongly sent; the sender decides. Values: `text`."""
    return Change(case=replace(case, forwarding=replace(_sent(case), return_asked=values["text"])))


def decide_return(case: Case, values: Values, act: Act) -> Change:
    """Take the case back, or leave it with the receiver, with words.

    Values: `agree` (`yes` or `no`), `text`.
    """
    if values["agree"] == YES:
        return give_back(case, values, act)
    raise_if_any(need_text("text", values.get("text", "")))
    kept = replace(_sent(case), return_asked="")
    return Change(case=replace(case, forwarding=kept), outcome="kept")


def give_back(case: Case, _values: Values, _act: Act) -> Change:
    """Return the case to the department that sent it. Values: `text`."""
    return moved(case, _sent(case).by_department)


def _sent(case: Case) -> Forwarding:
    if case.forwarding is None:
        raise ValueError("the case was not forwarded")
    return case.forwarding


def _count(values: Values, name: str) -> int | None:
    return int(values[name]) if values.get(name) else None
