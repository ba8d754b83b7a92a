"""What a reporter is told whose case follows another one 并案."""

from services.complaints.domain.cases.act import Act
from services.complaints.domain.cases.case import Case
from services.complaints.domain.cases.penalty_needs import TELLING
from services.complaints.domain.cases.recorded_step import RecordedStep
from services.complaints.domain.cases.take import take
from shared.events.case_events import FilingDecided
from shared.events.envelope import Event

TOGETHER = "together_decided"


def tell_together(case: Case, master: Case, act: Act) -> tuple[Case, list[Event]] | None:
    """Return a case that follows another after that one was filed or not, and what is told of it.

    The reporter is told by the number of the own case and learns of no other. None where nobody is
    to be told, or was told of this decision already.
    """
    filing = master.filing
    if filing is None or filing.decided_at is None or not case.real_name:
        return None
    last = case.last(TOGETHER)
    if last is not None and last.at >= filing.decided_at:
        return None
    after, _ = take(case, RecordedStep(action=TOGETHER, values={}), act)
    telling = master.clock(TELLING)
    told = FilingDecided(
        key=after.id,
        version=after.version,
        occurred_at=act.now,
        outcome=filing.outcome.value,
        ground=filing.ground,
        department=after.department,
        respondent_uscc=after.respondent.uscc,
        reporter_ref=after.reporter_ref,
        due_on=telling.due_on if telling else None,
    )
    return after, [told]
