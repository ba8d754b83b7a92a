"""The officer's pages of one case: the case, every trace of it, the identity behind it."""

from flask import Blueprint, Response, make_response, render_template, request
from flask.typing import ResponseReturnValue

from services.complaints.container import Container
from services.complaints.domain.cases.actors import may_handle
from services.complaints.domain.cases.case import Case
from services.complaints.domain.cases.reading import Originals
from services.complaints.routes import container
from services.complaints.routes.cases.work.case_view import (
    case_values,
    crumb_root,
    heading_values,
    reason_names,
)
from services.complaints.routes.cases.work.staff_names import names_on
from services.complaints.routes.cases.work.trail_view import trail_values
from services.complaints.usecases.cases.case_trail import case_trail
from services.complaints.usecases.cases.get_case_for import get_case_for
from services.complaints.usecases.cases.reveal_identity import RevealIdentity, reveal_identity
from shared.errors import Forbidden, Invalid, NotFound
from shared.principal import Principal, Role
from shared.web.access import access, roles
from shared.web.forms import FormErrors
from shared.web.identity import require_principal
from shared.words import N_

NO_RIGHT = N_("您没有查看这件案件的权限")
READERS = roles(Role.OFFICER, Role.SUPERVISOR, Role.AUDITOR)

case_pages = Blueprint("case_pages", __name__, url_prefix="/complaints/cases")


@case_pages.get("/<case_id>")
@access(READERS)
def show_case(case_id: str) -> ResponseReturnValue:
    """Show a case to somebody who may see it."""
    c, person = container(), require_principal()
    case = case_for(case_id, person, c)
    return render_template(
        "cases/work/case.html", root=crumb_root(person), **case_values(case, person, c)
    )


@case_pages.get("/<case_id>/trail")
@access(READERS)
def show_trail(case_id: str) -> ResponseReturnValue:
    """Show what was done with a case and who looked at it."""
    c, person = container(), require_principal()
    try:
        trail = case_trail(case_id, principal=person, now=c.now(), ports=c.cases)
    except NotFound as error:
        raise Forbidden(NO_RIGHT) from error
    heading = heading_values(trail.case, c, names_on(trail.case, c))
    values = trail_values(trail, request.args.get("kind", ""), c)
    return render_template("cases/work/trail.html", root=crumb_root(person), **heading, **values)


@case_pages.get("/<case_id>/identity")
@access(READERS)
def ask_identity(case_id: str) -> ResponseReturnValue:
    """Ask why the identity must be revealed; a try by somebody else is refused and kept."""
    c, person = container(), require_principal()
    case = case_for(case_id, person, c)
    if not may_handle(case, person):
        _reveal(case, person, c)
    return _identity_form(case, person, c)


@case_pages.post("/<case_id>/identity")
@access(READERS)
def show_identity(case_id: str) -> ResponseReturnValue:
    """Show the identity for a reason that is kept; no browser keeps the page."""
    c, person = container(), require_principal()
    case = case_for(case_id, person, c)
    try:
        opened = _reveal(case, person, c)
    except Invalid as error:
        return _identity_form(case, person, c, FormErrors.of_error(error)), 422
    page = render_template(
        "cases/work/identity_shown.html",
        opened=opened,
        root=crumb_root(person),
        **heading_values(case, c, names_on(case, c)),
    )
    return _unkept(make_response(page))


def case_for(case_id: str, person: Principal, c: Container) -> Case:
    """Return a case to a person who may see it; the look is kept.

    Raises:
        Forbidden: not for this person, or there is none: the answer is the same.
    """
    try:
        return get_case_for(case_id, principal=person, now=c.now(), ports=c.cases)
    except NotFound as error:
        raise Forbidden(NO_RIGHT) from error


def _reveal(case: Case, person: Principal, c: Container) -> Originals:
    asked = RevealIdentity(
        case_id=case.id,
        reason=request.form.get("reason", ""),
        text=request.form.get("text", "").strip(),
    )
    return reveal_identity(asked, principal=person, now=c.now(), ports=c.cases, rules=c.rules)


def _identity_form(
    case: Case, person: Principal, c: Container, errors: FormErrors | None = None
) -> str:
    track = c.rules.track_of(case)
    names = reason_names(track)
    return render_template(
        "cases/work/identity.html",
        errors=errors,
        typed=request.form,
        choices=[(each.code, names[each.code]) for each in track.reasons["reveal"]],
        root=crumb_root(person),
        **heading_values(case, c, names_on(case, c)),
    )


def _unkept(response: Response) -> Response:
    response.headers["Cache-Control"] = "no-store"
    return response
