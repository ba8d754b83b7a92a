"""Return the refunds that decisions of a supervisor's city order, with their totals."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from services.complaints.domain.cases.case import Case
from services.complaints.domain.cases.refunds import RefundTotals
from services.complaints.domain.search.visibility import may_see
from services.complaints.ports.cases import CasePorts
from shared.errors import Forbidden
from shared.principal import Principal, Role
from shared.words import N_

MOST = 500
SINCE = timedelta(days=365)


@dataclass(frozen=True, kw_only=True)
class ListedRefunds:
    """The cases, the latest order first; `more` says that older ones of the year are left out."""

    cases: tuple[Case, ...]
    totals: RefundTotals
    more: bool


def list_refunds(principal: Principal, *, now: datetime, ports: CasePorts) -> ListedRefunds:
    """Return what was ordered back in the last 365 days.

    Raises:
        Forbidden: not a supervisor of a city.
    """
    if principal.role is not Role.SUPERVISOR or not principal.city:
        raise Forbidden(N_("只有口岸办可以查看全市退款"))
    found = ports.cases.refunding(principal.city, since=now - SINCE, most=MOST + 1)
    cases = tuple(case for case in found[:MOST] if may_see(principal, case))
    totals = sum((case.refunds.totals for case in cases if case.refunds), RefundTotals())
    return ListedRefunds(cases=cases, totals=totals, more=len(found) > MOST)
