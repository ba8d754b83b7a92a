"""Takes an action on a case: who may, what it changes, which clocks follow, what is told."""

from dataclasses import replace

from services.complaints.domain.cases import (
    change_decision,
    change_filing,
    change_findings,
    change_recorded,
    change_respondent,
)
from services.complaints.domain.cases.act import Act
from services.complaints.domain.cases.actors import (
    SYSTEM_ONLY,
    is_for_staff,
    may_take,
    may_take_as,
)
from services.complaints.domain.cases.announce import announce
from services.complaints.domain.cases.case import Case, CaseState, Step
from services.complaints.domain.cases.change import Change, change
from services.complaints.domain.cases.forms import Form
from services.complaints.domain.cases.offers import NOT_IN_CHARGE, obstacle
from services.complaints.domain.cases.overdue import still_late
from services.complaints.domain.cases.schedule import scheduled, with_clocks
from services.complaints.domain.cases.seeing import seen_by_those_concerned
from services.complaints.domain.cases.track import ActionRule
from shared.errors import Forbidden, Malformed, NotNow
from shared.events.envelope import Event
from shared.words import N_

HANDLERS = (change_filing, change_findings, change_decision, change_recorded, change_respondent)


def take(case: Case, form: Form, act: Act) -> tuple[Case, list[Event]]:
    """Return the case after the action and what others are told of it.

    Raises:
        Malformed: the track has no such action.
        Forbidden: not an officer of the department in charge.
        NotNow: the state or the law does not allow it now.
        Invalid: the form does not hold what is needed.
    """
    rule = act.track.actions.get(form.ACTION)
    if rule is None:
        raise Malformed(N_("没有这种办理步骤"))
    _refuse(case, rule, act)
    made = change(form, case, act)
    after = _followed(case, rule, made, act)
    return after, announce(after, rule.code, made.outcome, act)


def _refuse(case: Case, rule: ActionRule, act: Act) -> None:
    allowed = may_take_as(act.party, rule) if act.party else may_take(case, rule, act.actor)
    if not allowed:
        raise Forbidden(_not_for(rule))
    found = obstacle(case, rule, act.actor, track=act.track, today=act.today)
    if found:
        raise NotNow(found.message, params=found.params)


def _not_for(rule: ActionRule) -> str:
    if SYSTEM_ONLY in rule.who:
        return N_("这一步由系统记录")
    return NOT_IN_CHARGE if is_for_staff(rule) else N_("这一步由当事人办")


def _followed(before: Case, rule: ActionRule, made: Change, act: Act) -> Case:
    outcome = rule.outcome(made.outcome)
    state = CaseState(outcome.to) if outcome.to else made.case.state
    actor = act.actor
    step = Step(
        at=act.now,
        actor=act.sub,
        actor_name=actor.name if actor else "",
        department=actor.department if actor else None,
        action=rule.code,
        outcome=made.outcome,
        text=made.text,
        legal=rule.legal,
        state=state,
        values=made.values,
        stands_for=act.stands_for,
    )
    met_on, started_on = made.done_on or act.today, made.started_on or act.today
    clocks = with_clocks(made.case, outcome, act, met_on, started_on)
    counted = seen_by_those_concerned(replace(made.case, clocks=clocks), act)
    return scheduled(
        replace(
            counted,
            state=state,
            overdue=still_late(counted, act.now),
            timeline=(*before.timeline, step),
            changed_at=act.now,
            version=before.version + 1,
        )
    )
