"""The page of a whole bill: hand it in, look its lines over, check them together."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from flask import Blueprint, redirect, render_template, request
from flask.typing import ResponseReturnValue

from services.complaints.domain.catalogue.bills.bill_values import BillWords
from services.complaints.routes.catalogue import CatalogueRules, check_view
from services.complaints.routes.catalogue.bill_complaint import hold
from services.complaints.routes.catalogue.bill_form import (
    FOR_ALL,
    BillForm,
    form_of_bill,
    line_sum,
    posted_form,
)
from services.complaints.routes.catalogue.bill_reading import count_bill, handed_bill
from services.complaints.routes.catalogue.bill_view import paid, with_own_facts
from services.complaints.routes.catalogue.match_words import match_words
from services.complaints.routes.catalogue.speech import speaker
from services.complaints.usecases.catalogue.check_charges import check_charges
from shared.clock import local_date
from shared.errors import AppError, FieldError, Invalid, TooMany
from shared.web.access import access, public
from shared.web.forms import FormErrors

_NOTHING_YET: Mapping[str, Any] = {"lines": [], "total": None}


def bill_pages(
    rules: CatalogueRules, words: BillWords, *, now: Callable[[], datetime]
) -> Blueprint:
    """Return the routes of the check of a whole bill."""
    pages = Blueprint("bill_pages", __name__)

    def today() -> date:
        return local_date(now())

    @pages.get("/complaints/check/bill")
    @access(public)
    def begin_bill() -> ResponseReturnValue:
        """Ask for the bill."""
        return _page(rules, form_of_bill(_NOTHING_YET, dict.fromkeys(FOR_ALL, "")), today())

    @pages.post("/complaints/check/bill")
    @access(public)
    def go_on_with_bill() -> ResponseReturnValue:
        """Read the bill, check its lines as they were looked over, or take them to a complaint.

        Nothing is kept but a bill somebody complains about, for an hour until it is taken up.
        """
        typed = posted_form(request.form)
        try:
            return _done(request.form.get("do", "read"), typed, rules, words, today())
        except Invalid as error:
            known = typed.in_form(error.errors) or [FieldError("", error.detail, error.params)]
            return _page(rules, typed, today(), errors=known), error.status
        except AppError as error:
            wait = {"Retry-After": str(error.seconds)} if isinstance(error, TooMany) else {}
            shown = [FieldError("", error.detail, error.params)]
            return _page(rules, typed, today(), errors=shown), error.status, wait

    return pages


def _done(
    what: str, typed: BillForm, rules: CatalogueRules, words: BillWords, today: date
) -> ResponseReturnValue:
    if what == "add":
        return _page(rules, typed.with_empty_line(), today)
    if what == "read":
        read = handed_bill(request.form.get("text", ""), words)
        return _page(rules, form_of_bill(read, typed.for_all), today, read=read)
    count_bill()
    if what == "complain":
        return redirect(f"/complaints/file?bill={hold(typed)}", code=303)
    found = check_charges(
        typed.body(), told=rules.told, today=today, speak=speaker(rules.catalogue)
    )
    return _page(rules, typed, today, found=found)


def _page(
    rules: CatalogueRules,
    form: BillForm,
    today: date,
    *,
    read: Mapping[str, Any] | None = None,
    found: Mapping[str, Any] | None = None,
    errors: Sequence[FieldError] = (),
) -> str:
    return render_template(
        "catalogue/bill.html",
        form=form,
        read=read,
        found=found,
        summed=line_sum(form),
        lists=_lists(found) if found else [],
        errors=FormErrors(errors),
        help=check_view,
        match_words=match_words,
        paid=paid(form) if found else [],
        own_facts=with_own_facts(form, found, errors),
        today=today,
        ports=sorted({port for each in rules.catalogue.lists for port in each.ports}),
    )


def _lists(found: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Return each list that the lines were checked against, with its edition, once."""
    rows = [row for line in found["lines"] for row in line["rows"]]
    return list({row["list"]["zh"]: row for row in rows}.values())
