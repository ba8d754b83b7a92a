"""Whose eyes an internal note is for: who handles the case and who supervises it, nobody else."""

from dataclasses import replace

from services.complaints.domain.cases.actors import may_handle, supervises
from services.complaints.domain.cases.case import Case, Step
from shared.principal import Principal

NOTE = "note"


def as_read_by(case: Case, person: Principal) -> Case:
    """Return the case as the person may read it.

    That a note was made stays in the history for everybody who sees the case. A helper, the other
    side of a dispute, whoever sent the case on and an auditor read none of its words.
    """
    if may_handle(case, person) or supervises(case, person):
        return case
    return replace(case, timeline=tuple(_without_words(step) for step in case.timeline))


def _without_words(step: Step) -> Step:
    return replace(step, text="", values={}) if step.action == NOTE else step
