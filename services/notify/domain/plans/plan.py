"""A plan: which event is told to whom, in which words, over which channels, by which law."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from shared.events.envelope import Event


class Lane(StrEnum):
    """What is sent apart, so that one flood does not slow the others."""

    STATUTORY = "statutory"
    TRANSACTIONAL = "transactional"
    BULK = "bulk"


class Channel(StrEnum):
    """A way to a recipient."""

    INBOX = "inbox"
    EMAIL = "email"


class Role(StrEnum):
    """In which role a recipient is told."""

    REPORTER = "reporter"
    RESPONDENT = "respondent"
    DEPARTMENT = "department"
    ENTERPRISE = "enterprise"
    OFFICER = "officer"
    PORT_OFFICE = "port_office"


class LegalClass(StrEnum):
    """What the message is in law.

    `statutory`: a law obliges to tell. `procedural`: about a proceeding, starts no legal clock.
    `information`: a courtesy.
    """

    STATUTORY = "statutory"
    PROCEDURAL = "procedural"
    INFORMATION = "information"


@dataclass(frozen=True, kw_only=True)
class Basis:
    """Since when a rule holds and by what; `kind` is law, promise or design."""

    effective_from: date
    effective_to: date | None
    province: str | None
    city: str | None
    kind: str
    text: str
    verified: bool

    def holds(self, day: date, city: str | None) -> bool:
        """Tell whether the rule is in force on this legal day in this city."""
        begun = self.effective_from <= day
        open_still = self.effective_to is None or day <= self.effective_to
        return begun and open_still and self.city in {None, city}


@dataclass(frozen=True, kw_only=True)
class Plan:
    """One row: `when` names event fields with the values for which the row is meant.

    `link` is the path of the page that shows more, with the placeholders of the template.
    """

    id: str
    event: str
    when: Mapping[str, tuple[str, ...]]
    role: Role
    template: str
    template_version: int
    channels: tuple[Channel, ...]
    lane: Lane
    legal_class: LegalClass
    limit_code: str | None
    link: str
    basis: Basis

    def is_meant_for(self, event: Event, day: date) -> bool:
        """Tell whether the row speaks of this event, as the law stood on its day."""
        if self.event != event.TYPE or not self.basis.holds(day, getattr(event, "city", None)):
            return False
        return all(getattr(event, name) in wanted for name, wanted in self.when.items())


@dataclass(frozen=True, kw_only=True)
class Silence:
    """Who must not be told of an event, and by what; no plan may break it."""

    event: str
    role: Role
    basis: Basis

    def is_broken_by(self, plan: Plan) -> bool:
        """Tell whether a plan would tell whom the rule keeps out."""
        return (plan.event, plan.role) == (self.event, self.role)
