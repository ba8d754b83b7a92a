"""The first page, and the help pages: what anybody may know without signing in."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from services.complaints.domain.catalogue.catalogue import Catalogue
from services.complaints.domain.catalogue.reasons import UNIT_WORDS
from services.complaints.domain.clocks.calendar import Calendar
from services.complaints.domain.clocks.limits import TimeLimits
from services.complaints.domain.search.query import FIELDS
from services.complaints.routes.limit_table import home_limits, limit_groups
from shared.clock import local_date
from shared.web.access import access, public
from shared.web.language import say
from shared.web.places import places

HOME_UNITS = ("box", "ton", "ticket", "call", "piece", "day", "hour")
NEWEST_CANCELLED = 4


@dataclass(kw_only=True)
class HomeRules:
    """The rules the public pages tell about; `catalogue` follows what is published."""

    limits: TimeLimits
    calendar: Calendar
    catalogue: Catalogue


def home_pages(rules: HomeRules, *, now: Callable[[], datetime]) -> Blueprint:
    """Return the routes of the first page and of help."""
    home = Blueprint("home", __name__)

    def today() -> date:
        return local_date(now())

    @home.get("/")
    @access(public)
    def show_home() -> ResponseReturnValue:
        """Show the doors: check a charge, complain, follow up."""
        return render_template(
            "home/index.html", today=today(), places=places(), **_home_values(rules, today())
        )

    @home.get("/help")
    @access(public)
    def show_help() -> ResponseReturnValue:
        """Show what help there is."""
        return render_template("home/help.html")

    @home.get("/help/limits")
    @access(public)
    def show_limits() -> ResponseReturnValue:
        """Show every time limit in force today with its basis."""
        return render_template(
            "home/limits.html",
            calendars=sorted(rules.calendar.years.values(), key=lambda each: each.year),
            groups=limit_groups(rules.limits, today()),
            places=places(),
            today=today(),
        )

    @home.get("/help/<any(search, privacy, accessibility, api):topic>")
    @access(public)
    def show_topic(topic: str) -> ResponseReturnValue:
        """Show one topic of help."""
        return render_template(f"home/{topic}.html", fields=search_fields())

    return home


def search_fields() -> Mapping[str, tuple[str, ...]]:
    """Return the field names that may stand before a colon, by field."""
    names: dict[str, tuple[str, ...]] = {}
    for name, field in FIELDS.items():
        names[field] = (*names.get(field, ()), name)
    return names


def _home_values(rules: HomeRules, today: date) -> dict[str, object]:
    cancelled = [item for item in rules.catalogue.cancelled if item.cancelled_from <= today]
    newest = sorted(cancelled, key=lambda item: item.cancelled_from, reverse=True)
    return {
        "cancelled": newest[:NEWEST_CANCELLED],
        "limits": home_limits(rules.limits, today),
        "lists": [each for each in rules.catalogue.lists if each.city or each.national],
        "units": [(unit, say(UNIT_WORDS[unit])) for unit in HOME_UNITS],
    }
