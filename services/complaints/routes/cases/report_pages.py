"""Reporting without a name, in the same five steps; what was typed stays in the reporter's page."""

from dataclasses import replace

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from services.complaints.domain.cases.allowance import Turn
from services.complaints.domain.cases.receipt import grouped
from services.complaints.routes import container
from services.complaints.routes.cases.asking_address import asking_address
from services.complaints.routes.cases.filing_flow import ORDER, following
from services.complaints.routes.cases.filing_form import (
    Filing,
    command_of_filing,
    problems_of,
    problems_of_step,
)
from services.complaints.routes.cases.filing_uploads import handed_files, stored_files
from services.complaints.routes.cases.filing_view import values_of
from services.complaints.routes.cases.filing_way import anonymous_way
from services.complaints.routes.cases.mine_view import case_values
from services.complaints.routes.cases.report_state import read_state, write_state
from services.complaints.routes.catalogue.bill_complaint import complaint_fields
from services.complaints.routes.catalogue.bill_form import posted_form
from services.complaints.usecases.cases.anonymous.file_report import file_report
from services.complaints.usecases.cases.anonymous.turns import take_turn
from services.complaints.usecases.cases.own_keys import report_key
from shared.errors import FieldError, Invalid, TooLarge, TooMany
from shared.web.access import access, anonymous
from shared.web.forms import FormErrors

report_pages = Blueprint("report_pages", __name__, url_prefix="/complaints/report")


@report_pages.get("")
@access(anonymous)
def explain() -> ResponseReturnValue:
    """Show what is kept and what is not, before anything is typed."""
    brought = {path: text for path, text in request.args.items() if path.startswith("lines.")}
    return render_template("cases/anonymous/report.html", brought=brought, state="")


@report_pages.post("/bill")
@access(anonymous)
def explain_with_bill() -> ResponseReturnValue:
    """Show the same to somebody who brings a checked bill, which the page carries on."""
    fields = complaint_fields(posted_form(request.form))
    state = write_state(Filing(id=container().new_id()).brought(fields))
    return render_template("cases/anonymous/report.html", brought={}, state=state)


@report_pages.get("/<any(matter, respondent, lines, evidence, review):step>")
@access(anonymous)
def begin(step: str) -> ResponseReturnValue:
    """Show the first step; a checked charge comes along. Later steps cannot be come back to."""
    if step != ORDER[0]:
        return redirect(url_for("report_pages.explain"), code=303)
    brought = {path: text for path, text in request.args.items() if path.startswith("lines.")}
    if body := brought.pop("lines.0.body", ""):
        brought["respondent.name"] = body
    return _page(step, Filing(id=container().new_id()).brought(brought))


@report_pages.post("/<any(matter, respondent, lines, evidence):step>")
@access(anonymous)
def save_step(step: str) -> ResponseReturnValue:
    """Take what was typed, then do what the button says."""
    posted = {path: text.replace("\r\n", "\n") for path, text in request.form.items()}
    filing = read_state(posted.pop("state", "")).with_step(step, posted)
    if step == "evidence" and handed_files():
        try:
            filing = _with_uploads(filing)
        except (Invalid, TooLarge, TooMany) as error:
            return _refused(step, filing, error)
    word, _, which = request.form.get("do", "next").partition(":")
    return _onward(step, filing.after(word, which), word, which)


@report_pages.post("/review")
@access(anonymous)
def submit() -> ResponseReturnValue:
    """File the report and tell its receipt, once; a double click is told the same one."""
    filing = read_state(request.form.get("state", ""))
    word, _, which = request.form.get("do", "submit").partition(":")
    if word != "submit":
        return _onward("review", filing, word, which)
    if errors := _all_problems(filing):
        return _page("review", filing, errors=errors), 422
    c = container()
    try:
        take_turn(Turn.REPORT, asking_address(), now=c.now(), turns=c.turns)
        filed = file_report(
            command_of_filing(filing, None),
            secret=filing.id,
            now=c.now(),
            ports=c.cases,
            rules=c.rules,
        )
    except (Invalid, TooMany) as error:
        return _refused("review", filing, error)
    receipt = grouped(filed.receipt) if filed.receipt else ""
    values = case_values(filed.case, c)
    return render_template("cases/anonymous/receipt.html", receipt=receipt, **values)


def _onward(step: str, filing: Filing, word: str, which: str) -> ResponseReturnValue:
    then = following(step, filing, word, which, problems=lambda: _problems(step, filing))
    page = _page(then.step, filing, errors=list(then.errors) or None, open_at=then.open_at)
    return page, then.status


def _problems(step: str, filing: Filing) -> list[FieldError]:
    c = container()
    return problems_of_step(step, filing, None, rules=c.rules, now=c.now())


def _all_problems(filing: Filing) -> list[FieldError]:
    c = container()
    return problems_of(filing, None, rules=c.rules, now=c.now())


def _with_uploads(filing: Filing) -> Filing:
    c = container()
    for _ in handed_files():
        take_turn(Turn.UPLOAD, asking_address(), now=c.now(), turns=c.turns)
    taken = stored_files(filing, report_key(filing.id, c.cases.blind), named=False)
    return replace(filing, files=(*filing.files, *taken))


def _refused(step: str, filing: Filing, error: Invalid | TooLarge | TooMany) -> ResponseReturnValue:
    """Bring the step back with everything typed, and say why it cannot go on."""
    path = "file" if step == "evidence" else ""
    said = list(error.errors) if step == "review" else []
    shown = said or [FieldError(path, error.detail, error.params)]
    wait = {"Retry-After": str(error.seconds)} if isinstance(error, TooMany) else {}
    return _page(step, filing, errors=shown), error.status, wait


def _page(
    step: str, filing: Filing, *, errors: list[FieldError] | None = None, open_at: int = -1
) -> str:
    if step == "review" and errors is None:
        errors = _all_problems(filing)
    shown = FormErrors(errors or ())
    way = anonymous_way(write_state(filing))
    values = values_of(step, filing, way, container(), errors=errors or [], open_at=open_at)
    return render_template(
        f"cases/portal/{step}.html", filing=filing, errors=shown, overtaken=(), **values
    )
