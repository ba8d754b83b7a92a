"""What the board of measures needs from outside."""

from collections.abc import Sequence
from typing import Protocol

from services.complaints.domain.cases.command import Command
from services.complaints.domain.commitments.measure import Entry, Measure
from shared.events.envelope import Event


class MeasureStore(Protocol):
    """The measures somebody has acted on.

    Every method raises Unavailable while the store is away.
    """

    def of_city(self, city: str) -> list[Measure]:
        """Return the measures of a city, in no order."""
        ...

    def get_for(self, key: str, command: Command) -> tuple[Measure | None, bool]:
        """Return a measure, None where nobody acted on it, and whether it had this command.

        Raises:
            Invalid: the command's key came before with another body.
        """
        ...

    def earlier(self, key: str, *, before: int, most: int) -> list[Entry]:
        """Return entries that are kept apart, oldest first, the last of them number `before`."""
        ...

    def save(self, measure: Measure, events: Sequence[Event], command: Command) -> None:
        """Store a measure whose version is one above the stored one, 1 where none is.

        Raises:
            Conflict: somebody changed it first.
        """
        ...
