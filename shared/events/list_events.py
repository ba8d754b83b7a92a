"""Events about the lists of charges. None holds a personal datum or an address."""

from dataclasses import dataclass
from datetime import date

from shared.events.envelope import Event, event


@event(topic="lists", type="catalogue.told.v1")
@dataclass(frozen=True, kw_only=True)
class ListTold(Event):
    """Something about a list of charges is told; key is the list's id, or what is reminded of.

    `act` is "submitted", "returned", "published", "reminded", "withdrawn", or "eve" on the
    day before a list begins; `departments` are ids, `enterprises` credit codes of those who are
    told.
    """

    act: str
    city: str
    port: str
    body: str
    edition: str
    effective_from: date | None
    departments: tuple[str, ...]
    enterprises: tuple[str, ...]
