"""Return the worklist of an officer's department or of a supervisor's city."""

from datetime import datetime

from services.complaints.domain.cases.case_rules import CaseRules
from services.complaints.domain.cases.worklist import (
    WorkItem,
    Worklist,
    as_duties,
    by_due_day,
    grouped,
)
from services.complaints.domain.search.filters import Filter, holds
from services.complaints.domain.search.visibility import facts_of, visible_to
from services.complaints.ports.cases import CasePorts
from services.complaints.usecases.cases.meet_staff import meet
from shared.clock import local_date
from shared.errors import Forbidden
from shared.principal import Principal, Role
from shared.words import N_

MOST = 2000


def list_work(
    principal: Principal, *, now: datetime, ports: CasePorts, rules: CaseRules
) -> Worklist:
    """Return all open cases by due date, grouped; what is owed beside stands by its own day.

    Raises:
        Forbidden: neither an officer nor a supervisor.
    """
    found = _found(principal, ports)
    meet(principal, now=now, staff=ports.staff)
    seen = visible_to(principal)
    items = [item for item in found[:MOST] if holds(seen, facts_of(item))]
    own = [] if principal.department is None else as_duties(items, principal.department)
    items = by_due_day([*items, *own, *_owed(principal, seen, ports)])
    return grouped(items, today=local_date(now), calendar=rules.calendar, more=len(found) > MOST)


def _owed(principal: Principal, seen: Filter, ports: CasePorts) -> list[WorkItem]:
    if principal.role is not Role.OFFICER or principal.department is None:
        return []
    found = ports.cases.asked_of(principal.department, most=MOST)
    return as_duties((item for item in found if holds(seen, facts_of(item))), principal.department)


def _found(principal: Principal, ports: CasePorts) -> list[WorkItem]:
    if principal.role is Role.OFFICER and principal.department:
        return ports.cases.open_in(department=principal.department, most=MOST + 1)
    if principal.role is Role.SUPERVISOR and principal.city:
        return ports.cases.open_in(city=principal.city, most=MOST + 1)
    raise Forbidden(N_("只有承办人和口岸办可以使用工作台"))
