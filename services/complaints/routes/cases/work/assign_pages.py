"""Several cases to one officer: a look at which ones, then all at once, then what came of each."""

from collections.abc import Mapping

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from services.complaints.container import Container
from services.complaints.domain.cases.case import Case
from services.complaints.routes import container
from services.complaints.routes.cases.work.staff_names import named, staff_of
from services.complaints.usecases.cases.assign_several import (
    MOST,
    Assigned,
    AssignSeveral,
    assign_several,
    cases_to_assign,
)
from services.complaints.usecases.cases.meet_staff import meet
from shared.errors import FieldError, Invalid
from shared.principal import Principal, Role
from shared.web.access import access, roles
from shared.web.forms import FormErrors, posted_key
from shared.web.identity import require_principal
from shared.web.language import say
from shared.words import N_

CASES = "cases"
assign_pages = Blueprint("assign_pages", __name__, url_prefix="/complaints/work/assign")


@assign_pages.get("")
@access(roles(Role.OFFICER))
def show_assign() -> ResponseReturnValue:
    """Show the chosen cases and ask whom to name on them."""
    c, person = container(), require_principal()
    meet(person, now=c.now(), staff=c.cases.staff)
    try:
        cases = cases_to_assign(request.args.getlist(CASES), principal=person, ports=c.cases)
    except Invalid as error:
        return _page([], person, c, errors=FormErrors.of_error(error)), 422
    return _page(cases, person, c)


@assign_pages.post("")
@access(roles(Role.OFFICER))
def assign() -> ResponseReturnValue:
    """Name the officer on each of the cases as they were seen, and show what came of it."""
    c, person = container(), require_principal()
    versions = _versions(request.form.getlist(CASES))
    officer = request.form.get("officer", "")
    try:
        if not officer:
            raise Invalid(
                N_("有内容需要修改"), errors=[FieldError("officer", N_("请从列表中选择"))]
            )
        asked = AssignSeveral(versions=versions, officer=officer, key=posted_key())
        done = assign_several(asked, actor=person, now=c.now(), ports=c.cases, rules=c.rules)
    except Invalid as error:
        cases = cases_to_assign(list(versions)[:MOST], principal=person, ports=c.cases)
        return _page(cases, person, c, errors=FormErrors.of_error(error)), 422
    names = staff_of([person.department or ""], c)
    return render_template(
        "cases/work/assigned.html", done=_shown(done), officer=named([officer], names)[0]
    )


def _versions(chosen: list[str]) -> dict[str, int]:
    """Return number and version of each case as the page held them: `HY-2026-00012-1:3`."""
    pairs = (each.rpartition(":") for each in chosen)
    return {
        case_id: int(version)
        for case_id, _, version in pairs
        if version.isascii() and version.isdigit() and len(version) < 10
    }


def _shown(done: list[Assigned]) -> list[tuple[str, str]]:
    return [
        (each.case_id, say(each.why_not.message, each.why_not.params) if each.why_not else "")
        for each in done
    ]


def _page(
    cases: list[Case], person: Principal, c: Container, errors: FormErrors | None = None
) -> str:
    department = person.department or ""
    names: Mapping[str, str] = staff_of([department], c)
    return render_template(
        "cases/work/assign.html",
        cases=cases,
        officers={case.id: named(case.officers, names) for case in cases},
        choices=list(names.items()),
        chosen=request.form.get("officer", "") or request.args.get("officer", ""),
        errors=errors,
        most=MOST,
    )
