"""What the clock process notes: a limit ran out while the duty was open."""

from dataclasses import replace
from datetime import datetime

from services.complaints.domain.cases.act import Act
from services.complaints.domain.cases.case import Case
from services.complaints.domain.cases.schedule import counts, overdue_at, scheduled
from services.complaints.domain.cases.system_step import system_step
from services.complaints.domain.clocks.clock import Clock
from shared.events.case_events import CaseChanged

OVERDUE = "overdue"


def note_overdue(case: Case, act: Act) -> tuple[Case, list[CaseChanged]]:
    """Return the case with every limit noted that has run out, and the event; none, no event."""
    ran_out = tuple(clock.code for clock in case.clocks if _ran_out(clock, case, act))
    if not ran_out:
        return case, []
    after = scheduled(
        replace(
            case,
            overdue=(*case.overdue, *ran_out),
            timeline=(*case.timeline, *(system_step(OVERDUE, code, case, act) for code in ran_out)),
            changed_at=act.now,
            version=case.version + 1,
        )
    )
    event = CaseChanged(
        key=after.id,
        version=after.version,
        occurred_at=act.now,
        action=OVERDUE,
        state=after.state.value,
    )
    return after, [event]


def still_late(case: Case, now: datetime) -> tuple[str, ...]:
    """Return the noted limits without those whose latest clock now ends later than that.

    A limit that stood still, was extended, or began anew is noted again when its time comes; one
    that was met in time and recorded late was not late.
    """
    return tuple(
        code
        for code in case.overdue
        if (clock := case.clock(code)) is None
        or (
            overdue_at(clock.due_on) <= now
            and (clock.met_on is None or clock.met_on > clock.due_on)
        )
    )


def _ran_out(clock: Clock, case: Case, act: Act) -> bool:
    unnoted = counts(clock, case) and clock.code not in case.overdue
    return unnoted and overdue_at(clock.due_on) <= act.now
