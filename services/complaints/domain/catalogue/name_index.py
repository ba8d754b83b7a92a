"""Rows by their names, once for a catalogue: a line looks only at those it may mean."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from services.complaints.domain.catalogue.asked import Asked
from services.complaints.domain.catalogue.catalogue import Catalogue, Entry
from services.complaints.domain.catalogue.matching import likeness, similar_entries

Name = str | tuple[str, str]


@dataclass(frozen=True)
class NameIndex:
    """The rows of a place by everything they may be called.

    Args:
        rows: name, or whole and part → places of rows in the order of the catalogue.
        alike: one row for each writing of item, sub-item and service; `same` all rows like it.
    """

    entries: tuple[Entry, ...]
    rows: Mapping[Name, tuple[int, ...]]
    alike: tuple[Entry, ...]
    same: Mapping[str, tuple[Entry, ...]]

    def may_mean(self, asked: Asked) -> list[Entry]:
        """Return the rows that some name of a line leads to."""
        names: Iterable[Name] = {*asked.keys, *asked.names, *asked.parts}
        places = {place for name in names for place in self.rows.get(name, ())}
        return [self.entries[place] for place in sorted(places)]


@lru_cache(maxsize=256)
def index_at(port: str | None, catalogue: Catalogue) -> NameIndex:
    """Return the index of the rows that a charge at a port may fall under; all without a port."""
    entries = catalogue.entries_for(port)
    rows: dict[Name, list[int]] = {}
    same: dict[tuple[object, ...], list[Entry]] = {}
    for place, entry in enumerate(entries):
        for name in set(_names_of(entry)):
            rows.setdefault(name, []).append(place)
        same.setdefault(_writing(entry), []).append(entry)
    return NameIndex(
        entries=entries,
        rows={name: tuple(places) for name, places in rows.items()},
        alike=tuple(group[0] for group in same.values()),
        same={group[0].row.id: tuple(group) for group in same.values()},
    )


@lru_cache(maxsize=4096)
def nearest_writings(key: str, port: str | None, catalogue: Catalogue) -> tuple[Entry, ...]:
    """Return one row for each writing of an item, the most like the name first."""
    entries = index_at(port, catalogue).alike
    return tuple(sorted(entries, key=lambda entry: -likeness(key, entry.item_key)))


def similar_at(asked: Asked, catalogue: Catalogue) -> list[Entry]:
    """Return the rows of a line's port whose names are only like the item's."""
    index = index_at(asked.port, catalogue)
    found = _similar(_Keys(asked), asked.port, catalogue)
    return [entry for one in found for entry in index.same[one.row.id]]


class _Keys:
    """A line that is equal to every other one with the same names."""

    def __init__(self, asked: Asked) -> None:
        self.asked = asked

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Keys) and self.asked.keys == other.asked.keys

    def __hash__(self) -> int:
        return hash(self.asked.keys)


@lru_cache(maxsize=4096)
def _similar(keys: _Keys, port: str | None, catalogue: Catalogue) -> tuple[Entry, ...]:
    return similar_entries(keys.asked, index_at(port, catalogue).alike, catalogue)


def _names_of(entry: Entry) -> Iterator[Name]:
    yield from filter(None, (entry.item_key, entry.sub_key, entry.item, entry.sub))
    yield (entry.item, entry.sub)
    yield (entry.whole, entry.item)


def _writing(entry: Entry) -> tuple[object, ...]:
    row = entry.row
    return (entry.item_key, entry.sub_key, row.service_content, row.price_max is None)
