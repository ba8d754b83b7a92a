"""All dated rules that filing and handling look at, as loaded at start."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from services.complaints.domain.cases.act import Act
from services.complaints.domain.cases.case import Case
from services.complaints.domain.cases.case_clocks import DatedClocks
from services.complaints.domain.cases.category import NO_CATEGORIES, CategoryTree
from services.complaints.domain.cases.clock_ladder import NO_SUPERVISION, Supervision
from services.complaints.domain.cases.track import Track
from services.complaints.domain.catalogue.catalogue import Catalogue
from services.complaints.domain.clocks.calendar import Calendar
from services.complaints.domain.clocks.limits import TimeLimits
from services.complaints.domain.clocks.working_hours import WorkingHours
from services.complaints.domain.parties.folding import Folding
from services.complaints.domain.parties.party_rules import PartyRules
from shared.clock import local_date
from shared.principal import Principal

PRICE_REPORT = "price_report"


class Tracked(Protocol):
    """What a case or a line of the worklist says of its track."""

    @property
    def track(self) -> str:
        """Its code."""
        ...

    @property
    def filed_at(self) -> datetime:
        """When it was received."""
        ...


@dataclass(frozen=True, kw_only=True)
class CaseRules:
    """The rules of one installation; `tracks` by code."""

    tracks: Mapping[str, Track]
    limits: TimeLimits
    calendar: Calendar
    parties: PartyRules
    catalogue: Catalogue
    folding: Folding
    supervision: Supervision = NO_SUPERVISION
    categories: CategoryTree = NO_CATEGORIES

    def act_on(self, case: Case, actor: Principal | None, now: datetime) -> Act:
        """Return the circumstances of a change: the rules of the day the case was received."""
        return Act(
            actor=actor,
            now=now,
            track=self.track_of(case),
            limits=self.clocks(local_date(case.filed_at), case.city),
            parties=self.parties,
            catalogue=self.catalogue,
        )

    def track_of(self, case: Tracked) -> Track:
        """Return the track of a case by the rules of the day it was received."""
        return self.tracks[case.track].on(local_date(case.filed_at))

    def receipt(self, city: str, now: datetime, track: str = PRICE_REPORT) -> Act:
        """Return the circumstances of a receipt on a track."""
        return Act(
            actor=None,
            now=now,
            track=self.tracks[track].on(local_date(now)),
            limits=self.clocks(local_date(now), city),
            parties=self.parties,
            catalogue=self.catalogue,
        )

    def hours_of(self, city: str) -> WorkingHours:
        """Return when people of a city are at work."""
        return self.supervision.hours_of(city, self.calendar)

    def clocks(self, received_on: date, city: str) -> DatedClocks:
        """Return what starts clocks for a case received on a day in a city."""
        return DatedClocks(
            limits=self.limits,
            calendar=self.calendar,
            received_on=received_on,
            city=city,
            supervision=self.supervision,
        )
