"""All dated rules about time, as loaded at start."""

from collections.abc import Sequence
from dataclasses import dataclass

from services.complaints.domain.clocks.calendar import Calendar
from services.complaints.domain.clocks.limits import TimeLimits
from services.complaints.domain.clocks.office import OfficeHours
from services.complaints.domain.clocks.supervision import Rung


@dataclass(frozen=True, kw_only=True)
class ClockRules:
    """What a deadline is computed from; the calendar may find more years published later."""

    limits: TimeLimits
    calendar: Calendar
    hours: Sequence[OfficeHours]
    rungs: Sequence[Rung]
