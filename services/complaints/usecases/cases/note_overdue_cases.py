"""Note every limit that ran out, oldest first, until nothing is left."""

from datetime import datetime

from services.complaints.domain.cases.case_rules import CaseRules
from services.complaints.domain.cases.overdue import note_overdue
from services.complaints.domain.cases.silence import note_silence
from services.complaints.ports.cases import CasePorts
from shared.errors import Conflict, Unavailable
from shared.logs import logger
from shared.metrics import CLOCK_FAILED

AT_ONCE = 100
MOST_PASSED_OVER = 1000
MOST_ROUNDS = 1000
_log = logger(__name__)


def note_overdue_cases(*, now: datetime, ports: CasePorts, rules: CaseRules) -> int:
    """Return how many cases were noted.

    One that somebody changes meanwhile, or that cannot be noted, waits for the next turn; with
    1000 such cases the turn ends.

    Raises:
        Unavailable: the store is away.
    """
    noted, passed_over = 0, set[str]()
    for _ in range(MOST_ROUNDS):
        due = ports.cases.running_out(now, most=AT_ONCE + len(passed_over))
        fresh = [case_id for case_id, _ in due if case_id not in passed_over]
        if not fresh or len(passed_over) >= MOST_PASSED_OVER:
            break
        for case_id in fresh:
            if _noted(case_id, now, ports, rules):
                noted += 1
            else:
                passed_over.add(case_id)
    return noted


def _noted(case_id: str, now: datetime, ports: CasePorts, rules: CaseRules) -> bool:
    try:
        case = ports.cases.get(case_id)
        if case is None:
            return False
        act = rules.act_on(case, None, now)
        after, events = note_silence(case, act) or note_overdue(case, act)
        ports.cases.save(after, events)
    except Unavailable:
        raise
    except Conflict:
        return False
    except Exception:
        _log.exception("limit not noted, passed over", case=case_id)
        CLOCK_FAILED.labels(service="complaints", work="overdue").inc()
        return False
    return True
