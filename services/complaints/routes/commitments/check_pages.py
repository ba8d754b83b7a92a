"""The page of the delay check 时效核对."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from services.complaints.domain.commitments.commitment import Kind
from services.complaints.domain.commitments.commitments import Commitments
from services.complaints.routes.commitments import CommitmentRules
from services.complaints.routes.commitments.check_form import (
    COUNTED,
    UNIT_WORDS,
    VALUE_WORDS,
    CheckForm,
    form_of,
)
from services.complaints.routes.english import english
from services.complaints.usecases.commitments.check_commitment import check
from shared.errors import AppError
from shared.web.access import access, public
from shared.web.forms import FormErrors
from shared.web.language import say, words
from shared.web.places import place_name
from shared.words import N_

_YES_NO = (("", N_("不知道")), ("true", N_("是")), ("false", N_("否")))


def commitment_check_pages(rules: CommitmentRules, *, now: Callable[[], datetime]) -> Blueprint:
    """Return the route of the delay check."""
    pages = Blueprint("commitment_check_pages", __name__)

    @pages.get("/complaints/commitments/check")
    @access(public)
    def show_commitment_check() -> ResponseReturnValue:
        """Check the promise in the query; without one let choose it."""
        form = form_of(request.args, rules.commitments)
        if form is None or not form.is_filled:
            return _page(rules, form)
        try:
            answer = check(
                form.body(),
                rules=rules.commitments,
                calendar=rules.calendar,
                now=now(),
                english=english,
            )
        except AppError as problem:
            return _page(rules, form, errors=FormErrors(form.errors_of(problem))), 422
        return _page(rules, form, answer=answer)

    return pages


def _page(
    rules: CommitmentRules,
    form: CheckForm | None,
    *,
    answer: Mapping[str, Any] | None = None,
    errors: FormErrors | None = None,
) -> str:
    return render_template(
        "commitments/check.html",
        form=form,
        answer=answer,
        errors=errors,
        choices=_choices(rules.commitments),
        events=rules.commitments.events,
        yes_no=[(value, say(text)) for value, text in _YES_NO],
        value_words=VALUE_WORDS,
        unit_words=UNIT_WORDS,
        counted=COUNTED,
    )


def _choices(rules: Commitments) -> list[tuple[str, str]]:
    return [
        ("", say(N_("请选择"))),
        *(
            (
                row.id,
                f"{place_name(row.city)} {row.id.partition('/')[2]} {words(row.name)}",
            )
            for row in rules.rows
            if row.kind is not Kind.NO_NUMBER
        ),
    ]
