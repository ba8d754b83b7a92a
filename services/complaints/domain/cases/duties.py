"""What departments beside the one in charge must do on a case, or wait for, each by its day.

The worklists of those departments show it: a task to answer, a dispute of competence to answer, a
return to decide on, a report that is awaited.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol

from services.complaints.domain.cases.passed_on import Dispute, Forwarding
from services.complaints.domain.cases.tasks import Task
from services.complaints.domain.clocks.clock import Clock

AGREEING, RETURNING = "T-JURIS", "T-PET-BACK"


class DutyKind(StrEnum):
    """What is to be done."""

    TASK = "task"
    DISPUTE = "dispute"
    RETURN = "return"
    REPORT = "report"
    AWAITED = "awaited"


@dataclass(frozen=True, kw_only=True)
class Duty:
    """One duty of one department; `due_on` is None where no day is set, `task` of a task alone."""

    kind: DutyKind
    department: str
    due_on: date | None
    task: Task | None = None


class PassedOn(Protocol):
    """What a case or a line of the worklist says of what lies with others."""

    @property
    def department(self) -> str:
        """Who is in charge."""
        ...

    @property
    def tasks(self) -> tuple[Task, ...]:
        """What others were asked."""
        ...

    @property
    def forwarding(self) -> Forwarding | None:
        """Who sent it, if anybody."""
        ...

    @property
    def dispute(self) -> Dispute | None:
        """The open dispute of competence, if any."""
        ...

    @property
    def clocks(self) -> tuple[Clock, ...]:
        """Its clocks."""
        ...


def duties_of(case: PassedOn) -> Iterator[Duty]:
    """Yield every duty that does not stand by the clocks of the department in charge."""
    for task in case.tasks:
        if task.waits_for_answer:
            yield Duty(
                kind=DutyKind.TASK, department=task.department, due_on=task.due_on, task=task
            )
    if case.dispute and not case.dispute.refused:
        due_on = _due(case, AGREEING)
        yield Duty(kind=DutyKind.DISPUTE, department=case.dispute.other, due_on=due_on)
    sent = case.forwarding
    if sent and sent.is_owed:
        day = sent.report_back_on
        yield Duty(kind=DutyKind.REPORT, department=case.department, due_on=day)
        if sent.return_asked:
            yield Duty(kind=DutyKind.RETURN, department=sent.by_department, due_on=None)
        else:
            yield Duty(kind=DutyKind.AWAITED, department=sent.by_department, due_on=day)


def beside_the_lead(case: PassedOn) -> tuple[str, ...]:
    """Return the ids of the other departments that have a duty, each once."""
    others = (duty.department for duty in duties_of(case) if duty.department != case.department)
    return tuple(dict.fromkeys(others))


def _due(case: PassedOn, code: str) -> date | None:
    open_ones = (clock.due_on for clock in case.clocks if clock.code == code and clock.is_open)
    return next(open_ones, None)
