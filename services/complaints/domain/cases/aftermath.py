"""What follows on a decision, as its steps record it: terms, payment, reconsideration and suit.

Neither reconsideration nor suit stops the effect of the decision; both stop the late fine, and so
does a suspension of execution.
"""

from datetime import date

from services.complaints.domain.cases.case import Case, Step
from services.complaints.domain.cases.late_money import LateSum, Period, late_fine, late_income
from services.complaints.domain.cases.standing import Need, Standing
from services.complaints.domain.cases.suspension import suspensions
from shared.errors import FieldError
from shared.words import N_

TERMS, REMEDY, REMEDY_END, PAID = "record_terms", "record_remedy", "end_remedy", "record_fine_paid"


def remedies(case: Case) -> list[Period]:
    """Return the reconsiderations and suits of a case, oldest first; only the last may last."""
    found = list[Period]()
    for step in case.timeline:
        if step.action == REMEDY:
            found.append(Period(from_on=_day(step, "on") or date.max))
        elif step.action == REMEDY_END and found:
            found[-1] = Period(from_on=found[-1].from_on, to_on=_day(step, "on"))
    return found


def fine_late(case: Case, today: date) -> LateSum | None:
    """Return the late fine until payment or today; None where no fine or no term is known."""
    pay_by = _last(case, TERMS, "pay_by")
    decision = case.decision
    if decision is None or decision.annulled or not decision.fine or pay_by is None:
        return None
    pauses = (*remedies(case), *suspensions(case))
    return late_fine(decision.fine, pay_by, _last(case, PAID, "on") or today, pauses)


def refund_late(case: Case, today: date) -> LateSum | None:
    """Return what is added to what is still to be given back; None where no term is known."""
    return_by = _last(case, TERMS, "refund_by")
    if case.refunds is None or return_by is None or not case.refunds.totals.open:
        return None
    return late_income(case.refunds.totals.open, return_by, today)


def _remedy_open(now: Standing) -> FieldError | None:
    return None if _is_open(now.case) else FieldError("", N_("没有正在进行的复议或者诉讼"))


def _no_remedy_open(now: Standing) -> FieldError | None:
    waits = _is_open(now.case)
    return FieldError("", N_("复议或者诉讼还没有终结")) if waits else None


def _a_fine_unpaid(now: Standing) -> FieldError | None:
    decision = now.case.decision
    fine = decision.fine if decision and not decision.annulled else 0
    owed = fine > 0 and now.case.last(PAID) is None
    return None if owed else FieldError("", N_("没有还要缴纳的罚款"))


AFTERMATH_NEEDS: dict[str, Need] = {
    "remedy_open": _remedy_open,
    "no_remedy_open": _no_remedy_open,
    "a_fine_unpaid": _a_fine_unpaid,
}


def _is_open(case: Case) -> bool:
    found = remedies(case)
    return bool(found) and found[-1].to_on is None


def _last(case: Case, action: str, name: str) -> date | None:
    steps = [step for step in case.timeline if step.action == action and step.values.get(name)]
    return _day(steps[-1], name) if steps else None


def _day(step: Step, name: str) -> date | None:
    told = step.values.get(name)
    return date.fromisoformat(told) if told else None
