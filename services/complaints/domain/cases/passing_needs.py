"""What must hold of what lies with others: tasks, a forwarded case, a dispute, a recusal."""

from collections.abc import Mapping

from services.complaints.domain.cases.standing import Need, Standing
from services.complaints.domain.cases.tasks import TaskState
from shared.errors import FieldError
from shared.words import N_

RETURNING = "T-PET-BACK"
AGREEING = "T-JURIS"


def _task_unfinished(now: Standing) -> FieldError | None:
    waits = any(task.is_unfinished for task in now.case.tasks)
    return None if waits else FieldError("", N_("没有正在办的协办事项"))


def _task_answered(now: Standing) -> FieldError | None:
    waits = any(task.state is TaskState.ANSWERED for task in now.case.tasks)
    return None if waits else FieldError("", N_("没有等待确认的协办答复"))


def _no_open_task(now: Standing) -> FieldError | None:
    waits = any(task.is_unfinished for task in now.case.tasks)
    return FieldError("", N_("还有没有办完的协办事项")) if waits else None


def _not_forwarded_here(now: Standing) -> FieldError | None:
    sent = now.case.forwarding
    owed = sent is not None and sent.is_owed
    return (
        FieldError("", N_("转来的案件不自行再转：退回转送部门，或者提出管辖争议")) if owed else None
    )


def _forwarded_here(now: Standing) -> FieldError | None:
    sent = now.case.forwarding
    owed = sent is not None and sent.is_owed
    return None if owed else FieldError("", N_("这件案件不是其他部门转来的"))


def _report_owed(now: Standing) -> FieldError | None:
    sent = now.case.forwarding
    owed = sent is not None and sent.is_owed
    return None if owed else FieldError("", N_("没有要向转送部门反馈的结果"))


def _no_report_owed(now: Standing) -> FieldError | None:
    sent = now.case.forwarding
    owed = sent is not None and sent.is_owed
    return FieldError("", N_("还没有向转送部门反馈结果")) if owed else None


def _return_in_time(now: Standing) -> FieldError | None:
    clock, sent = now.case.clock(RETURNING), now.case.forwarding
    if sent is not None and sent.return_asked:
        return FieldError("", N_("已经提出退回，等待转送部门答复"))
    if clock is None or not clock.is_open or sent is None:
        return FieldError("", N_("没有可以提出异议的转送"))
    if now.today > clock.due_on:
        day = clock.due_on.isoformat()
        return FieldError("", N_("提出异议的期限已于 %(day)s 届满"), {"day": day})
    return None


def _return_asked(now: Standing) -> FieldError | None:
    sent = now.case.forwarding
    asked = sent is not None and bool(sent.return_asked)
    return None if asked else FieldError("", N_("没有提出退回"))


def _no_dispute(now: Standing) -> FieldError | None:
    return FieldError("", N_("管辖争议还没有解决")) if now.case.dispute else None


def _dispute_raised(now: Standing) -> FieldError | None:
    dispute = now.case.dispute
    raised = dispute is not None and not dispute.claimed
    return None if raised else FieldError("", N_("没有管辖争议"))


def _claim_raised(now: Standing) -> FieldError | None:
    dispute = now.case.dispute
    claimed = dispute is not None and dispute.claimed
    return None if claimed else FieldError("", N_("没有部门主张由它管辖"))


def _dispute_unsettled(now: Standing) -> FieldError | None:
    dispute, clock = now.case.dispute, now.case.clock(AGREEING)
    if dispute is None:
        return FieldError("", N_("没有管辖争议"))
    over = clock is not None and now.today > clock.due_on
    if dispute.refused or over:
        return None
    return FieldError("", N_("两个部门还在协商，协商不成的才报请指定"))


def _dispute_may_move(now: Standing) -> FieldError | None:
    """Refuse to move a case that was decided, answered or ended over an open dispute."""
    disputed = now.track.actions["raise_dispute"].from_states
    if now.case.dispute is None or now.case.state.value in disputed:
        return None
    return FieldError("", N_("案件已经处理，不再变更管辖，只能撤回管辖争议"))


def _recusal_asked(now: Standing) -> FieldError | None:
    return None if now.case.asked_recusal else FieldError("", N_("没有人申请回避"))


def _no_recusal_asked(now: Standing) -> FieldError | None:
    waits = now.case.asked_recusal
    return FieldError("", N_("已经申请回避，还没有决定")) if waits else None


PASSING_NEEDS: Mapping[str, Need] = {
    "task_unfinished": _task_unfinished,
    "task_answered": _task_answered,
    "no_open_task": _no_open_task,
    "not_forwarded_here": _not_forwarded_here,
    "forwarded_here": _forwarded_here,
    "report_owed": _report_owed,
    "no_report_owed": _no_report_owed,
    "return_in_time": _return_in_time,
    "return_asked": _return_asked,
    "no_dispute": _no_dispute,
    "dispute_raised": _dispute_raised,
    "dispute_unsettled": _dispute_unsettled,
    "claim_raised": _claim_raised,
    "dispute_may_move": _dispute_may_move,
    "recusal_asked": _recusal_asked,
    "no_recusal_asked": _no_recusal_asked,
}
