"""Return to a clerk what that clerk took down."""

from datetime import datetime

from services.complaints.domain.cases.case import Case
from services.complaints.domain.cases.reading import ReadKind
from services.complaints.ports.cases import CasePorts
from services.complaints.usecases.cases.get_case_for import UNKNOWN
from services.complaints.usecases.cases.record_look import record_look
from shared.errors import NotFound
from shared.principal import Principal


def get_registered(case_id: str, *, principal: Principal, now: datetime, ports: CasePorts) -> Case:
    """Return a case to the clerk who registered it; the look is kept.

    Raises:
        NotFound: there is none, or another clerk took it down; nobody can tell which.
    """
    case = ports.cases.get(case_id)
    clerk = case.origin.registrar if case else None
    if case is None or clerk is None or clerk.sub != principal.sub:
        raise NotFound(UNKNOWN)
    record_look(case.id, ReadKind.CASE, principal=principal, now=now, trail=ports.trail)
    return case
