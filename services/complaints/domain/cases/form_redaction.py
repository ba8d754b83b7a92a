"""An officer's form without the identity values the case holds."""

from collections.abc import Callable
from dataclasses import fields, replace
from typing import Any, TypeVar

from services.complaints.domain.cases.forms import DraftDecision, Form, RecordFinding
from services.complaints.domain.cases.recorded_step import RecordedStep, values_without
from services.complaints.domain.cases.track import ActionRule

_FREE = ("text", "proof", "facts")

F = TypeVar("F", bound=Form)


def form_without(form: F, rule: ActionRule | None, redact: Callable[[str], str]) -> F:
    """Return the form with every free text redacted; codes, dates and amounts stay.

    Which texts of a step that is data are free, its rule tells; without one, all are.
    """
    if isinstance(form, RecordedStep):
        return replace(form, values=values_without(form.values, rule, redact))
    if isinstance(form, RecordFinding):
        findings = tuple(replace(each, note=redact(each.note)) for each in form.findings)
        return replace(form, findings=findings)
    names = {field.name for field in fields(form)}
    texts: dict[str, Any] = {name: redact(getattr(form, name)) for name in _FREE if name in names}
    if isinstance(form, DraftDecision):
        texts["legal_basis"] = tuple(redact(each) for each in form.legal_basis)
    return replace(form, **texts)
