"""Note every limit that ran out and every step of supervision, oldest first, until none is left."""

from datetime import datetime
from enum import Enum

from services.complaints.domain.cases.announcement_end import note_announced
from services.complaints.domain.cases.case import Case
from services.complaints.domain.cases.case_rules import CaseRules
from services.complaints.domain.cases.overdue import note_overdue
from services.complaints.domain.cases.pressing import press
from services.complaints.domain.cases.pressing_tasks import press_task
from services.complaints.domain.cases.schedule import look_again_at
from services.complaints.domain.cases.silence import note_silence
from services.complaints.ports.cases import CasePorts
from shared.errors import Conflict, Unavailable
from shared.logs import logger
from shared.metrics import CLOCK_FAILED

AT_ONCE = 100
MOST_PASSED_OVER = 1000
MOST_ROUNDS = 10_000
_log = logger(__name__)


class _Looked(Enum):
    """What came of a look at one case."""

    NOTED = "noted"
    WAITS = "waits"
    PASSED_OVER = "passed over"


def note_overdue_cases(*, now: datetime, ports: CasePorts, rules: CaseRules) -> int:
    """Return how many cases were noted.

    A step of supervision is told to people at work: outside the office hours of the city its case
    waits for the next morning. One that somebody changes meanwhile, or that cannot be noted, waits
    for the next turn; with 1000 such cases the turn ends.

    Raises:
        Unavailable: the store is away.
    """
    noted, passed_over = set[str](), set[str]()
    for _ in range(MOST_ROUNDS):
        due = ports.cases.running_out(now, most=AT_ONCE + len(passed_over))
        fresh = [case_id for case_id, _ in due if case_id not in passed_over]
        if not fresh or len(passed_over) >= MOST_PASSED_OVER:
            break
        for case_id in fresh:
            looked = _look(case_id, now, ports, rules)
            if looked is _Looked.NOTED:
                noted.add(case_id)
            elif looked is _Looked.PASSED_OVER:
                passed_over.add(case_id)
    return len(noted)


def _look(case_id: str, now: datetime, ports: CasePorts, rules: CaseRules) -> _Looked:
    try:
        case = ports.cases.get(case_id)
        return _Looked.PASSED_OVER if case is None else _noted(case, now, ports, rules)
    except Unavailable:
        raise
    except Conflict:
        return _Looked.PASSED_OVER
    except Exception:
        _log.exception("limit not noted, passed over", case=case_id)
        CLOCK_FAILED.labels(service="complaints", work="overdue").inc()
        return _Looked.PASSED_OVER


def _noted(case: Case, now: datetime, ports: CasePorts, rules: CaseRules) -> _Looked:
    act = rules.act_on(case, None, now)
    noted, told = note_silence(case, act) or note_announced(case, act) or note_overdue(case, act)
    if told:
        ports.cases.save(noted, told)
        return _Looked.NOTED
    hours = rules.hours_of(case.city)
    if not hours.are_now(now):
        at = look_again_at(case, hours.next_begin(now))
        waits = ports.cases.look_again(case.id, case.version, at=at)
        return _Looked.WAITS if waits else _Looked.PASSED_OVER
    pressed = press_task(case, act, rules.supervision) or press(case, act, rules.supervision)
    if not pressed[1]:
        return _Looked.PASSED_OVER
    ports.cases.save(*pressed)
    return _Looked.NOTED
