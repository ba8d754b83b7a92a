"""The administrator's pages of working-day calendars: look, load the official one of a year."""

from datetime import date

from flask import Blueprint, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue

from services.complaints.adapters.rule_files_calendars import read_calendar
from services.complaints.container import Container
from services.complaints.domain.cases.schedule import overdue_at
from services.complaints.domain.clocks.calendar import MOVABLE_FROM, ONE_DAY, CalendarYear
from services.complaints.domain.clocks.calendar_change import calendar_change
from services.complaints.routes import container
from shared.errors import Conflict, FieldError, Invalid, NotFound
from shared.principal import Role
from shared.web.access import access, roles
from shared.web.forms import FormErrors
from shared.web.identity import require_principal
from shared.web.language import say
from shared.words import N_

MOST_BYTES = 64 * 1024
MOST_COUNTED = 1000
NOT_TEXT = N_("文件应是不超过 64 KB 的 UTF-8 文本")
ADMINS = roles(Role.ADMIN)

calendar_pages = Blueprint("calendar_pages", __name__, url_prefix="/complaints/admin/calendars")


@calendar_pages.get("")
@access(ADMINS)
def show_calendars() -> ResponseReturnValue:
    """Show every year with its state, and the form that loads one."""
    return _list()


@calendar_pages.get("/<int:year>")
@access(ADMINS)
def show_calendar(year: int) -> ResponseReturnValue:
    """Show the days off and the weekend days worked of a year."""
    c = container()
    found = c.rules.calendar.years.get(year)
    if found is None:
        raise NotFound(N_("没有这一年的放假安排"))
    loaded = {each.year.year: each for each in c.calendars.every()}
    return render_template("clocks/calendar.html", year=found, loaded=loaded.get(year))


@calendar_pages.post("/preview")
@access(ADMINS)
def preview_calendar() -> ResponseReturnValue:
    """Show what a calendar would change; nothing is kept yet."""
    c = container()
    try:
        text = _handed_in()
        _, year = read_calendar(text)
    except Invalid as problem:
        return _list(FormErrors.of_error(problem)), 422
    before = c.rules.calendar.years.get(year.year)
    return render_template(
        "clocks/calendar_preview.html",
        text=text,
        year=year,
        before=before,
        change=calendar_change(c.rules.calendar, year) if before else None,
        provisional=_provisional(c, year),
        most=MOST_COUNTED,
    )


@calendar_pages.post("")
@access(ADMINS)
def load_calendar() -> ResponseReturnValue:
    """Load a calendar; the clock process then counts deadlines again that it moves."""
    c, person = container(), require_principal()
    text = request.form.get("text", "")
    try:
        loaded = c.calendars.keep(text, by=person.name, at=c.now())
    except (Invalid, Conflict) as problem:
        return _list(FormErrors.of_error(problem)), problem.status
    if loaded is None:
        flash(say(N_("与已载入的相同，没有变化。")))
        return redirect("/complaints/admin/calendars", code=303)
    flash(say(N_("已载入。暂定的和日子有变的期限会在一分钟内重新计算，并告知承办部门。")))
    return redirect(f"/complaints/admin/calendars/{loaded.year.year}", code=303)


def _handed_in() -> str:
    file = request.files.get("file")
    if file is None or not file.filename:
        return request.form.get("text", "")
    content = file.stream.read(MOST_BYTES + 1)
    try:
        if len(content) <= MOST_BYTES:
            return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    raise Invalid(NOT_TEXT, errors=[FieldError("file", NOT_TEXT)])


def _provisional(c: Container, year: CalendarYear) -> int:
    by = overdue_at(date(year.year, *MOVABLE_FROM) - ONE_DAY)
    return len(c.cases.cases.provisional(by, most=MOST_COUNTED))


def _list(errors: FormErrors | None = None) -> str:
    c = container()
    years = [c.rules.calendar.years[year] for year in sorted(c.rules.calendar.years)]
    loaded = {each.year.year: each for each in c.calendars.every()}
    return render_template(
        "clocks/calendars.html",
        years=years,
        loaded=loaded,
        errors=errors,
        typed=request.form.get("text", "")[:MOST_BYTES],
    )
