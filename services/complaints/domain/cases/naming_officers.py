"""Naming who handles a case."""

from collections.abc import Mapping
from dataclasses import replace

from services.complaints.domain.cases.act import Act
from services.complaints.domain.cases.case import Case
from services.complaints.domain.cases.change import Change
from services.complaints.domain.cases.field_rule import FieldKind
from services.complaints.domain.cases.forms import BeginCheck, Form
from services.complaints.domain.cases.recorded_step import RecordedStep, Values
from services.complaints.domain.cases.track import ActionRule


def name_officer(case: Case, values: Values, _act: Act) -> Change:
    """Put the named officer in charge; whoever was named before stays on the case.

    Values: `officer` (`sub` of an officer of the department in charge).
    """
    officers = tuple(dict.fromkeys((values["officer"], *case.officers)))
    return Change(case=replace(case, officers=officers))


def named_officers(form: Form, rule: ActionRule | None) -> Mapping[str, frozenset[str]]:
    """Return the `sub` of the officers a form names, by the field that names them."""
    if isinstance(form, BeginCheck):
        return {"officers": frozenset(form.officers)}
    if not isinstance(form, RecordedStep) or rule is None:
        return {}
    names = [field.name for field in rule.fields if field.kind is FieldKind.OFFICER]
    return {name: frozenset({form.values[name]}) for name in names if form.values.get(name)}
