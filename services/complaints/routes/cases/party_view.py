"""What a party of a case sees of its steps, and the steps that are its own to take."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from services.complaints.container import Container
from services.complaints.domain.cases.actors import REPORTER, RESPONDENT, may_take_as
from services.complaints.domain.cases.case import Case, CaseState, Step
from services.complaints.domain.cases.moving import is_move
from services.complaints.domain.cases.offers import obstacle
from services.complaints.domain.cases.told import told_values
from services.complaints.domain.cases.track import ActionRule
from services.complaints.domain.cases.windows import window_of
from services.complaints.routes.cases.work.recorded_view import field_views, written
from shared.clock import local_date
from shared.errors import NotFound
from shared.web.language import say, words
from shared.words import N_

NO_STEP = N_("现在没有这一步可以办")
PARTIES = {REPORTER: N_("反映人"), RESPONDENT: N_("被反映单位")}


@dataclass(frozen=True, kw_only=True)
class OwnStep:
    """A step a party may take now.

    Args:
        until: the last day to take it, where there is one; `over` whether that day has passed.
    """

    code: str
    name: str
    does: str
    until: date | None = None
    over: bool = False


def own_steps(case: Case, party: str, c: Container) -> list[OwnStep]:
    """Return the steps that a party may take on the case as it stands."""
    return [_own(rule, case, c) for rule in _possible(case, party, c)]


def own_rule(case: Case, action: str, party: str, c: Container) -> ActionRule:
    """Return the rule of a step that a party may take now.

    Raises:
        NotFound: there is no such step, or not now.
    """
    found = next((rule for rule in _possible(case, party, c) if rule.code == action), None)
    if found is None:
        raise NotFound(NO_STEP)
    return found


def step_values(case: Case, rule: ActionRule, c: Container) -> dict[str, Any]:
    """Return what the page of a party's step shows: what it does and its fields."""
    return {
        "case_id": case.id,
        "step": _own(rule, case, c),
        "recorded": field_views(case, rule, None, c),
        "basis": rule.basis.text,
    }


def party_step(step: Step, case: Case, party: str, c: Container) -> dict[str, Any]:
    """Return a line of the history as a party reads it; values only where its rule shows them."""
    track = c.rules.track_of(case)
    rule = track.actions[step.action]
    text = words(rule.label)
    if step.action == "decide_filing":
        state = words(track.states[CaseState(step.outcome).value])
        text = f"{text}{say(N_('：'))}{state}"
    read = replace(step, values=told_values(track, step, party))
    return {
        "text": text,
        "at": step.at,
        "by": _by(step, party, c),
        "note": _now_with(step, case, c),
        "kind": "key" if step.legal else "",
        "facts": written(read, case, c),
    }


def _by(step: Step, party: str, c: Container) -> str:
    """Return who took a step as a party reads it: itself, the other side, a department."""
    if step.actor in PARTIES:
        return say(N_("您")) if step.actor == party else say(PARTIES[step.actor])
    return words(c.rules.parties.departments[step.department]) if step.department else ""


def _now_with(step: Step, case: Case, c: Container) -> str:
    """Return who has the case now, beside the latest step that passed it on."""
    moves = [each for each in case.timeline if is_move(each.outcome)]
    if not moves or step is not moves[-1]:
        return ""
    lead = words(c.rules.parties.departments[case.department])
    return say(N_("现在由%(lead)s承办，原来的期限继续计算"), {"lead": lead})


def _possible(case: Case, party: str, c: Container) -> list[ActionRule]:
    track, today = c.rules.track_of(case), local_date(c.now())
    return [
        rule
        for rule in track.actions.values()
        if may_take_as(party, rule) and not obstacle(case, rule, None, track=track, today=today)
    ]


def _own(rule: ActionRule, case: Case, c: Container) -> OwnStep:
    window = window_of(case, rule.code, c.rules.clocks(local_date(case.filed_at), case.city))
    until = window.until if window else None
    return OwnStep(
        code=rule.code,
        name=words(rule.label),
        does=words(rule.does),
        until=until,
        over=until is not None and local_date(c.now()) > until,
    )
