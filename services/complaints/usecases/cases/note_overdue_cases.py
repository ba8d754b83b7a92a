"""Note every limit that ran out, oldest first, until nothing is left."""

from datetime import datetime

from services.complaints.domain.cases.case_rules import CaseRules
from services.complaints.domain.cases.overdue import note_overdue
from services.complaints.ports.cases import CasePorts
from shared.errors import Conflict

AT_ONCE = 100
MOST_ROUNDS = 1000


def note_overdue_cases(*, now: datetime, ports: CasePorts, rules: CaseRules) -> int:
    """Return how many cases were noted; one that somebody changes meanwhile waits a round."""
    noted = 0
    for _ in range(MOST_ROUNDS):
        before = noted
        for case in ports.cases.running_out(now, most=AT_ONCE):
            after, events = note_overdue(case, rules.act_on(case, None, now))
            try:
                ports.cases.save(after, events)
            except Conflict:
                continue
            noted += 1
        if noted == before:
            return noted
    return noted
