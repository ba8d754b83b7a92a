"""The page that tells which bodies have no list in force, and the reminder to them."""

from flask import Blueprint, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue

from services.complaints.container import Container
from services.complaints.domain.catalogue.lists.charge_list import is_of_office
from services.complaints.domain.catalogue.lists.coverage import BodyCoverage
from services.complaints.domain.catalogue.lists.followed import body_id
from services.complaints.domain.parties.department import City
from services.complaints.routes import container
from services.complaints.routes.catalogue.list_pages import acting_of
from services.complaints.usecases.catalogue.follow_lists import remind_body
from services.complaints.usecases.catalogue.report_coverage import (
    MOST_CASES,
    CoverageReport,
    report_coverage,
)
from shared.errors import Conflict, Forbidden, NotFound
from shared.principal import Principal, Role
from shared.web.access import access, roles
from shared.web.forms import FormErrors
from shared.web.identity import require_principal
from shared.web.language import say
from shared.words import N_

coverage_pages = Blueprint("coverage_pages", __name__, url_prefix="/complaints/catalogue/coverage")
OFFICE = roles(Role.OFFICER, Role.SUPERVISOR)
MOST_SHOWN = 300


@coverage_pages.get("")
@access(OFFICE)
def show_coverage() -> ResponseReturnValue:
    """Show the bodies and items of the person's city that are not published."""
    c, person = container(), require_principal()
    return _page(_city(person, c), c)


@coverage_pages.post("/remind")
@access(OFFICE)
def remind() -> ResponseReturnValue:
    """Remind a body without a list in force; at most once a day."""
    c, person = container(), require_principal()
    city = _city(person, c)
    body = _listed(_report(city, c), request.form.get("uscc", ""))
    try:
        remind_body(
            body.body,
            city=city.id,
            port=body.port or city.zh,
            acting=acting_of(person, city.id, c),
            followed=c.lists.followed,
        )
    except Conflict as error:
        return _page(city, c, FormErrors.of_error(error)), error.status
    flash(say(N_("已提醒，收费单位会收到消息。")))
    return redirect("/complaints/catalogue/coverage", code=303)


def _listed(report: CoverageReport, uscc: str) -> BodyCoverage:
    bodies = (each for each in report.found.bodies if not each.covered)
    found = next((each for each in bodies if uscc and each.body.uscc == uscc), None)
    if found is None:
        raise NotFound(N_("没有这个收费单位"))
    return found


def _city(person: Principal, c: Container) -> City:
    city = c.rules.parties.cities.get(person.city or "")
    if city is None or not is_of_office(person, city.id, city.port_office):
        raise Forbidden(N_("只有本市口岸办可以这样做"))
    return city


def _report(city: City, c: Container) -> CoverageReport:
    return report_coverage(
        city.id, now=c.now(), catalogue=c.rules.catalogue, charges=c.lists.charges
    )


def _page(city: City, c: Container, errors: FormErrors | None = None) -> str:
    report = _report(city, c)
    missing = [each for each in report.found.bodies if not each.covered][:MOST_SHOWN]
    reminders = {
        each.body.uscc: c.lists.followed.get(body_id(each.body)).reminders
        for each in missing
        if each.body.uscc
    }
    return render_template(
        "catalogue/lists/coverage.html",
        report=report.found,
        cut=report.cut,
        most=MOST_CASES,
        missing=missing,
        gaps=report.found.gaps[:MOST_SHOWN],
        reminded={uscc: told[-1].at for uscc, told in reminders.items() if told},
        errors=errors,
    )
