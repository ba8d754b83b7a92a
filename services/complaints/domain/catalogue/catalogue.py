"""The published charges the platform knows, and what may no longer be charged."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from functools import cached_property

from services.complaints.domain.catalogue.administrative_fee import AdministrativeFee
from services.complaints.domain.catalogue.bill_rules import NO_BILL_RULES, BillRules
from services.complaints.domain.catalogue.names import Names
from services.complaints.domain.catalogue.price_row import CancelledItem, PriceList, PriceRow
from services.complaints.domain.catalogue.reductions import Reduction


@dataclass(frozen=True, kw_only=True)
class Entry:
    """A row with the list it stands in and its names ready to be compared.

    Args:
        item: what all names of its item share; `sub` and `whole` likewise for its sub-item and
            for the all-in item it may only be a sub-line of, empty for most.
        bodies: names of its bodies without legal form.
        other_classes: classes of bodies that the same list has rows of its own for.
        by_grade: whether its list has another price for first-grade dangerous cargo 一级危险货物,
            all else being the same.
    """

    row: PriceRow
    home: PriceList
    item_key: str
    sub_key: str
    item: str
    sub: str
    whole: str
    bodies: frozenset[str]
    other_classes: frozenset[str]
    by_grade: bool = False

    @cached_property
    def groups(self) -> frozenset[str]:
        """Return the items its names stand for."""
        return frozenset(each for each in (self.item, self.sub) if each)


@dataclass(frozen=True, kw_only=True, eq=False)
class Catalogue:
    """Every list that is loaded; whether a charge is allowed follows from these alone.

    One is equal to itself alone, so that what follows from it can be remembered.

    Args:
        administrative: fees of the state, which are no prices.
        reductions: ports that may charge only a part of a national price.
        bill_rules: what to look for on a whole bill.
        box_volumes: length of a listed box → its inner volume, m³.
    """

    lists: tuple[PriceList, ...]
    cancelled: tuple[CancelledItem, ...]
    names: Names
    administrative: tuple[AdministrativeFee, ...] = ()
    reductions: tuple[Reduction, ...] = ()
    bill_rules: BillRules = NO_BILL_RULES
    box_volumes: Mapping[str, Decimal] = field(default_factory=dict)

    def with_lists(self, lists: tuple[PriceList, ...]) -> "Catalogue":
        """Return the same with published lists behind its own."""
        return replace(self, lists=(*self.lists, *lists)) if lists else self

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """Return every row with its list, in the order of the lists."""
        return tuple(entry for home in self.lists for entry in self._entries_of(home))

    @cached_property
    def by_id(self) -> Mapping[str, Entry]:
        """Return the rows by their id."""
        return {entry.row.id: entry for entry in self.entries}

    @cached_property
    def wholes(self) -> frozenset[str]:
        """Return the all-in items that others may be a sub-line of."""
        return frozenset(entry.whole for entry in self.entries if entry.whole)

    @cached_property
    def order(self) -> Mapping[str, int]:
        """Return the place of each row by its id."""
        return {entry.row.id: place for place, entry in enumerate(self.entries)}

    @cached_property
    def parts_of_wholes(self) -> Mapping[str, tuple[Entry, ...]]:
        """Return by item the rows that may only be a sub-line of an all-in item."""
        parts: dict[str, tuple[Entry, ...]] = {}
        for entry in self.entries:
            if entry.whole:
                parts[entry.item] = (*parts.get(entry.item, ()), entry)
        return parts

    @cached_property
    def percentages(self) -> Mapping[str, frozenset[str]]:
        """Return by item the items that a price of it is a percentage of."""
        bases: dict[str, frozenset[str]] = {}
        for entry in self.entries:
            if entry.row.percent_of:
                base = self.names.identity(self.names.key(entry.row.percent_of))
                for name in entry.groups:
                    bases[name] = bases.get(name, frozenset()) | {base}
        return bases

    def entries_for(self, port: str | None) -> tuple[Entry, ...]:
        """Return the rows that a charge at a port may fall under; all where it is not known."""
        if port is None:
            return self.entries
        return self._entries_by_port.get(port, self._national_entries)

    @cached_property
    def _entries_by_port(self) -> dict[str, tuple[Entry, ...]]:
        places: dict[str, list[Entry]] = {port: [] for home in self.lists for port in home.ports}
        for entry in self.entries:
            for port in entry.home.ports or places:
                places[port].append(entry)
        return {port: tuple(entries) for port, entries in places.items()}

    @cached_property
    def _national_entries(self) -> tuple[Entry, ...]:
        return tuple(entry for entry in self.entries if entry.home.national)

    @cached_property
    def cancelled_names(self) -> tuple[tuple[CancelledItem, str, str], ...]:
        """Return each abolished item, its body without legal form and what its names share."""
        names = self.names
        return tuple(
            (item, names.body(item.body), names.identity(names.key(item.item)))
            for item in self.cancelled
        )

    def complete_list(
        self, port: str | None, day: date, body: str | None = None
    ) -> PriceList | None:
        """Return a list that names all that may be charged at a port on a day, if loaded.

        A list of one body counts where that body asks for the charge.

        Args:
            port: by its own name.
            day: of the charge.
            body: who charges: its name without legal form or its credit code; None where unknown.
        """
        return next(
            (
                home
                for home in self.lists
                if home.complete
                and home.covers(day)
                and port in home.ports
                and (not home.only_body or body in self._names_of_only_body[home.id])
            ),
            None,
        )

    @cached_property
    def _names_of_only_body(self) -> Mapping[str, frozenset[str]]:
        return {
            home.id: frozenset(
                (self.names.body(home.only_body), *(row.uscc for row in home.rows if row.uscc))
            )
            for home in self.lists
            if home.only_body
        }

    def port_of(self, body: str) -> str | None:
        """Return the one port whose lists name a firm.

        Args:
            body: its name without legal form, or its credit code.
        """
        ports = self._ports_of_firms.get(body, frozenset())
        return next(iter(ports)) if len(ports) == 1 else None

    @cached_property
    def _ports_of_firms(self) -> dict[str, frozenset[str]]:
        ports: dict[str, frozenset[str]] = {}
        for home in self.lists:
            for row in home.rows:
                firms = [] if row.body_is_class else row.body.split("、")
                for firm in (*map(self.names.body, firms), *filter(None, [row.uscc])):
                    ports[firm] = ports.get(firm, frozenset()) | set(home.ports)
        return ports

    def _entries_of(self, home: PriceList) -> tuple[Entry, ...]:
        names = self.names
        classes = frozenset(names.body(row.body) for row in home.rows if row.body_is_class)
        graded = frozenset(_but_for_cargo(row) for row in home.rows if row.cargo_note)
        return tuple(self._entry(home, row, classes, graded) for row in home.rows)

    def _entry(
        self,
        home: PriceList,
        row: PriceRow,
        classes: frozenset[str],
        graded: frozenset[tuple[object, ...]],
    ) -> Entry:
        names = self.names
        bodies = [row.body] if row.body_is_class else row.body.split("、")
        own = frozenset(names.body(body) for body in bodies)
        item_key, sub_key = names.key(row.item), names.key(row.sub_item)
        return Entry(
            row=row,
            home=home,
            item_key=item_key,
            sub_key=sub_key,
            item=names.identity(item_key),
            sub=names.identity(sub_key),
            whole=names.identity(names.key(row.part_of)),
            bodies=own,
            other_classes=frozenset() if home.national else classes - own,
            by_grade=_but_for_cargo(row) in graded,
        )


def _but_for_cargo(row: PriceRow) -> tuple[object, ...]:
    return (row.item, row.body, row.trade, row.direction, row.container, row.loaded)
