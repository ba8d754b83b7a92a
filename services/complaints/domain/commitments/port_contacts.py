"""How to reach a port, and how goods pass it: each with an owner and when it was last checked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from services.complaints.domain.commitments.commitment import Names


@dataclass(frozen=True, kw_only=True)
class Contact:
    """A mailbox or a number; `value` is None until its owner publishes it."""

    id: str
    kind: str
    name: Names
    value: str | None
    owner: str
    last_checked_on: date | None
    source: str | None
    city: str
    basis: str
    basis_kind: str


@dataclass(frozen=True, kw_only=True)
class ProcessStep:
    """A step of clearance, in `order`."""

    id: str
    order: int
    name: Names
    what: Names
    owner: str
    last_checked_on: date | None
    city: str
    basis: str


@dataclass(frozen=True, kw_only=True)
class PortContacts:
    """All ports; what was checked more than `days` ago is to be checked again."""

    contacts: Sequence[Contact]
    steps: Sequence[ProcessStep]
    days: int

    def of(self, city: str) -> tuple[list[Contact], list[ProcessStep]]:
        """Return contacts and steps of a city's port, the steps in order."""
        steps = [each for each in self.steps if each.city == city]
        return (
            [each for each in self.contacts if each.city == city],
            sorted(steps, key=lambda each: each.order),
        )

    def is_overdue(self, entry: Contact | ProcessStep, today: date) -> bool:
        """Tell whether the owner has to look at an entry: never checked, or too long ago."""
        checked = entry.last_checked_on
        return checked is None or checked < today - timedelta(days=self.days)
