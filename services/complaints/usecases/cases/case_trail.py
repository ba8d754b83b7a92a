"""Return every trace of a case: what was done with it and who looked at it."""

from dataclasses import dataclass
from datetime import datetime

from services.complaints.domain.cases.case import Case
from services.complaints.domain.cases.reading import CaseRead
from services.complaints.ports.cases import CasePorts
from services.complaints.usecases.cases.get_case_for import get_case_for
from shared.principal import Principal

MOST = 500


@dataclass(frozen=True, kw_only=True)
class CaseTrail:
    """A case with the looks at it, newest first; `more` tells that older ones are left out."""

    case: Case
    reads: tuple[CaseRead, ...]
    more: bool


def case_trail(case_id: str, *, principal: Principal, now: datetime, ports: CasePorts) -> CaseTrail:
    """Return the traces to somebody who may see the case; this look is among them.

    Raises:
        NotFound: there is no such case, or not for this person.
    """
    case = get_case_for(case_id, principal=principal, now=now, ports=ports)
    reads = ports.trail.of_case(case.id, most=MOST + 1)
    return CaseTrail(case=case, reads=tuple(reads[:MOST]), more=len(reads) > MOST)
