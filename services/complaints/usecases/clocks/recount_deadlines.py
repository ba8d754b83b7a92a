"""Count open deadlines again that an official calendar makes final or moves."""

from collections.abc import Set as AbstractSet
from datetime import date, datetime, timedelta

from services.complaints.domain.cases.case import Case
from services.complaints.domain.cases.case_rules import CaseRules
from services.complaints.domain.cases.recount import NO_DAYS, recount
from services.complaints.domain.cases.schedule import overdue_at
from services.complaints.domain.clocks.calendar import MOVABLE_FROM, ONE_DAY, Calendar
from services.complaints.ports.calendars import Calendars
from services.complaints.ports.cases import CasePorts
from shared.errors import Conflict, Unavailable
from shared.logs import logger
from shared.metrics import CLOCK_FAILED

AT_ONCE = 100
MOST_LEFT = 1000
MOST_ROUNDS = 1000
OTHERS_FOLLOW = timedelta(minutes=2)
_log = logger(__name__)


def recount_deadlines(*, now: datetime, ports: CasePorts, rules: CaseRules) -> int:
    """Count every provisional deadline again whose year is published, the oldest first.

    Returns how many cases were counted again. Cut short, it goes on with what is left: a case
    that is done is no longer found. One that somebody changes meanwhile, or that cannot be
    counted, waits for the next turn.

    Raises:
        Unavailable: the store is away.
    """
    by = published_until(rules.calendar)
    counted, left = 0, set[str]()
    for _ in range(MOST_ROUNDS):
        found = ports.cases.provisional(by, most=AT_ONCE + len(left))
        fresh = [case_id for case_id in found if case_id not in left]
        if not fresh or len(left) >= MOST_LEFT:
            break
        for case_id in fresh:
            after = _recounted(case_id, now, ports, rules)
            counted += after is not None
            if after is None or _still_found(after, by):
                left.add(case_id)
    return counted


def recount_moved(
    *, now: datetime, ports: CasePorts, calendars: Calendars, rules: CaseRules
) -> int:
    """Count every open deadline again that was counted through a day which a calendar changed.

    Returns how many cases were counted again. The days stay noted until a whole round finds
    nothing left after every process follows the new calendar, so one cut short begins again.

    Raises:
        Unavailable: a store is away.
    """
    unsettled = [each for each in calendars.every() if each.changed]
    if not unsettled:
        return 0
    days = frozenset[date]().union(*(each.changed for each in unsettled))
    found = [
        case_id for city in sorted(rules.parties.cities) for case_id in ports.cases.open_of(city)
    ]
    counted = sum(_recounted(case_id, now, ports, rules, days) is not None for case_id in found)
    for each in unsettled:
        if not counted and now >= each.at + OTHERS_FOLLOW:
            calendars.settle(each)
    return counted


def published_until(calendar: Calendar) -> datetime:
    """Return the instant up to which no notice that is still to come moves a day."""
    published = [year for year, each in calendar.years.items() if each.published]
    return overdue_at(date(max(published, default=calendar.first_year), *MOVABLE_FROM) - ONE_DAY)


def _still_found(case: Case, by: datetime) -> bool:
    return case.provisional_due is not None and case.provisional_due <= by


def _recounted(
    case_id: str,
    now: datetime,
    ports: CasePorts,
    rules: CaseRules,
    changed: AbstractSet[date] = NO_DAYS,
) -> Case | None:
    try:
        case = ports.cases.get(case_id)
        if case is None:
            return None
        after, events = recount(case, rules.act_on(case, None, now), changed)
        if after is case:
            return None
        ports.cases.save(after, events)
    except Unavailable:
        raise
    except Conflict:
        return None
    except Exception:
        _log.exception("deadlines not counted again, passed over", case=case_id)
        CLOCK_FAILED.labels(service="complaints", work="recount").inc()
        return None
    return after
