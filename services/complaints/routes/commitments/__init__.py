"""The promises of the notices over HTTP: the delay check, the board of measures."""

from dataclasses import dataclass

from services.complaints.domain.clocks.calendar import Calendar
from services.complaints.domain.commitments.commitments import Commitments


@dataclass(frozen=True, kw_only=True)
class CommitmentRules:
    """The rules these routes tell about."""

    commitments: Commitments
    calendar: Calendar
