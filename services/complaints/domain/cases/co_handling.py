"""Co-handling 协办: a department is asked, answers by its day, and the lead takes the answer."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from services.complaints.domain.cases.act import Act
from services.complaints.domain.cases.case import Case
from services.complaints.domain.cases.change import Change
from services.complaints.domain.cases.problems import raise_if_any
from services.complaints.domain.cases.recorded_step import Values
from services.complaints.domain.cases.tasks import Task, TaskState, numbered
from services.complaints.domain.cases.units_free import need_free_unit, without_interest
from services.complaints.domain.parties.party_rules import PartyRules
from shared.errors import FieldError, Invalid
from shared.principal import Principal
from shared.words import N_

TASK, DEPARTMENT = "task", "department"
MOST_TASKS = 50
_IN_STATE: Mapping[str, frozenset[TaskState]] = {
    "answer_task": frozenset({TaskState.OPEN}),
    "accept_answer": frozenset({TaskState.ANSWERED}),
    "return_answer": frozenset({TaskState.ANSWERED}),
    "withdraw_task": frozenset({TaskState.OPEN, TaskState.ANSWERED}),
}


def open_task(case: Case, values: Values, act: Act) -> Change:
    """Ask a department without interest; it sees the case until the task is withdrawn.

    Values: `department`, `text` (the question), `due_on` (the last day for the answer).

    Raises:
        Invalid: the department has an interest, is the one in charge, or there are too many.
    """
    unit = values[DEPARTMENT]
    many = FieldError(DEPARTMENT, N_("协办事项太多，先办结已有的"))
    raise_if_any(
        need_free_unit(DEPARTMENT, unit, case, act.parties, act.today),
        many if len(case.tasks) >= MOST_TASKS else None,
    )
    due_on = date.fromisoformat(values["due_on"])
    task = Task(
        no=len(case.tasks) + 1,
        department=unit,
        question=values["text"],
        due_on=due_on,
        ladder=act.limits.ladder_to(due_on, act.today),
        opened_by=act.sub,
        opened_at=act.now,
    )
    return Change(case=replace(case, tasks=(*case.tasks, task)))


def answer_task(case: Case, values: Values, act: Act) -> Change:
    """Keep the answer of the department that was asked.

    Values: `task` (its number), `text` (the answer).

    Raises:
        Invalid: no task of this department waits under that number.
    """
    task = _chosen("answer_task", case, values, act)
    return _with(
        case,
        replace(
            task,
            state=TaskState.ANSWERED,
            answer=values["text"],
            answered_by=act.sub,
            answered_at=act.now,
        ),
    )


def accept_answer(case: Case, values: Values, act: Act) -> Change:
    """Take the answer; the task is done. Values: `task`."""
    task = _chosen("accept_answer", case, values, act)
    return _with(case, replace(task, state=TaskState.ACCEPTED))


def return_answer(case: Case, values: Values, act: Act) -> Change:
    """Ask again, with words and a new last day. Values: `task`, `text`, `due_on`."""
    task = _chosen("return_answer", case, values, act)
    due_on = date.fromisoformat(values["due_on"])
    again = replace(task, state=TaskState.OPEN, returned=values["text"], due_on=due_on)
    ladder = act.limits.ladder_to(due_on, act.today)
    return _with(case, replace(again, answered_at=None, ladder=ladder))


def withdraw_task(case: Case, values: Values, act: Act) -> Change:
    """Take the question back; what was answered stays in the history. Values: `task`, `text`."""
    task = _chosen("withdraw_task", case, values, act)
    return _with(case, replace(task, state=TaskState.WITHDRAWN))


def tasks_for(effect: str, case: Case, person: Principal | None) -> tuple[Task, ...]:
    """Return the tasks that a step of that effect can be taken on by this person."""
    states = _IN_STATE.get(effect, frozenset())
    tasks = (task for task in case.tasks if task.state in states)
    if effect != "answer_task":
        return tuple(tasks)
    department = person.department if person else None
    return tuple(task for task in tasks if task.department == department)


def helpers_kept(case: Case, parties: PartyRules, today: date) -> Case:
    """Return the case where what was asked of helpers that have an interest is withdrawn.

    For a case whose respondent has been named anew.
    """
    units = [task.department for task in case.tasks]
    kept = without_interest(case, units, parties, today)
    tasks = tuple(_unless_interested(task, kept) for task in case.tasks)
    return replace(case, tasks=tasks)


def _unless_interested(task: Task, kept: tuple[str, ...]) -> Task:
    if task.department in kept or not task.is_unfinished:
        return task
    return replace(task, state=TaskState.WITHDRAWN)


def _chosen(effect: str, case: Case, values: Values, act: Act) -> Task:
    task = numbered(tasks_for(effect, case, act.actor), values[TASK])
    if task is None:
        raise Invalid(N_("有内容需要修改"), errors=[FieldError(TASK, N_("请从列表中选择"))])
    return task


def _with(case: Case, task: Task) -> Change:
    tasks = tuple(task if each.no == task.no else each for each in case.tasks)
    return Change(case=replace(case, tasks=tasks))
