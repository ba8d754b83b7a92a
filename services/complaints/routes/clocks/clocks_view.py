"""What the page of time limits shows: the form as it was typed, and the deadline found."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from services.complaints.domain.clocks.clock_rules import ClockRules
from services.complaints.domain.clocks.deadline import Deadline
from services.complaints.domain.clocks.limits import TimeLimit
from services.complaints.domain.clocks.step import Step
from services.complaints.domain.clocks.supervision import Pressed, pressed_on
from services.complaints.usecases.clocks.compute_deadline import AskedDeadline
from shared.errors import FieldError, Invalid
from shared.web.formats import told
from shared.web.forms import FormErrors
from shared.web.language import say, words
from shared.web.places import place_name, places
from shared.words import N_

FIELDS = (
    "rule", "received", "from", "city", "pause_from", "pause_to", "pause_reason",
    "extend", "approver",
)  # fmt: skip
WHOLE_COUNTRY = N_("全国")


@dataclass(frozen=True, kw_only=True)
class FoundView:
    """A deadline as the page draws it."""

    found: Deadline
    steps: tuple[str, ...]
    pressed: tuple[Pressed, ...]


def found_view(found: Deadline, rules: ClockRules) -> FoundView:
    """Return a deadline in the language of the request."""
    return FoundView(
        found=found,
        steps=tuple(step_words(step) for step in found.arithmetic),
        pressed=pressed_on(found, rules.rungs, rules.calendar),
    )


def step_words(step: Step) -> str:
    """Return one sentence of the arithmetic in the language of the request."""
    params: dict[str, Any] = {
        name: words(value) if isinstance(value, Mapping) else value
        for name, value in step.params.items()
    }
    return told(step.message, params)


def asked_of(typed: Mapping[str, str]) -> AskedDeadline:
    """Return what the form asks for."""
    pause = f"{typed['pause_from']}..{typed['pause_to']}:{typed['pause_reason']}"
    extension = f"{typed['extend']}:{typed['approver']}"
    return AskedDeadline(
        rule=typed["rule"],
        received=typed["received"],
        triggered=typed["from"],
        city=typed["city"],
        pauses=[pause] if typed["pause_from"] or typed["pause_to"] else [],
        extensions=[extension] if typed["extend"] else [],
    )


def form_errors(problem: Invalid) -> FormErrors:
    """Return what is wrong at the fields of the form."""
    fields = {"pause.0": "pause_reason", "extend.0": "extend"}
    named = problem.errors or (FieldError("", problem.detail, problem.params),)
    return FormErrors(
        FieldError(fields.get(each.path, each.path), each.message, each.params) for each in named
    )


def choices(rules: ClockRules) -> dict[str, list[tuple[str, str]]]:
    """Return what the lists of the form offer."""
    rows = rules.limits.rows
    cities = [(city, place_name(city)) for city in rules.limits.cities if city in places()]
    return {
        "rules": _once((row.code, f"{row.code} {words(row.title)}") for row in _nearby(rows)),
        "cities": [("", say(WHOLE_COUNTRY)), *cities],
        "reasons": [("", ""), *_once((s.code, words(s.title)) for row in rows for s in row.stops)],
        "approvers": _once((e.approver, words(e.approval)) for row in rows for e in row.extensions),
    }


def _nearby(rows: Iterable[TimeLimit]) -> list[TimeLimit]:
    return [row for row in rows if row.span and (row.city is None or row.city in places())]


def _once(pairs: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    found: dict[str, str] = {}
    for code, text in pairs:
        found.setdefault(code, text)
    return list(found.items())
