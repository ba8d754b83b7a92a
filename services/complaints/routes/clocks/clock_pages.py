"""The page of time limits: what holds on a day, and when one of them ends."""

from collections.abc import Callable
from datetime import date, datetime

from flask import Blueprint, Response, render_template, request
from flask.typing import ResponseReturnValue

from services.complaints.adapters.calendar_file import (
    MIME,
    CalendarEntry,
    calendar_file,
    rest_day_entries,
)
from services.complaints.domain.clocks.calendar import CalendarYear
from services.complaints.domain.clocks.clock_rules import ClockRules
from services.complaints.domain.clocks.deadline import Deadline
from services.complaints.domain.clocks.span_text import read_date
from services.complaints.routes.clocks.clocks_view import (
    FIELDS,
    FoundView,
    asked_of,
    choices,
    form_errors,
    found_view,
    step_words,
)
from services.complaints.routes.limit_table import limit_groups
from services.complaints.usecases.clocks.compute_deadline import compute_deadline
from shared.clock import local_date
from shared.errors import Invalid
from shared.web.access import access, public
from shared.web.forms import FormErrors
from shared.web.language import current_language, say, words
from shared.web.places import places
from shared.words import N_

NAME = N_("放假和调休上班")
MADE_UP = N_("调休上班")
PROVISIONAL = N_("（暂定）")


def clock_pages(rules: ClockRules, *, now: Callable[[], datetime]) -> Blueprint:
    """Return the routes below /complaints/clocks."""
    pages = Blueprint("clock_pages", __name__, url_prefix="/complaints/clocks")

    @pages.get("")
    @access(public)
    def show_clocks() -> ResponseReturnValue:
        """Show the limits in force on a day, and the deadline the form asks for."""
        today = local_date(now())
        if not request.args.get("rule"):
            return _page(rules, today)
        try:
            found, _ = compute_deadline(asked_of(_typed()), rules=rules)
        except Invalid as problem:
            return _page(rules, today, errors=form_errors(problem)), 422
        return _page(rules, today, view=found_view(found, rules))

    @pages.get("/deadline.ics")
    @access(public)
    def send_deadline() -> ResponseReturnValue:
        """Send the deadline that the form asks for as a file for a calendar program."""
        found, _ = compute_deadline(asked_of(_typed()), rules=rules)
        return ics(words(found.limit.title), [_entry(found)], now())

    @pages.get("/calendar.ics")
    @access(public)
    def send_calendar() -> ResponseReturnValue:
        """Send the days off and the weekend days worked of all loaded years, or of one."""
        year = request.args.get("year", type=int)
        years = [each for each in _years(rules) if year in (None, each.year)]
        entries = rest_day_entries(
            years,
            language=current_language(),
            made_up=say(MADE_UP),
            provisional=say(PROVISIONAL),
        )
        return ics(say(NAME), entries, now())

    return pages


def ics(name: str, entries: list[CalendarEntry], at: datetime) -> Response:
    """Return entries as a file to keep."""
    response = Response(calendar_file(name, entries, at=at), mimetype="text/calendar")
    response.headers["Content-Type"] = MIME
    response.headers["Content-Disposition"] = 'attachment; filename="fairport.ics"'
    return response


def _typed() -> dict[str, str]:
    return {name: request.args.get(name, "").strip()[:120] for name in FIELDS}


def _years(rules: ClockRules) -> list[CalendarYear]:
    return [rules.calendar.years[year] for year in sorted(rules.calendar.years)]


def _entry(found: Deadline) -> CalendarEntry:
    return CalendarEntry(
        key=f"due-{found.limit.code}-{found.started_on.isoformat()}-{found.due_on.isoformat()}",
        title=f"{found.limit.code} {words(found.limit.title)}",
        on=found.due_on,
        until=found.due_on,
        text="\n".join(step_words(step) for step in found.arithmetic),
    )


def _page(
    rules: ClockRules,
    today: date,
    *,
    view: FoundView | None = None,
    errors: FormErrors | None = None,
) -> str:
    typed = _typed()
    day = _day(today)
    return render_template(
        "clocks/clocks.html",
        typed={**typed, "received": typed["received"] or today.isoformat()},
        view=view,
        errors=errors,
        choices=choices(rules),
        on=day,
        groups=limit_groups(rules.limits, day),
        calendars=_years(rules),
        places=places(),
        query=request.query_string.decode("ascii", "replace"),
    )


def _day(today: date) -> date:
    """Return the day asked for, today where it is none."""
    try:
        return read_date(request.args.get("on", ""))
    except Invalid:
        return today
