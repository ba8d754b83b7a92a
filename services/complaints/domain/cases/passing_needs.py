"""What must hold of what lies with others: tasks, a forwarded case, a dispute, a recusal."""

from collections.abc import Mapping

from services.complaints.domain.cases.standing import Need, Standing
from services.complaints.domain.cases.tasks import TaskState
from shared.errors import FieldError
from shared.words import N_


def _task_unfinished(now: Standing) -> FieldError | None:
    waits = any(task.is_unfinished for task in now.case.tasks)
    return None if waits else FieldError("", N_("没有正在办的协办事项"))


def _task_answered(now: Standing) -> FieldError | None:
    waits = any(task.state is TaskState.ANSWERED for task in now.case.tasks)
    return None if waits else FieldError("", N_("没有等待确认的协办答复"))


def _no_open_task(now: Standing) -> FieldError | None:
    waits = any(task.is_unfinished for task in now.case.tasks)
    return FieldError("", N_("还有没有办完的协办事项")) if waits else None


PASSING_NEEDS: Mapping[str, Need] = {
    "task_unfinished": _task_unfinished,
    "task_answered": _task_answered,
    "no_open_task": _no_open_task,
}
