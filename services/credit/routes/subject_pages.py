"""Enterprises as officials look at them."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from services.credit.routes import checked_uscc, container
from services.credit.routes.record_pages import show_record
from services.credit.usecases.log_look import log_daily_looks, log_look
from shared.errors import FieldError, Invalid
from shared.principal import Role
from shared.uscc import clean, is_valid, problem_with
from shared.web.access import access, roles
from shared.web.forms import FormErrors
from shared.web.identity import require_principal
from shared.words import N_

OFFICIALS = roles(Role.CREDIT_OFFICER, Role.OFFICER, Role.SUPERVISOR, Role.AUDITOR)
FIELDS = ("grade", "score", "lines", "measures", "records")
_LOOKS_LIKE_CODE = 15
_SHORTEST = 2
_LONGEST = 100

subject_pages = Blueprint("subject_pages", __name__, url_prefix="/credit/subjects")


@subject_pages.get("")
@access(OFFICIALS)
def find_subjects() -> ResponseReturnValue:
    """Find enterprises by code or name; a code leads to its page."""
    text = request.args.get("q", "").strip()
    code = clean(text)
    if is_valid(code):
        return redirect(url_for("subject_pages.show_subject", uscc=code), code=303)
    wrong = _problem(text)
    c = container()
    found = [] if wrong or not text else c.subjects.named_like(text)
    log_daily_looks(
        [subject.uscc for subject in found],
        "subject_list",
        fields=("grade", "score"),
        who=require_principal(),
        queries=c.queries,
        now=c.now(),
    )
    page = render_template("credit/subjects.html", text=text, errors=FormErrors(wrong), found=found)
    return page, 422 if wrong else 200


@subject_pages.get("/<uscc>")
@access(OFFICIALS)
def show_subject(uscc: str) -> ResponseReturnValue:
    """Show one enterprise; the enterprise can read that somebody looked."""
    c, code = container(), checked_uscc(uscc)
    page = show_record(c, code, own=False)
    log_look(
        code,
        "subject_page",
        fields=FIELDS,
        who=require_principal(),
        queries=c.queries,
        now=c.now(),
    )
    return page


def _problem(text: str) -> list[FieldError]:
    """Return what is wrong with what was typed; a text that looks like a code is checked as one."""
    code = clean(text)
    if len(code) >= _LOOKS_LIKE_CODE and code.isascii():
        problem = problem_with(code, "q")
        return [problem] if problem else []
    if text and len(code) < _SHORTEST:
        return [FieldError("q", N_("请至少输入两个字"))]
    if len(text) > _LONGEST:
        return list(Invalid("", errors=[FieldError("q", N_("名称不超过 100 个字"))]).errors)
    return []
