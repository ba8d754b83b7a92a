"""After the closing: the reporter is asked how it went 回访, and may have the case reopened.

Both are settings of the platform; the scale is that of the hotline figures 满意率 and 解决率.
"""

from dataclasses import replace
from datetime import date

from services.complaints.domain.cases.act import Act
from services.complaints.domain.cases.case import Case, CaseState, Step
from services.complaints.domain.cases.change import Change
from services.complaints.domain.cases.field_rule import YES
from services.complaints.domain.cases.problems import need_day, need_text, raise_if_any
from services.complaints.domain.cases.recorded_step import Values
from services.complaints.domain.cases.standing import Need, Standing
from services.complaints.domain.cases.windows import (
    CLOSINGS,
    REOPEN,
    closed_from,
    refuse_late,
    since_closing,
)
from shared.clock import local_date
from shared.errors import FieldError
from shared.words import N_

BY_OFFICER, BY_REPORTER = "record_revisit", "answer_revisit"
ANSWERS = ("satisfaction", "solved")
DISSATISFIED = frozenset({"dissatisfied", "very_dissatisfied"})


def record_revisit(case: Case, values: Values, _act: Act) -> Change:
    """Keep what the reporter said on the telephone; somebody not reached said nothing.

    Values: `reached` (`yes` or `no`), `satisfaction` and `solved` where reached.

    Raises:
        Invalid: somebody was reached and the answers are missing, or nobody was and there are some.
    """
    reached = values["reached"] == YES
    raise_if_any(
        *(
            need_text(name, values.get(name, "")) if reached else _unsaid(name, values)
            for name in ANSWERS
        )
    )
    return Change(case=case)


def reopen(case: Case, values: Values, act: Act) -> Change:
    """Take up a closed case again; what is counted and told is counted and told anew.

    One that was closed with the case it followed goes its own way from now on.
    Values: `asked_on` where an officer records the request; who complained asks today.

    Raises:
        Invalid: the day asked lies before the closing.
        NotNow: the window after the closing is over; tells the day.
    """
    told = values.get("asked_on", "")
    on = date.fromisoformat(told) if told else act.today
    closed = max(local_date(step.at) for step in case.timeline if step.action in CLOSINGS)
    raise_if_any(need_day("asked_on", on, earliest=closed, latest=act.today))
    refuse_late(case, REOPEN, act.limits, on)
    alone = replace(case, merged_into=None, merged_from=None)
    again = replace(alone, filing=None, reporter_told_on=None, overdue=())
    refused = closed_from(case) is CaseState.REFUSED
    return Change(case=again, outcome="from_start" if refused else "done", started_on=on)


def last_revisit(case: Case) -> Step | None:
    """Return the answer to a revisit since the closing, None where nobody was reached.

    What the reporter said itself outweighs what an officer recorded, before or after it.
    """
    steps = since_closing(case)
    own = (step for step in steps if step.action == BY_REPORTER)
    called = (step for step in reversed(steps) if step.action == BY_OFFICER)
    reached = (step for step in called if step.values.get("reached") == YES)
    return next(own, None) or next(reached, None)


def _unsaid(name: str, values: Values) -> FieldError | None:
    return FieldError(name, N_("没有联系上的，没有评价")) if values.get(name) else None


def _not_answered(now: Standing) -> FieldError | None:
    given = any(step.action == BY_REPORTER for step in since_closing(now.case))
    return FieldError("", N_("已经评价过")) if given else None


def _dissatisfied(now: Standing) -> FieldError | None:
    said = last_revisit(now.case)
    if said and said.values["satisfaction"] in DISSATISFIED:
        return None
    return FieldError("", N_("回访评价为不满意的，可以要求重新办理"))


def _undecided(now: Standing) -> FieldError | None:
    decided = closed_from(now.case) is CaseState.EFFECTIVE
    return FieldError("", N_("已经作出处理决定的案件不能重新办理")) if decided else None


REVISIT_NEEDS: dict[str, Need] = {
    "revisit_not_answered": _not_answered,
    "dissatisfied": _dissatisfied,
    "no_decision_made": _undecided,
}
