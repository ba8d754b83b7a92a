"""What an anonymous reporter does from the mailbox: steps, on every case of the submission."""

from flask import Blueprint, Response, make_response, render_template, request
from flask.typing import ResponseReturnValue

from services.complaints.container import Container
from services.complaints.domain.cases.actors import REPORTER
from services.complaints.domain.cases.allowance import Turn
from services.complaints.domain.cases.case import Case
from services.complaints.domain.cases.track import ActionRule
from services.complaints.routes import container
from services.complaints.routes.cases.asking_address import asking_address
from services.complaints.routes.cases.mailbox_session import (
    MAILBOX,
    PATH,
    OpenMailbox,
    keep_open,
    open_mailbox,
)
from services.complaints.routes.cases.mine_view import case_values
from services.complaints.routes.cases.party_view import own_rule, step_values
from services.complaints.routes.cases.recorded_forms import recorded_from
from services.complaints.usecases.cases.anonymous.turns import take_turn
from services.complaints.usecases.cases.get_case_for import UNKNOWN
from services.complaints.usecases.cases.take_party_step import (
    PartyStep,
    take_party_step,
    unnamed_reporter,
)
from shared.errors import AppError, Conflict, Invalid, NotFound, TooMany
from shared.web.access import access, anonymous
from shared.web.forms import FormErrors, posted_key
from shared.web.page_answers import page_answer, see_other

mailbox_steps = Blueprint("mailbox_steps", __name__, url_prefix=MAILBOX)
LINKED = f"{MAILBOX}/cases"


@mailbox_steps.get("/cases/<case_id>")
@access(anonymous)
def show_linked(case_id: str) -> ResponseReturnValue:
    """Show another case of the submission whose mailbox is open."""
    mailbox, c = open_mailbox(), container()
    if mailbox is None:
        return see_other(PATH)
    case = _case(mailbox, case_id, c)
    if case.id == mailbox.case_id:
        return see_other(MAILBOX)
    page = render_template(
        "cases/anonymous/linked_case.html",
        steps_address=f"{LINKED}/{case.id}/steps",
        linked_address=LINKED,
        **case_values(case, c),
    )
    return keep_open(make_response(page), mailbox)


@mailbox_steps.get("/steps/<action>")
@mailbox_steps.get("/cases/<case_id>/steps/<action>")
@access(anonymous)
def show_step(action: str, case_id: str = "") -> ResponseReturnValue:
    """Show a step of the reporter whose mailbox is open, on a case of the submission."""
    mailbox, c = open_mailbox(), container()
    if mailbox is None:
        return see_other(PATH)
    case = _case(mailbox, case_id, c)
    return _page(case, own_rule(case, action, REPORTER, c), mailbox)


@mailbox_steps.post("/steps/<action>")
@mailbox_steps.post("/cases/<case_id>/steps/<action>")
@access(anonymous)
def take_step(action: str, case_id: str = "") -> ResponseReturnValue:
    """Take a step once; what is wrong comes back filled in."""
    mailbox, c = open_mailbox(), container()
    if mailbox is None:
        return see_other(PATH)
    mailbox.check_form()
    case = _case(mailbox, case_id, c)
    rule = c.rules.track_of(case).actions.get(action)
    if rule is None or REPORTER not in rule.who:
        raise NotFound(UNKNOWN)
    try:
        take_turn(Turn.MESSAGE, asking_address(), now=c.now(), turns=c.turns)
        form = recorded_from(rule, request.form)
        step = PartyStep(case_id=case.id, form=form, key=posted_key())
        party = unnamed_reporter(case.id)
        take_party_step(step, party, now=c.now(), ports=c.cases, rules=c.rules)
    except (Invalid, Conflict, TooMany) as error:
        return _page(case, rule, mailbox, error)
    return keep_open(see_other(_address(case, mailbox)), mailbox)


def _case(mailbox: OpenMailbox, case_id: str, c: Container) -> Case:
    """Return the case of the mailbox, or the one of its submission that is asked for."""
    leading = c.cases.cases.get(mailbox.case_id)
    if leading is None or leading.receipt is None:
        raise NotFound(UNKNOWN)
    if case_id in {"", leading.id}:
        return leading
    case = c.cases.cases.get(case_id) if case_id in leading.linked else None
    if case is None:
        raise NotFound(UNKNOWN)
    return case


def _address(case: Case, mailbox: OpenMailbox) -> str:
    return MAILBOX if case.id == mailbox.case_id else f"{LINKED}/{case.id}"


def _page(
    case: Case, rule: ActionRule, mailbox: OpenMailbox, error: AppError | None = None
) -> Response:
    address = _address(case, mailbox)
    page = render_template(
        "cases/parties/step.html",
        address=f"{address}/steps/{rule.code}",
        back=address,
        values=request.form,
        errors=FormErrors.of_error(error) if error else None,
        question=None,
        token=mailbox.form_token,
        **step_values(case, rule, container()),
    )
    return keep_open(page_answer(page, error), mailbox)
