"""Each action on a case has a page of its own: what it does, then its form."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from marshmallow import ValidationError

from services.complaints.container import Container
from services.complaints.domain.cases.actors import may_take
from services.complaints.domain.cases.case import Case
from services.complaints.domain.cases.inner_notes import as_read_by
from services.complaints.domain.cases.offers import NOT_IN_CHARGE
from services.complaints.domain.cases.track import ActionRule
from services.complaints.routes import container
from services.complaints.routes.cases.recorded_forms import UNKNOWN, is_taken_by_form
from services.complaints.routes.cases.work.action_body import errors_of, read_form
from services.complaints.routes.cases.work.action_values import first_values
from services.complaints.routes.cases.work.action_view import action_values, offer_of
from services.complaints.routes.cases.work.case_pages import NO_RIGHT, case_for
from services.complaints.routes.cases.work.case_view import (
    crumb_root,
    heading_values,
    states_needed,
    why_not,
)
from services.complaints.routes.cases.work.history_view import HistoryStep, history_step
from services.complaints.routes.cases.work.staff_names import names_on
from services.complaints.routes.cases.work.typed_view import typed_view
from services.complaints.usecases.cases.take_action import TakeAction, take_action
from shared.errors import Conflict, Forbidden, Invalid, NotFound
from shared.principal import Principal, Role
from shared.web.access import access, roles
from shared.web.formats import short_date
from shared.web.forms import FormErrors, posted_key
from shared.web.identity import require_principal
from shared.web.language import say, words
from shared.words import N_

ACTORS = roles(Role.OFFICER, Role.SUPERVISOR)
action_pages = Blueprint("action_pages", __name__, url_prefix="/complaints/cases")


@action_pages.get("/<case_id>/<action>")
@access(ACTORS)
def show_action(case_id: str, action: str) -> ResponseReturnValue:
    """Show what an action does and its form, or why it is not possible now."""
    c, person = container(), require_principal()
    case, rule = _asked(case_id, action, person, c)
    return _page(case, rule, person, values=first_values(action, case, c))


@action_pages.post("/<case_id>/<action>")
@access(ACTORS)
def act(case_id: str, action: str) -> ResponseReturnValue:
    """Take an action once, then lead back to the case; what is wrong comes back filled in."""
    c, person = container(), require_principal()
    case, rule = _asked(case_id, action, person, c)
    try:
        form = read_form(action, request.form, case, c.rules.track_of(case))
        asked = TakeAction(case_id=case.id, form=form, key=posted_key(), seen=_seen())
        after = take_action(asked, actor=person, now=c.now(), ports=c.cases, rules=c.rules)
    except (Invalid, ValidationError) as error:
        return _page(case, rule, person, errors=errors_of(error, request.form, case)), 422
    except Conflict as error:
        now = case_for(case_id, person, c)
        return _page(now, rule, person, conflict=say(error.detail, error.params)), 409
    flash(_result(after, rule, c))
    return redirect(f"/complaints/cases/{after.id}", code=303)


def _asked(case_id: str, action: str, person: Principal, c: Container) -> tuple[Case, ActionRule]:
    """Return the case and the rule of an action that people take.

    Raises:
        Forbidden: not for this person, or there is no such case.
        NotFound: there is no such action.
    """
    case = case_for(case_id, person, c)
    rule = c.rules.track_of(case).actions.get(action)
    if rule is None or not is_taken_by_form(rule):
        raise NotFound(UNKNOWN)
    if not may_take(case, rule, person):
        raise Forbidden(NO_RIGHT if person.department is None else NOT_IN_CHARGE)
    return case, rule


def _page(
    case: Case,
    rule: ActionRule,
    person: Principal,
    *,
    values: Mapping[str, str] | None = None,
    errors: FormErrors | None = None,
    conflict: str = "",
) -> str:
    c = container()
    offer = offer_of(case, rule, person, c)
    in_state = case.state in rule.from_states
    track = c.rules.track_of(case)
    beside = action_values(case, rule, person, c)
    return render_template(
        "cases/work/action.html",
        typed=typed_view(
            request.form, case, choices=beside["choices"], colleagues=beside["colleagues"]
        ),
        values=request.form if values is None else values,
        chosen=request.form.getlist("officers"),
        errors=errors,
        conflict=conflict,
        why="" if offer.possible else why_not(offer),
        needed="" if in_state else states_needed(offer, track),
        last=history_step(as_read_by(case, person).timeline[-1], case, c),
        decided_on=_decided_on(case, rule, c),
        root=crumb_root(person),
        **heading_values(case, c, names_on(case, c)),
        **beside,
    )


def _decided_on(case: Case, rule: ActionRule, c: Container) -> HistoryStep | None:
    """Return the step that a recorded step decides on, None where it decides on none."""
    made = case.last(rule.second_to) if rule.second_to and rule.is_recorded else None
    return history_step(made, case, c) if made and made.values else None


def _seen() -> int | None:
    version = request.form.get("version", "")
    return int(version) if version.isascii() and version.isdigit() and len(version) < 10 else None


def _result(case: Case, rule: ActionRule, c: Container) -> str:
    """Return what happened, the number, and the next date."""
    params: dict[str, Any] = {
        "case": case.id,
        "action": words(rule.label),
        "state": words(c.rules.track_of(case).states[case.state.value]),
    }
    clock = min(
        (each for each in case.clocks if each.is_running),
        key=lambda each: each.due_on,
        default=None,
    )
    if clock is None:
        return say(N_("%(case)s：%(action)s，现在是“%(state)s”。"), params)
    params |= {"clock": words(clock.title), "day": short_date(clock.due_on)}
    return say(
        N_("%(case)s：%(action)s，现在是“%(state)s”。下一个期限：%(clock)s，%(day)s前。"), params
    )
