"""Somebody looked whether a contact or a step of a port is still right: who, and on which day."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from services.complaints.domain.commitments.port_contacts import Contact, ProcessStep
from services.complaints.domain.parties.department import City
from shared.principal import Principal, Role

_Entry = TypeVar("_Entry", Contact, ProcessStep)


@dataclass(frozen=True, kw_only=True)
class PortCheck:
    """A check of one entry on one day; `entry` is its id, `department` who looked."""

    entry: str
    city: str
    on: date
    by: str
    department: str


def latest_checks(checks: Iterable[PortCheck]) -> dict[str, PortCheck]:
    """Return the latest check of each entry."""
    found: dict[str, PortCheck] = {}
    for each in checks:
        if each.entry not in found or found[each.entry].on < each.on:
            found[each.entry] = each
    return found


def with_check(entry: _Entry, check: PortCheck | None) -> _Entry:
    """Return an entry with the later of its own day and that of a check."""
    own = entry.last_checked_on
    if check is None or (own is not None and own >= check.on):
        return entry
    return replace(entry, last_checked_on=check.on)


def may_check(person: Principal | None, entry: Contact | ProcessStep, city: City) -> bool:
    """Return whether a person may say that an entry is right.

    Its owner may, and a supervisor of the city's port office: port companies have no officers.
    """
    if person is None or person.city != city.id or person.department is None:
        return False
    if person.role is Role.SUPERVISOR and person.department == city.port_office:
        return True
    return person.role in {Role.OFFICER, Role.SUPERVISOR} and person.department == entry.owner
