"""After the closing: the reporter is asked how it went 回访, and may have the case reopened.

Both are settings of the platform; the scale is that of the hotline figures 满意率 and 解决率.
"""

from dataclasses import replace

from services.complaints.domain.cases.act import Act
from services.complaints.domain.cases.case import Case, CaseState, Step
from services.complaints.domain.cases.change import Change
from services.complaints.domain.cases.field_rule import YES
from services.complaints.domain.cases.problems import need_text, raise_if_any
from services.complaints.domain.cases.recorded_step import Values
from services.complaints.domain.cases.standing import Need, Standing
from services.complaints.domain.cases.windows import (
    REOPEN,
    closed_from,
    refuse_late,
    since_closing,
)
from shared.errors import FieldError
from shared.words import N_

BY_OFFICER, BY_REPORTER = "record_revisit", "answer_revisit"
ANSWERS = ("satisfaction", "solved")
DISSATISFIED = frozenset({"dissatisfied", "very_dissatisfied"})


def record_revisit(case: Case, values: Values, _act: Act) -> Change:
    """Keep what the reporter said on the telephone; somebody not reached said nothing.

    Values: `reached` (`yes` or `no`), `satisfaction` and `solved` where reached.

    Raises:
        Invalid: somebody was reached and the answers are missing.
    """
    if values["reached"] == YES:
        raise_if_any(
            *(need_text(name, values.get(name, "")) for name in ("satisfaction", "solved"))
        )
    return Change(case=case)


def reopen(case: Case, _values: Values, act: Act) -> Change:
    """Take up a closed case again; what is counted and told is counted and told anew.

    One that was closed with the case it followed goes its own way from now on.

    Raises:
        NotNow: the window after the closing is over; tells the day.
    """
    refuse_late(case, REOPEN, act.limits, act.today)
    alone = replace(case, merged_into=None, merged_from=None)
    again = replace(alone, filing=None, reporter_told_on=None, overdue=())
    refused = closed_from(case) is CaseState.REFUSED
    return Change(case=again, outcome="from_start" if refused else "done")


def last_revisit(case: Case) -> Step | None:
    """Return the last answer to a revisit since the closing, None where nobody was reached."""
    told = (
        step
        for step in reversed(since_closing(case))
        if step.action in {BY_OFFICER, BY_REPORTER} and step.values.get("satisfaction")
    )
    return next(told, None)


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
