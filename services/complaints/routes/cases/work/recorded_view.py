"""A step that is data of its track, on the pages: its fields to fill in, and what was written."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from services.complaints.container import Container
from services.complaints.domain.cases.case import Case, Step
from services.complaints.domain.cases.charge_line import ChargeLine
from services.complaints.domain.cases.co_handling import tasks_for
from services.complaints.domain.cases.field_rule import NO, YES, FieldKind, FieldRule
from services.complaints.domain.cases.tasks import Task, numbered
from services.complaints.domain.cases.track import ActionRule, Track
from services.complaints.domain.cases.units_free import free_units
from services.complaints.routes.cases.work.clock_options import CLOCK_KINDS, clock_options
from services.complaints.routes.cases.work.refund_view import refund_options, refund_words
from services.complaints.routes.cases.work.staff_names import names_on
from shared.clock import local_date
from shared.principal import Principal
from shared.web.formats import full_date
from shared.web.language import say, words
from shared.words import N_

Options = list[tuple[str, str]]
ANSWERS = {YES: N_("是"), NO: N_("否")}
FEW = 5
_ENOUGH = 60


@dataclass(frozen=True, kw_only=True)
class FieldView:
    """One field of the form; `options` for those that choose, `few` where all are shown at once."""

    name: str
    kind: str
    label: str
    hint: str
    optional: bool
    options: Options

    @property
    def few(self) -> bool:
        """Whether there are so few choices that each stands on the page."""
        return self.kind != FieldKind.LINES and len(self.options) <= FEW


def field_views(
    case: Case, rule: ActionRule, person: Principal | None, c: Container
) -> list[FieldView]:
    """Return the fields of a step in the order of its rule, with what the person may choose."""
    return [
        FieldView(
            name=field.name,
            kind=field.kind.value,
            label=words(field.label),
            hint=words(field.hint),
            optional=not field.required,
            options=_tasks(rule, case, person, c)
            if field.kind is FieldKind.TASK
            else _options(field, case, c),
        )
        for field in rule.fields
    ]


def written(step: Step, case: Case, c: Container) -> list[tuple[str, str]]:
    """Return what was written down in a step: the name of each field and its value in words."""
    rule = c.rules.track_of(case).actions[step.action]
    return [
        (words(field.label), _said(field, step.values[field.name], case, c))
        for field in rule.fields
        if step.values.get(field.name)
    ]


def _options(field: FieldRule, case: Case, c: Container) -> Options:
    if field.kind is FieldKind.YES_NO:
        return [(value, say(answer)) for value, answer in ANSWERS.items()]
    if field.kind is FieldKind.REASON:
        return _reasons(field, c.rules.track_of(case), c)
    return _of_the_case(field, case, c)


def _of_the_case(field: FieldRule, case: Case, c: Container) -> Options:
    if field.kind in CLOCK_KINDS:
        return clock_options(field.kind, case, c)
    if field.kind is FieldKind.REFUND:
        return refund_options(case)
    if field.kind is FieldKind.DEPARTMENT:
        units = free_units(case, c.rules.parties, local_date(c.now()))
        return [(code, words(c.rules.parties.departments[code])) for code in units]
    if field.kind is FieldKind.LINES:
        return [(str(line.no), _line(line)) for line in case.lines]
    if field.kind is FieldKind.OFFICER:
        officers = c.cases.staff.of_department(case.department)
        return [(o.sub, o.name) for o in officers if o.sub not in case.recused]
    return []


def _tasks(rule: ActionRule, case: Case, person: Principal | None, c: Container) -> Options:
    tasks = tasks_for(rule.effect or "", case, person)
    return [(str(task.no), task_title(task, c)) for task in tasks]


def task_title(task: Task, c: Container) -> str:
    """Return a task as it is called: number, department and what it is about."""
    params = {
        "number": task.no,
        "department": words(c.rules.parties.departments[task.department]),
        "question": task.question
        if len(task.question) <= _ENOUGH
        else f"{task.question[:_ENOUGH]}…",
    }
    return say(N_("第 %(number)s 项（%(department)s）：%(question)s"), params)


def _reasons(field: FieldRule, track: Track, c: Container) -> Options:
    today = local_date(c.now())
    rows = track.reasons[field.reasons or ""]
    return [(row.code, words(row.text)) for row in rows if row.basis.holds_on(today)]


def _said(field: FieldRule, value: str, case: Case, c: Container) -> str:
    says = _SAYS.get(field.kind)
    return says(field, value, case, c) if says else value


def _said_reason(field: FieldRule, value: str, case: Case, c: Container) -> str:
    rows = c.rules.track_of(case).reasons[field.reasons or ""]
    return next((words(row.text) for row in rows if row.code == value), value)


def _said_department(_field: FieldRule, value: str, _case: Case, c: Container) -> str:
    unit = c.rules.parties.departments.get(value)
    return words(unit) if unit else value


def _said_task(_field: FieldRule, value: str, case: Case, c: Container) -> str:
    task = numbered(case.tasks, value)
    return task_title(task, c) if task else value


def _said_clock(_field: FieldRule, value: str, case: Case, _c: Container) -> str:
    clock = case.clock(value)
    return words(clock.title) if clock else value


def _said_stop(_field: FieldRule, value: str, case: Case, _c: Container) -> str:
    pauses = (pause for clock in case.clocks for pause in clock.pauses)
    return next((words(pause.title) for pause in pauses if pause.reason == value), value)


def _said_officer(_field: FieldRule, value: str, case: Case, c: Container) -> str:
    return names_on(case, c).get(value, value)


def _said_lines(_field: FieldRule, value: str, case: Case, _c: Container) -> str:
    named = value.split(",")
    return say(N_("、")).join(line.item for line in case.lines if str(line.no) in named)


def _line(line: ChargeLine) -> str:
    day = full_date(line.charged_on.isoformat()) if line.charged_on else ""
    return f"{line.no} {line.item} {day} ¥{line.amount:,.2f}".replace("  ", " ")


_SAYS: Mapping[FieldKind, Callable[[FieldRule, str, Case, Container], str]] = {
    FieldKind.YES_NO: lambda _field, value, _case, _c: say(ANSWERS[value]),
    FieldKind.DATE: lambda _field, value, _case, _c: full_date(value),
    FieldKind.REASON: _said_reason,
    FieldKind.DEPARTMENT: _said_department,
    FieldKind.CLOCK: _said_clock,
    FieldKind.TASK: _said_task,
    FieldKind.PAUSED_CLOCK: _said_clock,
    FieldKind.STOP: _said_stop,
    FieldKind.REFUND: lambda _field, value, case, _c: refund_words(case, value),
    FieldKind.OFFICER: _said_officer,
    FieldKind.LINES: _said_lines,
}
