"""Suspension of execution 停止执行 of a decision, beside reconsideration and suit.

Neither remedy stops execution by itself; who decides on the remedy, or the department, may. No
late fine is counted meanwhile (from knowledge; the article was not read in its text).
"""

from datetime import date

from services.complaints.domain.cases.act import Act
from services.complaints.domain.cases.case import Case
from services.complaints.domain.cases.change import Change
from services.complaints.domain.cases.late_money import Period
from services.complaints.domain.cases.problems import need_day, raise_if_any
from services.complaints.domain.cases.recorded_step import Values
from services.complaints.domain.cases.standing import Need, Standing
from shared.errors import FieldError
from shared.words import N_

SUSPENDED, RESUMED = "suspend_execution", "resume_execution"


def suspensions(case: Case) -> list[Period]:
    """Return the days without execution, oldest first; only the last may last."""
    found = list[Period]()
    for step in case.timeline:
        if step.action == SUSPENDED:
            found.append(Period(from_on=date.fromisoformat(step.values["on"])))
        elif step.action == RESUMED and found:
            day = date.fromisoformat(step.values["on"])
            found[-1] = Period(from_on=found[-1].from_on, to_on=day)
    return found


def suspend_execution(case: Case, values: Values, act: Act) -> Change:
    """Keep from when the decision is not executed. Values: `by`, `on`, `text`.

    Raises:
        Invalid: the day lies before service or after today.
    """
    on = date.fromisoformat(values["on"])
    earliest = case.service.served_on if case.service else None
    raise_if_any(need_day("on", on, earliest=earliest, latest=act.today))
    return Change(case=case, done_on=on)


def resume_execution(case: Case, values: Values, act: Act) -> Change:
    """Keep the last day without execution. Values: `on`, `text`.

    Raises:
        Invalid: the day lies before the suspension or after today.
    """
    on = date.fromisoformat(values["on"])
    raise_if_any(need_day("on", on, earliest=suspensions(case)[-1].from_on, latest=act.today))
    return Change(case=case, done_on=on)


def is_suspended(case: Case) -> bool:
    """Tell whether the decision is not executed now."""
    found = suspensions(case)
    return bool(found) and found[-1].to_on is None


def _suspended(now: Standing) -> FieldError | None:
    return None if is_suspended(now.case) else FieldError("", N_("没有停止执行"))


def _not_suspended(now: Standing) -> FieldError | None:
    return FieldError("", N_("已经停止执行")) if is_suspended(now.case) else None


SUSPENSION_NEEDS: dict[str, Need] = {"suspended": _suspended, "not_suspended": _not_suspended}
