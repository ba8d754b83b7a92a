"""What the checks of port contacts need from outside."""

from typing import Protocol

from services.complaints.domain.commitments.port_checks import PortCheck


class PortChecks(Protocol):
    """The checks of contacts; every method raises Unavailable while the store is away."""

    def keep(self, check: PortCheck) -> bool:
        """Keep a check; return False where the entry was checked that day already."""
        ...

    def of_city(self, city: str) -> list[PortCheck]:
        """Return the checks of a city, in no order."""
        ...
