"""A line of the history that no person wrote."""

from services.complaints.domain.cases.act import SYSTEM, Act
from services.complaints.domain.cases.case import Case, Step


def system_step(action: str, text: str, case: Case, act: Act) -> Step:
    """Return the line of what the system did on a case; `text` holds codes and numbers alone."""
    return Step(
        at=act.now,
        actor=SYSTEM,
        actor_name="",
        department=None,
        action=action,
        outcome="done",
        text=text,
        legal=False,
        state=case.state,
    )
