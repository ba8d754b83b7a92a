"""What follows on a decision, as its steps record it: terms, payment, reconsideration and suit.

Neither reconsideration nor suit stops the effect of the decision; both stop the late fine, and so
does a suspension of execution.
"""

from datetime import date
from decimal import Decimal

from services.complaints.domain.cases.act import Act
from services.complaints.domain.cases.case import Case, Step
from services.complaints.domain.cases.change import Change
from services.complaints.domain.cases.late_money import LateSum, Period, late_fine, late_income
from services.complaints.domain.cases.problems import need_day, raise_if_any
from services.complaints.domain.cases.recorded_step import Values
from services.complaints.domain.cases.refunds import ZERO
from services.complaints.domain.cases.returned import returned
from services.complaints.domain.cases.standing import Need, Standing
from services.complaints.domain.cases.suspension import suspensions
from shared.errors import FieldError
from shared.words import N_

TERMS, REMEDY, REMEDY_END, PAID = "record_terms", "record_remedy", "end_remedy", "record_fine_paid"
TAKEN = "record_confiscation_paid"


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


def refund_late(case: Case, today: date) -> list[LateSum]:
    """Return what is added to what is given back, one for each day on which a part was.

    What is open counts to today. Empty where no term is known or the decision fell.
    """
    return_by = _last(case, TERMS, "refund_by")
    if return_by is None or (case.decision and case.decision.annulled):
        return []
    return [late_income(part, return_by, day) for day, part in returned(case, today).items()]


def confiscation_late(case: Case, today: date) -> LateSum | None:
    """Return what is added to illegal income that is taken 没收, until payment or today.

    Source: 价格违法行为行政处罚规定 art 21. None where nothing is taken or no term is known.
    """
    pay_by, taken = _last(case, TERMS, "pay_by"), _taken(case)
    if not taken or pay_by is None:
        return None
    return late_income(taken, pay_by, _last(case, TAKEN, "on") or today)


def record_payment(case: Case, values: Values, act: Act) -> Change:
    """Keep the day illegal income was paid. Values: `on`, `text`.

    Raises:
        Invalid: the day lies before service.
    """
    on = date.fromisoformat(values["on"])
    served_on = case.service.served_on if case.service else None
    raise_if_any(need_day("on", on, earliest=served_on, latest=act.today))
    return Change(case=case)


def end_remedy(case: Case, values: Values, act: Act) -> Change:
    """Keep the last day of the reconsideration or suit. Values: `on`, `text`.

    Raises:
        Invalid: the day lies before it was taken.
    """
    on = date.fromisoformat(values["on"])
    raise_if_any(need_day("on", on, earliest=remedies(case)[-1].from_on, latest=act.today))
    return Change(case=case)


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


def _confiscation_unpaid(now: Standing) -> FieldError | None:
    owed = _taken(now.case) > 0 and now.case.last(TAKEN) is None
    return None if owed else FieldError("", N_("没有还要缴纳的没收款"))


AFTERMATH_NEEDS: dict[str, Need] = {
    "confiscation_unpaid": _confiscation_unpaid,
    "remedy_open": _remedy_open,
    "no_remedy_open": _no_remedy_open,
    "a_fine_unpaid": _a_fine_unpaid,
}


def _taken(case: Case) -> Decimal:
    """Return the illegal income that a decision that stands takes, CNY."""
    decision = case.decision
    return decision.confiscation if decision and not decision.annulled else ZERO


def _is_open(case: Case) -> bool:
    found = remedies(case)
    return bool(found) and found[-1].to_on is None


def _last(case: Case, action: str, name: str) -> date | None:
    steps = [step for step in case.timeline if step.action == action and step.values.get(name)]
    return _day(steps[-1], name) if steps else None


def _day(step: Step, name: str) -> date | None:
    told = step.values.get(name)
    return date.fromisoformat(told) if told else None
