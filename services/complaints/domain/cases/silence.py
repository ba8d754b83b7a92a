"""What the clock process notes: the respondent was asked, and nothing came within the term."""

from services.complaints.domain.cases.act import Act
from services.complaints.domain.cases.asking import open_question
from services.complaints.domain.cases.case import Case
from services.complaints.domain.cases.recorded_step import RecordedStep
from services.complaints.domain.cases.schedule import overdue_at
from services.complaints.domain.cases.take import take
from shared.events.envelope import Event

SILENT = "respondent_silent"


def note_silence(case: Case, act: Act) -> tuple[Case, list[Event]] | None:
    """Return the case with the silence noted, and the event; None where nothing was due."""
    asked = open_question(case)
    if asked is None or not case.is_open or overdue_at(asked.until) > act.now:
        return None
    return take(case, RecordedStep(action=SILENT, values={}), act)
