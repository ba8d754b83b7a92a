"""What the clock process notes: somebody was asked, and nothing came within the term."""

from services.complaints.domain.cases.act import Act
from services.complaints.domain.cases.asking import open_question
from services.complaints.domain.cases.case import Case
from services.complaints.domain.cases.recorded_step import RecordedStep
from services.complaints.domain.cases.schedule import overdue_at
from services.complaints.domain.cases.take import take
from services.complaints.domain.cases.waiting import LATE, waits_until
from shared.events.envelope import Event

SILENT = "respondent_silent"


def note_silence(case: Case, act: Act) -> tuple[Case, list[Event]] | None:
    """Return the case with the silence noted, and the event; None where nothing was due."""
    asked = open_question(case)
    if asked is not None and case.is_open and overdue_at(asked.until) <= act.now:
        return take(case, RecordedStep(action=SILENT, values={}), act)
    material = waits_until(case)
    if material is not None and overdue_at(material) <= act.now:
        return take(case, RecordedStep(action=LATE, values={}), act)
    return None
