"""Open the other cases of a submission, once, whoever died in between."""

from datetime import datetime, timedelta

from services.complaints.domain.cases.case import Case
from services.complaints.domain.cases.command import Command
from services.complaints.domain.cases.file_case import filed_event
from services.complaints.ports.cases import CasePorts

LEFT_AFTER = timedelta(minutes=1)
AT_ONCE = 100


def open_linked(case_id: str, *, ports: CasePorts) -> None:
    """Store the cases that were handed in with this one; may be asked any number of times.

    Raises:
        Unavailable: the store is away; they are opened later.
    """
    waiting = ports.linked.to_open(case_id)
    for case in waiting:
        ports.cases.add(case, [filed_event(case)], _command(case))
    if waiting:
        ports.linked.opened(case_id)


def open_left_over(*, now: datetime, ports: CasePorts) -> int:
    """Open what a filing that died left unopened; return of how many submissions."""
    left = ports.linked.leading_unopened(now - LEFT_AFTER, most=AT_ONCE)
    for case_id in left:
        open_linked(case_id, ports=ports)
    return len(left)


def _command(case: Case) -> Command:
    """Return the command of opening a case: its number says all of it."""
    return Command(key=f"linked|{case.id}", fingerprint=case.id)
