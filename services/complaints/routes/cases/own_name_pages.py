"""The page of the mailbox on which an anonymous reporter gives a name afterwards."""

from flask import Blueprint, Response, render_template
from flask.typing import ResponseReturnValue

from services.complaints.domain.cases.allowance import Turn
from services.complaints.domain.cases.case import Case
from services.complaints.routes import container
from services.complaints.routes.cases.asking_address import asking_address
from services.complaints.routes.cases.mailbox_session import (
    MAILBOX,
    PATH,
    OpenMailbox,
    keep_open,
    open_mailbox,
)
from services.complaints.routes.cases.own_name_form import posted_name, typed_values
from services.complaints.usecases.cases.anonymous.give_name import give_name
from services.complaints.usecases.cases.anonymous.turns import take_turn
from services.complaints.usecases.cases.get_case_for import UNKNOWN
from shared.errors import AppError, Conflict, Invalid, NotFound, TooMany
from shared.web.access import access, anonymous
from shared.web.forms import FormErrors
from shared.web.language import words
from shared.web.page_answers import page_answer, see_other

own_name_pages = Blueprint("own_name_pages", __name__, url_prefix=f"{MAILBOX}/name")


@own_name_pages.get("")
@access(anonymous)
def explain() -> ResponseReturnValue:
    """Say what a name changes, with the form; whoever has given one is back in the mailbox."""
    mailbox = open_mailbox()
    if mailbox is None:
        return see_other(PATH)
    case = _case(mailbox)
    return keep_open(see_other(MAILBOX), mailbox) if case.real_name else _page(case, mailbox)


@own_name_pages.post("")
@access(anonymous)
def give() -> ResponseReturnValue:
    """Take the name once; what is wrong comes back filled in."""
    mailbox, c = open_mailbox(), container()
    if mailbox is None:
        return see_other(PATH)
    mailbox.check_form()
    case = _case(mailbox)
    try:
        take_turn(Turn.MESSAGE, asking_address(), now=c.now(), turns=c.turns)
        give_name(posted_name(case.id), now=c.now(), ports=c.cases, rules=c.rules)
    except (Invalid, Conflict, TooMany) as error:
        return _page(case, mailbox, error)
    return keep_open(see_other(MAILBOX), mailbox)


def _case(mailbox: OpenMailbox) -> Case:
    case = container().cases.cases.get(mailbox.case_id)
    if case is None or case.receipt is None:
        raise NotFound(UNKNOWN)
    return case


def _page(case: Case, mailbox: OpenMailbox, error: AppError | None = None) -> Response:
    departments = container().rules.parties.departments
    page = render_template(
        "cases/anonymous/name.html",
        case=case,
        lead=words(departments[case.department]),
        typed=typed_values(),
        token=mailbox.form_token,
        errors=FormErrors.of_error(error) if error else None,
    )
    return keep_open(page_answer(page, error), mailbox)
