"""The page on which a signed-in person takes over the own anonymous report by its receipt."""

from flask import Blueprint, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue

from services.complaints.domain.cases.allowance import Turn
from services.complaints.routes import container
from services.complaints.routes.cases.asking_address import asking_address
from services.complaints.routes.cases.own_name_form import posted_name, typed_values
from services.complaints.usecases.cases.anonymous.give_name import give_name
from services.complaints.usecases.cases.anonymous.open_mailbox import case_of_receipt
from services.complaints.usecases.cases.anonymous.turns import give_turn_back, take_turn
from shared.errors import AppError, Conflict, FieldError, Invalid, TooMany
from shared.principal import Principal, Role
from shared.web.access import access, roles
from shared.web.forms import FormErrors
from shared.web.identity import require_principal
from shared.web.language import say
from shared.web.page_answers import page_answer
from shared.words import N_

own_report_pages = Blueprint("own_report_pages", __name__, url_prefix="/complaints/mine/report")


@own_report_pages.get("")
@access(roles(Role.ENTERPRISE))
def ask() -> ResponseReturnValue:
    """Ask for the receipt and the name, and say what both change."""
    return _page(require_principal())


@own_report_pages.post("")
@access(roles(Role.ENTERPRISE))
def take_over() -> ResponseReturnValue:
    """Make the report one of the account's cases; what is wrong comes back filled in."""
    c, person, address = container(), require_principal(), asking_address()
    try:
        take_turn(Turn.RECEIPT, address, now=c.now(), turns=c.turns)
        case = case_of_receipt(request.form.get("receipt", ""), ports=c.cases)
        give_turn_back(Turn.RECEIPT, address, now=c.now(), turns=c.turns)
        asked = posted_name(case.id, person)
        give_name(asked, now=c.now(), ports=c.cases, rules=c.rules)
    except (Invalid, Conflict, TooMany) as error:
        return page_answer(_page(person, error), error)
    flash(say(N_("%(case)s 已经列入您的案件。"), {"case": case.id}))
    return redirect(f"/complaints/mine/{case.id}", code=303)


def _page(person: Principal, error: AppError | None = None) -> str:
    if isinstance(error, TooMany):
        field = FieldError("receipt", error.detail, error.params)
        error = Invalid(error.detail, errors=[field])
    return render_template(
        "cases/portal/own_report.html",
        typed=typed_values(person),
        organisation=person.organisation or "",
        errors=FormErrors.of_error(error) if error else None,
    )
