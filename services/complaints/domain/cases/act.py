"""Who acts, when, under which rules: what every change of a case is given."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from services.complaints.domain.cases.track import Track
from services.complaints.domain.catalogue.catalogue import Catalogue
from services.complaints.domain.clocks.clock import Clock, ClockExtension, ClockRung
from services.complaints.domain.clocks.limits import Extension, StopEvent
from services.complaints.domain.parties.party_rules import PartyRules
from shared.clock import local_date
from shared.principal import Principal

SYSTEM = "system"


class CaseClocks(Protocol):
    """The dated limits and working-day calendars that hold for one case."""

    def is_set(self, code: str) -> bool:
        """Tell whether a limit of that code holds for the case."""
        ...

    def start(self, code: str, on: date) -> Clock:
        """Return the clock of that limit, triggered on that day."""
        ...

    def again(self, clock: Clock) -> Clock:
        """Return the clock counted anew, with its pauses and extensions."""
        ...

    def pause(self, clock: Clock, reason: str, on: date) -> Clock:
        """Return the clock standing still from the day after `on`.

        Raises:
            PauseRefused: its rule does not list the reason.
        """
        ...

    def resume(self, clock: Clock, on: date) -> Clock:
        """Return the clock running again from the day after `on`."""
        ...

    def extend(self, clock: Clock, extension: ClockExtension) -> Clock:
        """Return the clock with one more extension.

        Raises:
            ExtensionRefused: its rule does not allow it.
        """
        ...

    def extension_row(self, clock: Clock) -> Extension | None:
        """Return what the rule says of the next extension, None where there is none left."""
        ...

    def pause_rows(self, clock: Clock) -> tuple[StopEvent, ...]:
        """Return what the rule lists as not counting."""
        ...

    def ladder_to(self, due_on: date, asked_on: date) -> tuple[ClockRung, ...]:
        """Return the steps by which an answer is pressed for that was asked for until a day."""
        ...

    def working_days_after(self, day: date, count: int) -> date:
        """Return the working day that many working days after a day."""
        ...

    def is_published(self, day: date) -> bool:
        """Tell whether the official calendar of the day's year is loaded."""
        ...


@dataclass(frozen=True, kw_only=True)
class Act:
    """The circumstances of one change.

    Args:
        actor: the officer or supervisor; None where the system or a party acts.
        party: `reporter` or `respondent` where one of them acts, whom no step names.
        stands_for: name of the absent officer for whom the actor stands in; empty without.
        kept_words: what was reported in secret in the cases handled together with this one 并案.
    """

    actor: Principal | None
    now: datetime
    track: Track
    limits: CaseClocks
    parties: PartyRules
    catalogue: Catalogue
    stands_for: str = ""
    party: str = ""
    kept_words: tuple[str, ...] = ()

    @property
    def today(self) -> date:
        """The legal day at +08:00."""
        return local_date(self.now)

    @property
    def sub(self) -> str:
        """The actor's `sub`, which party acts, or `system` where nobody does."""
        return self.actor.sub if self.actor else self.party or SYSTEM
