"""Note in the history of a leading case which cases follow it 并案, or do no more."""

from datetime import datetime

from services.complaints.domain.cases.case import Case
from services.complaints.domain.cases.case_rules import CaseRules
from services.complaints.domain.cases.followers import masters_of, note_follower
from services.complaints.ports.cases import CasePorts
from shared.errors import Conflict, Unavailable
from shared.words import N_

TRIES = 5


def note_merger(case_id: str, *, now: datetime, ports: CasePorts, rules: CaseRules) -> int:
    """Return in how many leading cases it is noted; a repeated or late message adds nothing.

    Raises:
        Unavailable: others kept changing a case; the message comes again.
    """
    case = ports.cases.get(case_id)
    if case is None:
        return 0
    return sum(_noted(each, case, now, ports, rules) for each in masters_of(case))


def _noted(master_id: str, case: Case, now: datetime, ports: CasePorts, rules: CaseRules) -> bool:
    for _ in range(TRIES):
        master = ports.cases.get(master_id)
        noted = note_follower(master, case, rules.act_on(master, None, now)) if master else None
        if noted is None:
            return False
        try:
            ports.cases.save(*noted)
        except Conflict:
            continue
        return True
    raise Unavailable(N_("系统暂时无法使用，请稍后再试"))
