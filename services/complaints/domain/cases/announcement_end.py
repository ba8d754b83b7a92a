"""What the clock process notes: the period of a public announcement is over."""

from services.complaints.domain.cases.act import Act
from services.complaints.domain.cases.announced_service import PERIOD
from services.complaints.domain.cases.case import Case, CaseState
from services.complaints.domain.cases.recorded_step import RecordedStep
from services.complaints.domain.cases.schedule import overdue_at
from services.complaints.domain.cases.take import take
from shared.events.envelope import Event

OVER = "announcement_over"


def note_announced(case: Case, act: Act) -> tuple[Case, list[Event]] | None:
    """Return the case with its decision served, and who is told; None where nothing was due."""
    clock = case.clock(PERIOD)
    if clock is None or not clock.is_open or case.state is not CaseState.DECIDED:
        return None
    if overdue_at(clock.due_on) > act.now:
        return None
    return take(case, RecordedStep(action=OVER, values={}), act)
