"""The page that checks one charge."""

from collections.abc import Callable, Mapping
from datetime import date, datetime

from flask import Blueprint, redirect, render_template, request
from flask.typing import ResponseReturnValue

from services.complaints.domain.catalogue.asked import CheckLine
from services.complaints.domain.catalogue.check import Finding, LineCheck, check_line
from services.complaints.domain.catalogue.reasons import SUMS, Sentence
from services.complaints.ports.anonymous import AddressTurns
from services.complaints.routes.catalogue import CatalogueRules, check_view
from services.complaints.routes.catalogue.check_turns import count_check
from services.complaints.routes.catalogue.check_view import CheckView
from services.complaints.routes.catalogue.match_words import match_words
from services.complaints.routes.catalogue.speech import speaker
from services.complaints.usecases.catalogue.bill_answers import match_of
from services.complaints.usecases.catalogue.read_facts import FACT_KEYS
from services.complaints.usecases.catalogue.read_lines import read_line_fields
from shared.clock import local_date
from shared.errors import FieldError, TooMany
from shared.web.access import access, public
from shared.web.forms import FormErrors
from shared.web.page_answers import page_answer
from shared.words import N_

_FIELDS = (
    "item", "port", "body", "charged_on", "quantity", "unit", "amount", "container", "trade",
    "direction", "loaded", "cargo",
)  # fmt: skip
_ALL_FIELDS = (*_FIELDS, *FACT_KEYS)


def check_pages(
    rules: CatalogueRules, *, now: Callable[[], datetime], turns: AddressTurns
) -> Blueprint:
    """Return the routes of the charge check."""
    pages = Blueprint("check_pages", __name__)

    @pages.get("/check")
    @access(public)
    def find_check() -> ResponseReturnValue:
        """Lead to the check with whatever was asked."""
        query = request.query_string.decode("ascii", "replace")
        return redirect(f"/complaints/check{'?' if query else ''}{query}", code=302)

    @pages.get("/complaints/check")
    @access(public)
    def show_check() -> ResponseReturnValue:
        """Check the charge in the query; without one show the form alone."""
        today = local_date(now())
        typed = {key: request.args.get(key, "").strip() for key in _ALL_FIELDS}
        if not any(typed[key] for key in ("charged_on", "amount")):
            return _page(rules, _first_time(typed, today), today)
        line, wrong = read_line_fields(typed, path="", today=today)
        wrong += _must_be_there(typed)
        if line is None or wrong:
            return _page(rules, typed, today, errors=FormErrors(wrong)), 422
        try:
            count_check(turns, now=now())
        except TooMany as error:
            return page_answer(_page(rules, typed, today, errors=FormErrors.of_error(error)), error)
        return _page(rules, typed, today, view=_view(line, rules))

    return pages


def _view(line: CheckLine, rules: CatalogueRules) -> CheckView:
    found = check_line(line, rules.catalogue)
    return CheckView(
        line=line,
        found=found,
        reason=speaker(rules.catalogue)(_beside_the_sum(found)),
        violation=rules.violations.get(found.violation or ""),
        formula=speaker(rules.catalogue)(found.formula),
        match=match_words(match_of(line, found, rules.told)),
    )


def _beside_the_sum(found: LineCheck) -> list[Sentence]:
    summed = found.finding is not Finding.NEEDS_OFFICER
    if not summed:
        return list(found.sentences)
    return [each for each in found.sentences if each.text not in SUMS and each not in found.formula]


def _page(
    rules: CatalogueRules,
    typed: Mapping[str, str],
    today: date,
    *,
    view: CheckView | None = None,
    errors: FormErrors | None = None,
) -> str:
    return render_template(
        "catalogue/check.html",
        typed=typed,
        today=today,
        view=view,
        errors=errors,
        help=check_view,
        bodies=_bodies(rules),
        ports=[port for each in rules.catalogue.lists for port in each.ports],
        english=rules.catalogue.names.english,
    )


def _bodies(rules: CatalogueRules) -> list[str]:
    firms = {
        firm
        for entry in rules.catalogue.entries
        if not entry.row.body_is_class
        for firm in entry.row.body.split("、")
    }
    return sorted(firms)


def _first_time(typed: Mapping[str, str], today: date) -> dict[str, str]:
    usual = {"quantity": "1", "unit": "box", "container": "40", "charged_on": today.isoformat()}
    return {key: typed[key] or usual.get(key, "") for key in typed}


def _must_be_there(typed: Mapping[str, str]) -> list[FieldError]:
    return [] if typed["charged_on"] else [FieldError("charged_on", N_("请填写收费日期"))]
