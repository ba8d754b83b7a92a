"""Open cases in order of their legal due date, grouped as officers read them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from services.complaints.domain.cases.case import CaseState, Respondent
from services.complaints.domain.cases.duties import Duty, duties_of
from services.complaints.domain.cases.passed_on import Dispute, Forwarding
from services.complaints.domain.cases.schedule import WHILE_MERGED
from services.complaints.domain.cases.tasks import Task
from services.complaints.domain.clocks.calendar import Calendar
from services.complaints.domain.clocks.clock import Clock
from services.complaints.domain.clocks.remaining import Remaining, Urgency, remaining

SOON, LATER = 3, 10


@dataclass(frozen=True, kw_only=True)
class WorkItem:
    """What a worklist shows of a case; amounts in CNY, `clocks` as in the case.

    Args:
        beside: what the reader's department must do beside the clocks of the case; `due_on` is
            then the day for it. None for a case of the department in charge as such.
    """

    id: str
    title: str
    respondent: Respondent
    track: str
    state: CaseState
    city: str
    department: str
    partners: tuple[str, ...]
    officers: tuple[str, ...]
    over: Decimal
    secret: bool
    filed_at: datetime
    clocks: tuple[Clock, ...]
    due_on: date | None = None
    tasks: tuple[Task, ...] = ()
    forwarding: Forwarding | None = None
    dispute: Dispute | None = None
    beside: Duty | None = None

    @property
    def task(self) -> Task | None:
        """The task that the reader's department is asked to answer, or None."""
        return self.beside.task if self.beside else None

    @property
    def next_clock(self) -> Clock | None:
        """The open clock that ends first, or None."""
        running = [each for each in self.clocks if each.is_due and self._counts(each)]
        return min(running, key=lambda clock: clock.due_on, default=None)

    def _counts(self, clock: Clock) -> bool:
        return self.state is not CaseState.MERGED or clock.code in WHILE_MERGED

    @property
    def paused(self) -> Clock | None:
        """The clock that has stood still longest, or None."""
        still = [clock for clock in self.clocks if clock.stands_still]
        return min(still, key=lambda clock: clock.pauses[-1].from_on, default=None)


def as_duties(items: Iterable[WorkItem], department: str) -> list[WorkItem]:
    """Return an item for each duty that the department has beside the clocks, with its day."""
    return [
        replace(item, beside=duty, due_on=duty.due_on)
        for item in items
        for duty in duties_of(item)
        if duty.department == department
    ]


def by_due_day(items: Iterable[WorkItem]) -> list[WorkItem]:
    """Return the items with the earliest last day first, those without one at the end."""
    return sorted(items, key=lambda item: (item.due_on or date.max, item.filed_at, item.id))


class WorkGroup(StrEnum):
    """The groups of a worklist, in their order."""

    OVERDUE = "overdue"
    TODAY = "today"
    SOON = "within_3"
    LATER = "within_10"
    FAR = "far"
    STANDING = "standing"
    NO_LIMIT = "no_limit"


@dataclass(frozen=True, kw_only=True)
class Listed:
    """An open case with what is left of its limit; None where no limit runs."""

    item: WorkItem
    left: Remaining | None


@dataclass(frozen=True, kw_only=True)
class Worklist:
    """All groups in order, empty ones too; `total` counts what is listed."""

    groups: dict[WorkGroup, tuple[Listed, ...]]
    total: int
    more: bool = False


def grouped(
    items: Sequence[WorkItem], *, today: date, calendar: Calendar, more: bool = False
) -> Worklist:
    """Return the items by group; inside a group in the order given."""
    groups: dict[WorkGroup, list[Listed]] = {group: [] for group in WorkGroup}
    for item in items:
        left = remaining(today, item.due_on, calendar) if item.due_on else None
        groups[_group(item, left)].append(Listed(item=item, left=left))
    return Worklist(
        groups={group: tuple(listed) for group, listed in groups.items()},
        total=len(items),
        more=more,
    )


def _group(item: WorkItem, left: Remaining | None) -> WorkGroup:
    if left is None:
        return WorkGroup.STANDING if item.paused else WorkGroup.NO_LIMIT
    if left.urgency in {Urgency.OVERDUE, Urgency.TODAY}:
        return WorkGroup(left.urgency.value)
    if left.working_days <= SOON:
        return WorkGroup.SOON
    return WorkGroup.LATER if left.working_days <= LATER else WorkGroup.FAR
