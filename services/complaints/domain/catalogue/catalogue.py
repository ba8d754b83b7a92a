"""The published charges the platform knows, and what may no longer be charged."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from services.complaints.domain.catalogue.names import Names
from services.complaints.domain.catalogue.price_row import CancelledItem, PriceList, PriceRow


@dataclass(frozen=True, kw_only=True)
class Entry:
    """A row with the list it stands in and its names ready to be compared.

    Args:
        whole_key: name of the all-in item it may only be a sub-line of; empty for most.
        groups: the items its name and its sub-item's name stand for.
    """

    row: PriceRow
    home: PriceList
    item_key: str
    sub_key: str
    whole_key: str
    groups: frozenset[str]


@dataclass(frozen=True, kw_only=True)
class Catalogue:
    """Every list that is loaded; whether a charge is allowed follows from these alone."""

    lists: tuple[PriceList, ...]
    cancelled: tuple[CancelledItem, ...]
    names: Names

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """Return every row with its list, in the order of the lists."""
        return tuple(self._entry(home, row) for home in self.lists for row in home.rows)

    @cached_property
    def by_id(self) -> Mapping[str, Entry]:
        """Return the rows by their id."""
        return {entry.row.id: entry for entry in self.entries}

    def complete_list(self, port: str | None, body: str | None, day: date) -> PriceList | None:
        """Return a list that names all that may be charged there or by that body, if loaded.

        Args:
            port: the port's own name; None where it is not known.
            body: a body's name without legal form, or its code; counts where no port is given.
            day: the day of the charge.
        """
        return next(
            (
                home
                for home in self.lists
                if home.complete
                and home.covers(day)
                and (port in home.ports if port else body is not None and self._by(home, body))
            ),
            None,
        )

    def _by(self, home: PriceList, body: str) -> bool:
        return any(
            not row.body_is_class and (self.names.body(row.body) == body or row.uscc == body)
            for row in home.rows
        )

    def _entry(self, home: PriceList, row: PriceRow) -> Entry:
        keys = (self.names.key(row.item), self.names.key(row.sub_item))
        groups = (self.names.item_group(key) for key in keys if key)
        return Entry(
            row=row,
            home=home,
            item_key=keys[0],
            sub_key=keys[1],
            whole_key=self.names.key(row.part_of),
            groups=frozenset(group for group in groups if group),
        )
