"""What the life of a list of charges needs from outside."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any, Protocol

from services.complaints.domain.cases.command import Command
from services.complaints.domain.catalogue.lists.charge_list import ChargeList, Entry
from services.complaints.domain.catalogue.lists.followed import Followed
from services.complaints.domain.catalogue.price_row import PriceList
from shared.events.envelope import Event

Row = Mapping[str, Any]


class PriceListStore(Protocol):
    """The lists of charging bodies, in every state.

    Every method raises Unavailable while the store is away.
    """

    def get(self, list_id: str) -> ChargeList | None:
        """Return a list."""
        ...

    def get_for(self, list_id: str, command: Command) -> tuple[ChargeList | None, bool]:
        """Return a list, and whether it had this command.

        Raises:
            Invalid: the command's key came before with another body.
        """
        ...

    def save(self, charge_list: ChargeList, events: Sequence[Event], command: Command) -> None:
        """Store a list whose version is one above the stored one, 1 where none is.

        Raises:
            Conflict: somebody changed it first.
        """
        ...

    def earlier(self, list_id: str, *, before: int, most: int) -> list[Entry]:
        """Return steps that are kept apart, the last of them being number `before`."""
        ...

    def begin_rows(self, list_id: str, draft: str, at: datetime) -> None:
        """Say that rows are about to be named by a list, or let go by it.

        Raises:
            Conflict: they are being dropped at this moment.
        """
        ...

    def keep_rows(self, source: str, first: int, rows: Sequence[Row]) -> None:
        """Keep at most 50 rows, the first of them being number `first`; may be done again."""
        ...

    def rows(self, charge_list: ChargeList, *, first: int = 1, last: int = 0) -> list[Row]:
        """Return the rows from number `first` to `last`, both included; 0 for the end."""
        ...

    def beginning_on(self, day: date) -> list[ChargeList]:
        """Return the published lists that begin on a day."""
        ...

    def of_city(self, city: str, *, most: int) -> list[ChargeList]:
        """Return the lists of a city, the last changed first."""
        ...

    def of_body(self, uscc: str, *, most: int) -> list[ChargeList]:
        """Return the lists of a body, the last changed first."""
        ...


class RowSources(Protocol):
    """Rows that were begun for a list, or let go by one."""

    def drop_unnamed(self, before: datetime) -> int:
        """Drop rows noted before that no list names; return of how many sources."""
        ...

    def note_unnamed(self, at: datetime) -> int:
        """Note the rows that no list names, as a release before this one left them; count them."""
        ...


class PublishedLists(Protocol):
    """The published lists, as this process knows them."""

    def refresh(self, *, at_once: bool = False) -> tuple[PriceList, ...]:
        """Return them in the order of their editions, the same object while nothing changed."""
        ...


class FollowedStore(Protocol):
    """Who follows which body or port."""

    def get(self, followed_id: str) -> Followed:
        """Return it; one nobody ever followed is empty."""
        ...

    def save(self, followed: Followed, events: Sequence[Event]) -> None:
        """Store it with a version one above the stored one.

        Raises:
            Conflict: somebody changed it first.
        """
        ...
