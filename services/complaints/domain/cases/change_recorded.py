"""What a step that is data of its track makes of a case: its fields checked, its effect had."""

from dataclasses import replace
from unicodedata import normalize

from services.complaints.domain.cases.act import Act
from services.complaints.domain.cases.case import Case
from services.complaints.domain.cases.change import Change, change
from services.complaints.domain.cases.effects import EFFECTS
from services.complaints.domain.cases.field_rule import (
    FieldKind,
    FieldRule,
    Known,
    field_problem,
)
from services.complaints.domain.cases.problems import raise_if_any
from services.complaints.domain.cases.recorded_step import RecordedStep
from services.complaints.domain.cases.refunds import Refund
from services.complaints.domain.cases.track import ActionRule
from shared.errors import FieldError
from shared.words import N_

TEXT = "text"
_WRITTEN_PLAINLY = frozenset({FieldKind.DATE, FieldKind.COUNT, FieldKind.AMOUNT})


@change.register
def recorded(form: RecordedStep, case: Case, act: Act) -> Change:
    """Keep what was written down, have the effect of the action, and choose its outcome.

    Raises:
        Invalid: a field is missing, unknown, or holds what it cannot; `errors` name each.
    """
    rule = act.track.actions[form.action]
    _refuse(rule, form, known_to(case, act))
    values = {field.name: _told(form, field) for field in rule.fields}
    kept = {name: told for name, told in values.items() if told}
    effect = EFFECTS[rule.effect] if rule.effect else None
    made = effect(case, kept, act) if effect else Change(case=case)
    outcome = made.outcome if made.outcome != "done" else rule.outcome_when(kept)
    return replace(made, outcome=outcome, text=kept.get(TEXT, ""), values=kept)


def known_to(case: Case, act: Act) -> Known:
    """Return what the fields of a step may name."""
    return Known(
        reasons=act.track.reasons,
        departments=frozenset(
            code for code, unit in act.parties.departments.items() if unit.city == case.city
        ),
        clocks=frozenset(clock.code for clock in case.clocks if clock.is_open),
        paused_clocks=frozenset(clock.code for clock in case.clocks if clock.stands_still),
        refunds=frozenset(str(each.no) for each in _refunds(case) if each.is_open),
        today=act.today,
        tasks=frozenset(str(task.no) for task in case.tasks),
        lines=frozenset(str(line.no) for line in case.lines),
    )


def _refunds(case: Case) -> tuple[Refund, ...]:
    return case.refunds.each if case.refunds else ()


def _refuse(rule: ActionRule, form: RecordedStep, known: Known) -> None:
    names = {field.name for field in rule.fields}
    strange = sorted(set(form.values) - names)
    raise_if_any(
        *(FieldError(name, N_("这一步没有这一项")) for name in strange),
        *(field_problem(field, _told(form, field), known) for field in rule.fields),
    )


def _told(form: RecordedStep, field: FieldRule) -> str:
    """Return a value without spaces around it; of days and numbers written in full width, plain."""
    told = form.values.get(field.name, "").strip()
    return normalize("NFKC", told) if field.kind in _WRITTEN_PLAINLY else told
