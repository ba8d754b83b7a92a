"""The list of circulated criticism 通报: by department the cases that were late too long."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from services.complaints.domain.cases.case import Case
from services.complaints.domain.cases.clock_ladder import Supervision
from services.complaints.domain.clocks.calendar import Calendar
from services.complaints.domain.clocks.clock import Clock


@dataclass(frozen=True, kw_only=True)
class Criticised:
    """One limit of one case on the list.

    Args:
        at: when it entered the list.
        late: working days after its last day, until it was met or until today.
    """

    case: Case
    clock: Clock
    at: datetime
    late: int


def criticised(
    cases: Iterable[Case], *, today: date, calendar: Calendar, supervision: Supervision
) -> dict[str, list[Criticised]]:
    """Return what is on the list by department, the department with most first, then by id.

    Inside a department the latest entry comes first. A limit that was extended afterwards, so that
    the step counts no longer, has left the list.
    """
    codes = frozenset(rung.code for rung in supervision.rungs if rung.criticises)
    found: dict[str, list[Criticised]] = {}
    for case in cases:
        for clock, at in _entries(case.clocks, codes):
            late = calendar.working_days(clock.due_on, clock.met_on or today)
            entry = Criticised(case=case, clock=clock, at=at, late=late)
            found.setdefault(case.department, []).append(entry)
    ordered = sorted(found.items(), key=lambda each: (-len(each[1]), each[0]))
    return {
        department: sorted(entries, key=lambda each: each.at, reverse=True)
        for department, entries in ordered
    }


def _entries(clocks: Sequence[Clock], codes: frozenset[str]) -> Iterable[tuple[Clock, datetime]]:
    for clock in clocks:
        for rung in clock.ladder:
            if rung.code in codes and rung.noted_at:
                yield clock, rung.noted_at
