"""Events of co-handling 协办, published by the complaints service; no question is in them."""

from dataclasses import dataclass
from datetime import date

from shared.events.envelope import Event, event


@event(topic="cases", type="case.task_told.v1")
@dataclass(frozen=True, kw_only=True)
class CaseTaskTold(Event):
    """A department was asked to co-handle, or whoever asked has an answer.

    `act` is "opened", "returned", "withdrawn" (`department_told` is the one that was asked),
    or "answered" (it is the one in charge, and `officer_ref` who handles the case, if anybody).
    """

    act: str
    task: int
    city: str
    department: str
    department_told: str
    due_on: date
    officer_ref: str | None


@event(topic="cases", type="case.task_pressed.v1")
@dataclass(frozen=True, kw_only=True)
class CaseTaskPressed(Event):
    """An answer that a department owes is pressed for 督办, before its day or after it.

    `department_told` owes it, `department` is in charge of the case; `officer_ref` and
    `port_office` are told too from the steps on at which the ladder tells them, else None.
    """

    task: int
    city: str
    department: str
    department_told: str
    due_on: date
    rung: str
    rung_zh: str
    rung_en: str
    officer_ref: str | None
    port_office: str | None
