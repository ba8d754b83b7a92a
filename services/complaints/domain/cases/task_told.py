"""What the other side of a co-handling task is told."""

from services.complaints.domain.cases.act import Act
from services.complaints.domain.cases.case import Case
from services.complaints.domain.cases.tasks import Task, numbered
from shared.events.task_events import CaseTaskTold

TOLD = {
    "open_task": "opened",
    "return_answer": "returned",
    "withdraw_task": "withdrawn",
    "answer_task": "answered",
}


def task_told(case: Case, action: str, act: Act) -> CaseTaskTold:
    """Return whom a step on a task tells: who is asked, or the one in charge of an answer."""
    task, answered = _task(case, action), action == "answer_task"
    return CaseTaskTold(
        key=case.id,
        version=case.version,
        occurred_at=act.now,
        act=TOLD[action],
        task=task.no,
        city=case.city,
        department=case.department,
        department_told=case.department if answered else task.department,
        due_on=task.due_on,
        officer_ref=case.officer_ref if answered and case.officers else None,
    )


def _task(case: Case, action: str) -> Task:
    step = case.last(action)
    named = numbered(case.tasks, step.values.get("task", "")) if step else None
    return named or case.tasks[-1]
