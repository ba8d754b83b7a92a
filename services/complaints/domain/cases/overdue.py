"""What the clock process notes: a limit ran out while the duty was open."""

from dataclasses import replace

from services.complaints.domain.cases.act import SYSTEM, Act
from services.complaints.domain.cases.case import Case, Step
from services.complaints.domain.cases.schedule import overdue_at, scheduled
from shared.events.case_events import CaseChanged

OVERDUE = "overdue"


def note_overdue(case: Case, act: Act) -> tuple[Case, list[CaseChanged]]:
    """Return the case with every limit noted that has run out, and the event; none, no event."""
    ran_out = tuple(
        clock.code
        for clock in case.clocks
        if clock.is_running
        and clock.code not in case.overdue
        and overdue_at(clock.due_on) <= act.now
    )
    if not ran_out:
        return case, []
    steps = tuple(
        Step(
            at=act.now,
            actor=SYSTEM,
            actor_name="",
            department=None,
            action=OVERDUE,
            outcome="done",
            text=code,
            legal=False,
            state=case.state,
        )
        for code in ran_out
    )
    after = scheduled(
        replace(
            case,
            overdue=(*case.overdue, *ran_out),
            timeline=(*case.timeline, *steps),
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
