"""The worklist: what is open in the own department or city, by legal due day."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from services.complaints.routes import container
from services.complaints.routes.cases.work.work_asked import Asked
from services.complaints.routes.cases.work.work_view import work_values
from services.complaints.usecases.cases.list_work import list_work
from shared.principal import Role
from shared.web.access import access, roles
from shared.web.identity import require_principal

work_pages = Blueprint("work_pages", __name__, url_prefix="/complaints/work")


@work_pages.get("")
@access(roles(Role.OFFICER, Role.SUPERVISOR))
def show_work() -> ResponseReturnValue:
    """Show the open cases, what runs out first on top."""
    c, person = container(), require_principal()
    found = list_work(person, now=c.now(), ports=c.cases, rules=c.rules)
    values = work_values(found, Asked.of(request.args), person, c)
    return render_template("cases/work/worklist.html", **values)
