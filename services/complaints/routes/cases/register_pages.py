"""The desk of a clerk: what is being registered for others, and what was."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from services.complaints.routes import container
from services.complaints.routes.cases.filing_form import read_filing
from services.complaints.routes.cases.mine_view import case_values
from services.complaints.usecases.cases.drafts import my_drafts
from services.complaints.usecases.cases.get_registered import get_registered
from shared.principal import Role
from shared.web.access import access, roles
from shared.web.identity import require_principal

register_pages = Blueprint("register_pages", __name__, url_prefix="/complaints/register")


@register_pages.get("")
@access(roles(Role.CLERK))
def show_desk() -> ResponseReturnValue:
    """Show the clerk's drafts and where to begin."""
    c, person = container(), require_principal()
    kept = my_drafts(person, now=c.now(), ports=c.cases)
    drafts = [(draft, read_filing(draft.id, draft.payload)) for draft in kept]
    open_ones = [each for each in drafts if not each[1].case_id]
    return render_template("cases/register/desk.html", drafts=open_ones)


@register_pages.get("/<case_id>")
@access(roles(Role.CLERK))
def show(case_id: str) -> ResponseReturnValue:
    """Show number and dates of what the clerk took down, to be told to who came."""
    c = container()
    case = get_registered(case_id, principal=require_principal(), now=c.now(), ports=c.cases)
    return render_template("cases/register/receipt.html", **case_values(case, c))
