"""Return the list of circulated criticism of a supervisor's city."""

from datetime import datetime, timedelta

from services.complaints.domain.cases.case_rules import CaseRules
from services.complaints.domain.cases.criticism import Criticised, criticised
from services.complaints.domain.search.visibility import may_see
from services.complaints.ports.cases import CasePorts
from shared.clock import local_date
from shared.errors import Forbidden
from shared.principal import Principal, Role
from shared.words import N_

MOST = 500
SINCE = timedelta(days=365)


def list_criticised(
    principal: Principal, *, now: datetime, ports: CasePorts, rules: CaseRules
) -> dict[str, list[Criticised]]:
    """Return what entered the list in the last 365 days, by department.

    Raises:
        Forbidden: not a supervisor of a city.
    """
    if principal.role is not Role.SUPERVISOR or not principal.city:
        raise Forbidden(N_("只有口岸办可以查看通报"))
    found = ports.cases.criticised(principal.city, since=now - SINCE, most=MOST)
    return criticised(
        (case for case in found if may_see(principal, case)),
        today=local_date(now),
        calendar=rules.calendar,
        supervision=rules.supervision,
    )
