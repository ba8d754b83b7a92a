"""The co-handling tasks of a case on its page: who was asked what, by when, and what came of it."""

from dataclasses import dataclass

from services.complaints.container import Container
from services.complaints.domain.cases.case import Case
from services.complaints.domain.cases.tasks import Task, TaskState
from services.complaints.domain.clocks.remaining import remaining
from services.complaints.routes.cases.work.clock_view import days_left
from shared.clock import local_date
from shared.principal import Principal
from shared.web.language import say, words
from shared.words import N_

STATES = {
    TaskState.OPEN: N_("等待答复"),
    TaskState.ANSWERED: N_("已答复，等待确认"),
    TaskState.ACCEPTED: N_("答复已确认"),
    TaskState.WITHDRAWN: N_("协办已撤回"),
}


@dataclass(frozen=True, kw_only=True)
class TaskView:
    """One task; `left` are the working days left, None where no answer is owed."""

    task: Task
    department: str
    state: str
    left: int | None
    owed_by_us: bool


def task_views(case: Case, person: Principal, c: Container) -> list[TaskView]:
    """Return the tasks, unfinished ones first, each part in the order of the numbers."""
    tasks = sorted(case.tasks, key=lambda task: (not task.is_unfinished, task.no))
    return [_view(task, person, c) for task in tasks]


def _view(task: Task, person: Principal, c: Container) -> TaskView:
    left = remaining(local_date(c.now()), task.due_on, c.rules.calendar)
    return TaskView(
        task=task,
        department=words(c.rules.parties.departments[task.department]),
        state=say(STATES[task.state]),
        left=days_left(left) if task.waits_for_answer else None,
        owed_by_us=task.waits_for_answer and task.department == person.department,
    )
