"""Note that the reporter was told of the filing decision: the limit for telling is met."""

from datetime import datetime

from services.complaints.domain.cases.case import Case
from services.complaints.domain.cases.case_rules import CaseRules
from services.complaints.domain.cases.forms import ReporterTold
from services.complaints.domain.cases.penalty_needs import TELLING
from services.complaints.domain.cases.take import take
from services.complaints.ports.cases import CasePorts
from shared.clock import local_date
from shared.errors import Conflict, Unavailable
from shared.words import N_

TRIES = 5


def note_reporter_told(
    case_id: str, told_at: datetime, *, now: datetime, ports: CasePorts, rules: CaseRules
) -> None:
    """Note it once; a repeated or late message changes nothing.

    Raises:
        Unavailable: others kept changing the case; the message comes again.
    """
    for _ in range(TRIES):
        case = ports.cases.get(case_id)
        if case is None or not _waits(case):
            return
        act = rules.act_on(case, None, now)
        after, events = take(case, ReporterTold(told_on=local_date(told_at)), act)
        try:
            ports.cases.save(after, events)
        except Conflict:
            continue
        return
    raise Unavailable(N_("系统暂时无法使用，请稍后再试"))


def _waits(case: Case) -> bool:
    clock = case.clock(TELLING)
    return case.is_open and clock is not None and clock.is_open
