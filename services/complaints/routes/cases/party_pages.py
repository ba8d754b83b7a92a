"""The pages on which a signed-in party of a case takes a step of its own."""

from typing import Any, cast

from flask import Blueprint, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue

from services.complaints.container import Container
from services.complaints.domain.cases.actors import RESPONDENT
from services.complaints.domain.cases.attachment import NewFile
from services.complaints.domain.cases.case import Case
from services.complaints.domain.cases.released import ReleasedQuestion, released_question
from services.complaints.domain.cases.track import ActionRule
from services.complaints.routes import container
from services.complaints.routes.cases.filing_uploads import MOST_FILES, handed_files, without_name
from services.complaints.routes.cases.mine_view import ANSWER
from services.complaints.routes.cases.party_view import own_rule, step_values
from services.complaints.routes.cases.recorded_forms import recorded_from
from services.complaints.usecases.cases.get_case_for import (
    UNKNOWN,
    get_own_case,
    get_released_case,
)
from services.complaints.usecases.cases.take_party_step import (
    Party,
    PartyStep,
    reporter,
    respondent,
    take_party_step,
)
from shared.errors import AppError, Conflict, Invalid, NotFound, TooLarge
from shared.principal import Principal, Role
from shared.web.access import access, roles
from shared.web.forms import FormErrors, posted_key
from shared.web.identity import require_principal
from shared.web.language import say, words
from shared.words import N_

party_pages = Blueprint("party_pages", __name__, url_prefix="/complaints/mine")
WRONG = (Invalid, TooLarge, Conflict)


@party_pages.get("/<case_id>/steps/<action>")
@access(roles(Role.ENTERPRISE))
def show_step(case_id: str, action: str) -> ResponseReturnValue:
    """Show a step of the party that asks, with its form."""
    c, person = container(), require_principal()
    case, party = _asked(case_id, person, c)
    return _page(case, own_rule(case, action, party.kind, c), party)


@party_pages.post("/<case_id>/steps/<action>")
@access(roles(Role.ENTERPRISE))
def take_step(case_id: str, action: str) -> ResponseReturnValue:
    """Take a step once; what is wrong comes back filled in."""
    c, person = container(), require_principal()
    case, party = _asked(case_id, person, c)
    rule = c.rules.track_of(case).actions.get(action)
    if rule is None or party.kind not in rule.who:
        raise NotFound(UNKNOWN)
    try:
        files = handed(c) if action == ANSWER else []
        form = recorded_from(rule, request.form)
        step = PartyStep(case_id=case.id, form=form, key=posted_key(), files=files)
        take_party_step(step, party, now=c.now(), ports=c.cases, rules=c.rules)
    except WRONG as error:
        return _page(case, rule, party, error), error.status
    flash(
        say(N_("%(case)s：%(action)s，已经记录。"), {"case": case.id, "action": words(rule.label)})
    )
    return redirect(f"/complaints/mine/{case.id}", code=303)


def handed(c: Container) -> list[tuple[NewFile, Any]]:
    """Return the files of the posted form under names that tell nothing.

    Raises:
        Invalid: there are too many.
    """
    files = handed_files()
    if len(files) > MOST_FILES:
        raise Invalid(N_("一件投诉最多附 20 个文件"))
    named = (NewFile(id=c.new_id(), name=file.filename or "") for file in files)
    return [
        (without_name(new, number), cast(Any, file.stream))
        for number, (new, file) in enumerate(zip(named, files, strict=True), start=1)
    ]


def question_of(case: Case, party: str) -> ReleasedQuestion | None:
    """Return what the respondent is to answer, None for a reporter."""
    if party != RESPONDENT or not case.questions:
        return None
    return released_question(case.questions[-1], case)


def _asked(case_id: str, person: Principal, c: Container) -> tuple[Case, Party]:
    """Return the case and as which party of it the person acts.

    Raises:
        NotFound: there is no such case, or the person is no party of it that was told of it.
    """
    try:
        own = get_own_case(case_id, principal=person, now=c.now(), ports=c.cases)
        return own, reporter(person, c.cases)
    except NotFound:
        get_released_case(case_id, principal=person, now=c.now(), ports=c.cases, rules=c.rules)
    case = c.cases.cases.get(case_id)
    party = respondent(person)
    if case is None or not party.is_of(case):
        raise NotFound(UNKNOWN)
    return case, party


def _page(case: Case, rule: ActionRule, party: Party, error: AppError | None = None) -> str:
    return render_template(
        "cases/parties/step.html",
        address=f"/complaints/mine/{case.id}/steps/{rule.code}",
        back=f"/complaints/mine/{case.id}",
        values=request.form,
        errors=FormErrors.of_error(error) if error else None,
        question=question_of(case, party.kind) if rule.code == ANSWER else None,
        token="",
        **step_values(case, rule, container()),
    )
