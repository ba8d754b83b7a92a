"""Review 复查 and re-review 复核 of a petition's opinion, by the body above.

Source: 信访工作条例 arts 35 (review), 36 (re-review, after which the same
facts are not accepted again).
"""

from datetime import date

from services.complaints.domain.cases.act import Act
from services.complaints.domain.cases.case import Case
from services.complaints.domain.cases.change import Change
from services.complaints.domain.cases.days_of_acts import need_received
from services.complaints.domain.cases.problems import raise_if_any
from services.complaints.domain.cases.recorded_step import Values
from services.complaints.domain.cases.standing import Need, Standing
from services.complaints.domain.cases.windows import REREVIEW, REVIEW, refuse_late
from shared.errors import FieldError, Forbidden
from shared.words import N_

GIVEN, REGIVEN = "give_review", "give_rereview"
HEARING = ("begin_hearing", "end_hearing")


def ask_review(case: Case, values: Values, act: Act) -> Change:
    """Take a request for a review, made within thirty days of receiving the opinion.

    Values: `asked_on` where an officer records the request; a petitioner asks today.

    Raises:
        Invalid: the day asked lies before the day the opinion was received.
        NotNow: the thirty days are over; tells the day they ended.
    """
    return _asked(case, values, act, REVIEW, "give_opinion")


def ask_rereview(case: Case, values: Values, act: Act) -> Change:
    """Take a request for a re-review, made within thirty days of receiving the review's opinion.

    Raises:
        Invalid, NotNow: as for a review.
    """
    return _asked(case, values, act, REREVIEW, GIVEN)


def give_review(case: Case, values: Values, act: Act) -> Change:
    """Give the review's opinion by the body above the one that answered (art 35).

    Raises:
        Invalid: it was received before the review was asked for.
        Forbidden: the person is of another body than the rules name as the one above.
    """
    clock = case.clock("T-REVIEW-D")
    need_received(values, act, clock.started_on if clock else None)
    return _from_above(case, act, "give_opinion")


def act_in_rereview(case: Case, values: Values, act: Act) -> Change:
    """Hear or give the opinion in a re-review by the body above the one that reviewed (art 36).

    Raises:
        Forbidden, Invalid: as for a review.
    """
    clock = case.clock("T-REREV-D")
    if "received_on" in values:
        need_received(values, act, clock.started_on if clock else None)
    return _from_above(case, act, GIVEN)


def _from_above(case: Case, act: Act, answered: str) -> Change:
    """Where the rules name no body above, any other supervisor of the city stands for it."""
    below = case.last(answered)
    unit = act.parties.departments.get(below.department or "") if below else None
    mine = act.actor.department if act.actor else None
    if unit is not None and unit.superior not in (None, mine):
        raise Forbidden(N_("这一步由作出前一份意见的机关的上一级机关办理"))
    return Change(case=case)


def _asked(case: Case, values: Values, act: Act, action: str, after: str) -> Change:
    told = values.get("asked_on", "")
    on = date.fromisoformat(told) if told else act.today
    opinion = case.last(after)
    received = date.fromisoformat(opinion.values["received_on"]) if opinion else on
    raise_if_any(_too_early(on, received))
    refuse_late(case, action, act.limits, on)
    return Change(case=case, started_on=on)


def _too_early(on: date, received: date) -> FieldError | None:
    if on >= received:
        return None
    return FieldError(
        "asked_on", N_("日期不能早于 %(earliest)s"), {"earliest": received.isoformat()}
    )


def _opinion_given(now: Standing) -> FieldError | None:
    if now.case.last("give_opinion") is None:
        return FieldError("", N_("还没有出具处理意见"))
    return FieldError("", N_("已经复查过")) if now.case.last(GIVEN) else None


def _review_given(now: Standing) -> FieldError | None:
    if now.case.last(GIVEN) is None:
        return FieldError("", N_("还没有出具复查意见"))
    done = now.case.last(REGIVEN)
    return FieldError("", N_("已经复核过，同一事实和理由不再受理")) if done else None


def _is_heard(case: Case) -> bool:
    """A limit that had run out stands still for no hearing, so the history tells."""
    steps = [step.action for step in case.timeline if step.action in HEARING]
    return bool(steps) and steps[-1] == HEARING[0]


def _hearing_runs(now: Standing) -> FieldError | None:
    return None if _is_heard(now.case) else FieldError("", N_("现在没有在听证"))


def _no_hearing_runs(now: Standing) -> FieldError | None:
    return FieldError("", N_("听证还没有结束")) if _is_heard(now.case) else None


REVIEW_NEEDS: dict[str, Need] = {
    "opinion_to_review": _opinion_given,
    "review_to_rereview": _review_given,
    "hearing_runs": _hearing_runs,
    "no_hearing_runs": _no_hearing_runs,
}
