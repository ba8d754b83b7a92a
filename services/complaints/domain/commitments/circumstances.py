"""What every check looks at beside the promise and the facts."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from services.complaints.domain.clocks.calendar import Calendar
from services.complaints.domain.commitments.commitment import (
    CitySettings,
    Commitment,
    EventName,
    Names,
)
from services.complaints.domain.commitments.facts import Facts
from services.complaints.domain.commitments.verdict import Missing, Said, Verdict, Why
from shared.words import N_


@dataclass(frozen=True, kw_only=True)
class Circumstances:
    """One promise, what was told of a case, and what the city has set."""

    commitment: Commitment
    facts: Facts
    settings: CitySettings
    calendar: Calendar
    events: Mapping[str, EventName]
    now: datetime

    def event_name(self, event: str | None) -> Names:
        """Return the name of an event in both languages."""
        return self.events[event].names if event else {"zh": "", "en": ""}

    def lacking(self, *events: str | None) -> Verdict:
        """Answer that events are missing."""
        missing = tuple(Missing("event", each, self.event_name(each)) for each in events if each)
        first = missing[0]
        reason = Said(N_("没有“%(event)s”的时间，不能判断。"), {"event": first.name})
        return Verdict(why=Why.MISSING_EVENT, reason=reason, missing=missing)

    def out_of_order(self) -> Verdict:
        """Answer that the end lies before the start."""
        names: dict[str, str | Names] = {
            "start": self.event_name(self.commitment.start),
            "end": self.event_name(self.commitment.end),
        }
        reason = Said(N_("“%(end)s”早于“%(start)s”，时间有误，不能判断。"), names)
        return Verdict(why=Why.OUT_OF_ORDER, reason=reason)
