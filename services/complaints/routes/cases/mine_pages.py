"""The pages on which an enterprise follows its cases, and reads those about it."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from services.complaints.container import Container
from services.complaints.routes import container
from services.complaints.routes.cases.filing_form import read_filing
from services.complaints.routes.cases.mine_view import (
    case_values,
    listed,
    listed_about_us,
    released_values,
)
from services.complaints.usecases.cases.drafts import my_drafts
from services.complaints.usecases.cases.get_case_for import (
    UNKNOWN,
    get_own_case,
    get_released_case,
)
from services.complaints.usecases.cases.my_cases import my_cases
from shared.errors import NotFound
from shared.principal import Principal, Role
from shared.web.access import access, roles
from shared.web.identity import require_principal

mine_pages = Blueprint("mine_pages", __name__, url_prefix="/complaints/mine")


@mine_pages.get("")
@access(roles(Role.ENTERPRISE))
def show_mine() -> ResponseReturnValue:
    """Show the cases the firm filed, those about it that it was told of, and drafts."""
    c, person = container(), require_principal()
    found = my_cases(person, ports=c.cases, rules=c.rules)
    drafts = [
        (draft, read_filing(draft.id, draft.payload))
        for draft in my_drafts(person, now=c.now(), ports=c.cases)
    ]
    return render_template(
        "cases/portal/mine.html",
        filed=[listed(case, c) for case in found.filed],
        about_us=[listed_about_us(case, c) for case in found.about_us],
        drafts=[(draft, filing) for draft, filing in drafts if not filing.case_id],
    )


@mine_pages.get("/<case_id>")
@access(roles(Role.ENTERPRISE))
def show_case(case_id: str) -> ResponseReturnValue:
    """Show one case: the own one in full, one about the firm as far as it is released."""
    c, person = container(), require_principal()
    try:
        case = get_own_case(case_id, principal=person, now=c.now(), ports=c.cases)
    except NotFound:
        return _released(case_id, person, c)
    return render_template(
        "cases/portal/case.html",
        steps_address=f"/complaints/mine/{case.id}/steps",
        **case_values(case, c),
    )


def _released(case_id: str, person: Principal, c: Container) -> str:
    """Return the page of a case about the person's enterprise.

    Raises:
        NotFound: there is none, or nothing of it is released to the enterprise.
    """
    told = get_released_case(case_id, principal=person, now=c.now(), ports=c.cases, rules=c.rules)
    whole = c.cases.cases.get(case_id)
    if whole is None:
        raise NotFound(UNKNOWN)
    return render_template(
        "cases/portal/released.html",
        steps_address=f"/complaints/mine/{case_id}/steps",
        **released_values(told, whole, c),
    )


@mine_pages.get("/<case_id>/receipt")
@access(roles(Role.ENTERPRISE))
def show_receipt(case_id: str) -> ResponseReturnValue:
    """Show the receipt of a complaint: its number and what happens by when."""
    c, person = container(), require_principal()
    case = get_own_case(case_id, principal=person, now=c.now(), ports=c.cases)
    return render_template("cases/portal/receipt.html", **case_values(case, c))
