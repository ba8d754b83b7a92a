"""What decisions of a city order back and what became of it, for supervisors."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from services.complaints.routes import container
from services.complaints.usecases.cases.list_refunds import list_refunds
from shared.principal import Role
from shared.web.access import access, roles
from shared.web.identity import require_principal

refund_pages = Blueprint("refund_pages", __name__, url_prefix="/complaints/work")


@refund_pages.get("/refunds")
@access(roles(Role.SUPERVISOR))
def show_refunds() -> ResponseReturnValue:
    """Show the totals of the city and each case with an order."""
    c = container()
    found = list_refunds(require_principal(), now=c.now(), ports=c.cases)
    return render_template("cases/work/refunds.html", found=found)
