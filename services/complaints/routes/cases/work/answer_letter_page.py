"""The letter to a respondent without an account, with the code by which it answers."""

from flask import Blueprint, make_response, render_template, request
from flask.typing import ResponseReturnValue

from services.complaints.domain.cases.receipt import grouped
from services.complaints.routes import container
from services.complaints.routes.cases.work.case_pages import case_for
from services.complaints.routes.cases.work.case_view import crumb_root, heading_values
from services.complaints.routes.cases.work.staff_names import names_on
from services.complaints.usecases.cases.answer_codes import answer_letter
from shared.principal import Role
from shared.web.access import access, roles
from shared.web.identity import require_principal

answer_letter_page = Blueprint("answer_letter_page", __name__, url_prefix="/complaints/cases")


@answer_letter_page.get("/<case_id>/answer-letter")
@access(roles(Role.OFFICER))
def show_answer_letter(case_id: str) -> ResponseReturnValue:
    """Show the letter to print; no browser keeps the page."""
    c, person = container(), require_principal()
    case = case_for(case_id, person, c)
    letter = answer_letter(case, principal=person, now=c.now(), ports=c.cases)
    page = render_template(
        "cases/parties/answer_letter.html",
        letter=letter,
        grouped=grouped(letter.code),
        address=f"{request.host_url}complaints/answer",
        root=crumb_root(person),
        **heading_values(case, c, names_on(case, c)),
    )
    response = make_response(page)
    response.headers["Cache-Control"] = "no-store"
    return response
