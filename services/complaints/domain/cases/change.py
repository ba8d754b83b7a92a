"""What one form makes of a case; each kind of form has its own function elsewhere here."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import singledispatch

from services.complaints.domain.cases.act import Act
from services.complaints.domain.cases.case import Case


@dataclass(frozen=True, kw_only=True)
class Change:
    """A case with the form's content in it, before state, clocks and history follow.

    Args:
        outcome: the code of the outcome in the rules of the action.
        text: what the history says of it.
        done_on: the day of the act itself where it lies before the day it is recorded; limits
            that the step ends are met on it.
        started_on: the day of what began limits, where it lies before the day it is recorded.
        values: what was written down field by field, for a step that is data of its track.
    """

    case: Case
    outcome: str = "done"
    text: str = ""
    done_on: date | None = None
    started_on: date | None = None
    values: Mapping[str, str] = field(default_factory=dict)


@singledispatch
def change(form: object, case: Case, act: Act) -> Change:
    """Return what the form makes of the case.

    Raises:
        Invalid: the form does not hold what the law asks for; `errors` name the fields.
    """
    raise TypeError(f"no change is written for {type(form).__name__}")
