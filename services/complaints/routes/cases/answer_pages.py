"""An enterprise without an account answers by the code of its letter; no address is kept."""

from typing import cast

from flask import Blueprint, Response, redirect, render_template, request
from flask.typing import ResponseReturnValue

from services.complaints.domain.cases.allowance import Turn
from services.complaints.domain.cases.case import Case
from services.complaints.domain.cases.recorded_step import RecordedStep
from services.complaints.routes import container
from services.complaints.routes.cases.asking_address import asking_address
from services.complaints.routes.cases.party_pages import WRONG, handed, question_of
from services.complaints.usecases.cases.anonymous.turns import give_turn_back, take_turn
from services.complaints.usecases.cases.answer_codes import case_of_code
from services.complaints.usecases.cases.take_party_step import (
    PartyStep,
    respondent_by_code,
    take_party_step,
)
from shared.errors import AppError, FieldError, Invalid, TooMany
from shared.web.access import access, anonymous
from shared.web.forms import FormErrors, posted_key
from shared.web.language import words
from shared.web.page_answers import page_answer

answer_pages = Blueprint("answer_pages", __name__, url_prefix="/complaints/answer")
ANSWER = "answer_respondent"


@answer_pages.get("")
@access(anonymous)
def ask_code() -> ResponseReturnValue:
    """Ask for the code of the letter."""
    return _asking()


@answer_pages.post("")
@access(anonymous)
def show_question() -> ResponseReturnValue:
    """Show what is asked, for a right code; all wrong ones are answered alike."""
    try:
        case = _opened()
    except (Invalid, TooMany) as error:
        return _refused(error)
    return _question(case)


@answer_pages.post("/given")
@access(anonymous)
def answer() -> ResponseReturnValue:
    """Take the answer, once per form; what is wrong comes back filled in."""
    c = container()
    try:
        case = _opened()
    except (Invalid, TooMany) as error:
        return _refused(error)
    try:
        take_turn(Turn.MESSAGE, asking_address(), now=c.now(), turns=c.turns)
        files = handed(c)
        for _ in files:
            take_turn(Turn.UPLOAD, asking_address(), now=c.now(), turns=c.turns)
        form = RecordedStep(action=ANSWER, values={"text": request.form.get("text", "")})
        step = PartyStep(case_id=case.id, form=form, key=posted_key(), files=files)
        party = respondent_by_code(case.questions[-1].code or "")
        take_party_step(step, party, now=c.now(), ports=c.cases, rules=c.rules)
    except (*WRONG, TooMany) as error:
        return _question(case, error)
    return cast(Response, redirect("/complaints/answer/given", code=303))


@answer_pages.get("/given")
@access(anonymous)
def given() -> ResponseReturnValue:
    """Say that the answer was received."""
    return render_template("cases/parties/answered.html")


def _opened() -> Case:
    """Return the case of the posted code; a wrong one costs a turn, a right one none.

    Raises:
        Invalid, TooMany: it is wrong, or too many were.
    """
    c, address = container(), asking_address()
    take_turn(Turn.ANSWER, address, now=c.now(), turns=c.turns)
    case = case_of_code(request.form.get("code", ""), now=c.now(), ports=c.cases)
    give_turn_back(Turn.ANSWER, address, now=c.now(), turns=c.turns)
    return case


def _question(case: Case, error: AppError | None = None) -> Response:
    c = container()
    page = render_template(
        "cases/parties/answer.html",
        code=request.form.get("code", ""),
        typed=request.form.get("text", "").replace("\r\n", "\n"),
        department=words(c.rules.parties.departments[case.department]),
        question=question_of(case, "respondent"),
        number=case.id,
        errors=FormErrors.of_error(error) if error else None,
    )
    return _answer(page, error)


def _asking(error: AppError | None = None) -> str:
    errors = FormErrors.of_error(error) if error else None
    return render_template("cases/parties/answer_code.html", errors=errors)


def _refused(error: Invalid | TooMany) -> Response:
    said: AppError = error
    if isinstance(error, TooMany):
        field = FieldError("code", error.detail, error.params)
        said = Invalid(error.detail, errors=[field])
    return _answer(_asking(said), error)


def _answer(page: str, error: AppError | None) -> Response:
    response = page_answer(page, error)
    response.headers["Cache-Control"] = "no-store"
    return response
