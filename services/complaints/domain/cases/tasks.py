"""Co-handling tasks 协办: what the department in charge asks another one, and what it answers."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from services.complaints.domain.clocks.clock import ClockRung


class TaskState(StrEnum):
    """Where a task stands; `open` waits for the other department, `answered` for the lead."""

    OPEN = "open"
    ANSWERED = "answered"
    ACCEPTED = "accepted"
    WITHDRAWN = "withdrawn"


UNFINISHED = frozenset({TaskState.OPEN, TaskState.ANSWERED})


@dataclass(frozen=True, kw_only=True)
class Task:
    """One question to one department.

    Args:
        no: its number in the case, from 1.
        department: id of the department that is asked.
        question: what is asked, after redaction; `answer` likewise, empty until there is one.
        due_on: the last day for the answer, set by whoever asks.
        opened_by: `sub` of the officer who asked; `answered_by` of who answered last.
        answered_at: when the standing answer came; None while one is owed.
        returned: why the last answer went back; empty where none did.
        ladder: the steps by which the answer is pressed for, in order.
    """

    no: int
    department: str
    question: str
    due_on: date
    opened_by: str
    opened_at: datetime
    state: TaskState = TaskState.OPEN
    answer: str = ""
    answered_by: str | None = None
    answered_at: datetime | None = None
    returned: str = ""
    ladder: tuple[ClockRung, ...] = ()

    @property
    def next_rung(self) -> ClockRung | None:
        """The next step of supervision while an answer is owed, None where none is left."""
        left = (rung for rung in self.ladder if rung.noted_at is None)
        return next(left, None) if self.waits_for_answer else None

    @property
    def is_unfinished(self) -> bool:
        """Whether the case cannot close over it."""
        return self.state in UNFINISHED

    @property
    def waits_for_answer(self) -> bool:
        """Whether the department that was asked must still act."""
        return self.state is TaskState.OPEN


def numbered(tasks: Iterable[Task], number: str) -> Task | None:
    """Return the task of that number as a form writes it, or None."""
    return next((task for task in tasks if str(task.no) == number), None)


def owing(tasks: Iterable[Task]) -> tuple[str, ...]:
    """Return the ids of the departments that still owe an answer, each once."""
    return tuple(dict.fromkeys(task.department for task in tasks if task.waits_for_answer))
