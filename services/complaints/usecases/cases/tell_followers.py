"""Tell the reporters of the cases that follow one 并案 of its filing, service and closing."""

from datetime import datetime

from services.complaints.domain.cases.case import Case
from services.complaints.domain.cases.case_rules import CaseRules
from services.complaints.domain.cases.together import tell_together
from services.complaints.ports.cases import CasePorts
from services.complaints.usecases.cases.repeats import MOST
from shared.errors import Conflict, Unavailable
from shared.words import N_

TRIES = 8


def tell_followers(case_id: str, *, now: datetime, ports: CasePorts, rules: CaseRules) -> int:
    """Return how many times a reporter is told; each is told of each news once.

    Raises:
        Unavailable: others kept changing a case; the message comes again.
    """
    master = ports.cases.get(case_id)
    if master is None:
        return 0
    followers = ports.cases.merged_into(case_id, most=MOST)
    return sum(_told(case.id, master, now, ports, rules) for case in followers)


def _told(case_id: str, master: Case, now: datetime, ports: CasePorts, rules: CaseRules) -> int:
    count = 0
    for _ in range(TRIES):
        case = ports.cases.get(case_id)
        if case is None or case.merged_into != master.id:
            return count
        told = tell_together(case, master, rules.act_on(case, None, now))
        if told is None:
            return count
        try:
            ports.cases.save(*told)
        except Conflict:
            continue
        count += 1
    raise Unavailable(N_("系统暂时无法使用，请稍后再试"))
