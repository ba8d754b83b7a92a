"""What the clock process does while a department owes an answer: reminders, then steps 督办."""

from dataclasses import replace

from services.complaints.domain.cases.act import Act
from services.complaints.domain.cases.case import Case
from services.complaints.domain.cases.clock_ladder import Supervision
from services.complaints.domain.cases.pressing import PRESSED, port_office
from services.complaints.domain.cases.schedule import scheduled
from services.complaints.domain.cases.system_step import system_step
from services.complaints.domain.cases.tasks import Task
from services.complaints.domain.clocks.clock import ClockRung
from services.complaints.domain.clocks.supervision import Rung, Told
from shared.events.task_events import CaseTaskPressed

TASK = "task-"


def press_task(
    case: Case, act: Act, supervision: Supervision
) -> tuple[Case, list[CaseTaskPressed]] | None:
    """Return the case with the earliest step that is due of any task taken, and who is told.

    None where none is due. The department that owes the answer is always told; who handles the
    case hears of it once the day is over, the port office as the ladder says.
    """
    due = [
        (rung.at, task.no, task, rung)
        for task in case.tasks
        if (rung := task.next_rung) and rung.at <= act.now
    ]
    if not due or not case.is_open or case.merged_into:
        return None
    _, _, task, taken = min(due, key=lambda each: each[:2])
    after = _noted(case, task, taken, act)
    rule = supervision.rung(taken.code, task.opened_at.date())
    return after, [_event(after, task, taken, rule, act)]


def _noted(case: Case, task: Task, taken: ClockRung, act: Act) -> Case:
    ladder = (replace(r, noted_at=act.now) if r is taken else r for r in task.ladder)
    pressed = replace(task, ladder=tuple(ladder))
    step = system_step(PRESSED, f"{TASK}{task.no} {taken.code}", case, act)
    return scheduled(
        replace(
            case,
            tasks=tuple(pressed if each.no == task.no else each for each in case.tasks),
            timeline=(*case.timeline, step),
            changed_at=act.now,
            version=case.version + 1,
        )
    )


def _event(
    case: Case, task: Task, taken: ClockRung, rule: Rung | None, act: Act
) -> CaseTaskPressed:
    is_over = rule is not None and rule.percent is None
    tells = rule.tells if rule else ()
    return CaseTaskPressed(
        key=case.id,
        version=case.version,
        occurred_at=act.now,
        task=task.no,
        city=case.city,
        department=case.department,
        department_told=task.department,
        due_on=task.due_on,
        rung=taken.code,
        rung_zh=rule.title["zh"] if rule else taken.code,
        rung_en=rule.title["en"] if rule else taken.code,
        officer_ref=case.officer_ref if case.officers and is_over else None,
        port_office=port_office(case, act) if Told.PORT_OFFICE in tells else None,
    )
