"""Which rows an item's name means: the same name, a sub-item, a synonym; else only likeness."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from functools import lru_cache

from services.complaints.domain.catalogue.asked import Asked
from services.complaints.domain.catalogue.catalogue import Catalogue, Entry
from services.complaints.domain.catalogue.names import Names

_ENDINGS = ("服务费", "手续费", "代理费", "使用费", "附加费", "保管费", "管理费", "费用", "费")
_SURCHARGE = "附加费"
_ALIKE = 0.75
_HALF = 0.5
_SAYS_ENOUGH = 3
_SHORTEST_STEM = 2
_CONTENT_BREAKS = str.maketrans("、，。；,;等", "       ")


class NameMatch(StrEnum):
    """How an item's name met a row's."""

    EXACT = "exact"
    SUB_ITEM = "sub_item"
    SYNONYM = "synonym"
    SIMILAR = "similar"


def match_name(asked: Asked, entry: Entry) -> NameMatch | None:
    """Return how the line's item names this row; None where it does not."""
    if entry.item_key in asked.keys:
        return NameMatch.EXACT
    if entry.sub_key in asked.keys or shown_as_part(asked, entry):
        return NameMatch.SUB_ITEM
    if entry.item in asked.names or entry.sub in asked.names:
        return NameMatch.SYNONYM
    return None


def shown_as_part(asked: Asked, entry: Entry) -> bool:
    """Return whether the line names a whole and its part in one, as 理货服务费-理箱."""
    return (entry.item, entry.sub) in asked.parts or names_part_of_whole(asked, entry)


def names_part_of_whole(asked: Asked, entry: Entry) -> bool:
    """Return whether the line itself shows the row as a sub-line of its all-in item."""
    return (entry.whole, entry.item) in asked.parts


def similar_entries(
    asked: Asked, entries: Iterable[Entry], catalogue: Catalogue
) -> tuple[Entry, ...]:
    """Return rows whose name is like the item's; candidates, never a verdict."""
    wanted = [_wanted(key, catalogue.names) for key in asked.keys]
    return tuple(entry for entry in entries if any(_like(each, entry) for each in wanted))


def ambiguous_entries(
    asked: Asked, entries: Iterable[Entry], catalogue: Catalogue
) -> tuple[Entry, ...]:
    """Return rows of the items an ambiguous name may mean."""
    meant = {item for key in asked.keys for item in catalogue.names.meanings(key)}
    return tuple(entry for entry in entries if meant & entry.groups)


@dataclass(frozen=True)
class _Wanted:
    """A name that rows are compared with: its key, the stem of it, the items a stem stands for."""

    key: str
    stem: str
    groups: frozenset[str | None]


def _wanted(key: str, names: Names) -> _Wanted:
    stem = _stem(key)
    groups = frozenset((names.item_group(stem), names.item_group(stem + "费")))
    return _Wanted(key, stem, groups)


def _like(wanted: _Wanted, entry: Entry) -> bool:
    if wanted.groups & entry.groups:
        return True
    key = wanted.key
    if _names_alike(key, entry.item_key) or (entry.sub_key and _names_alike(key, entry.sub_key)):
        return True
    return not key.endswith(_SURCHARGE) and _content_names(wanted.stem, entry)


@lru_cache(maxsize=20_000)
def _names_alike(key: str, name: str) -> bool:
    if key.endswith(_SURCHARGE) and not name.endswith(_SURCHARGE):
        return False
    return (len(name) >= _SAYS_ENOUGH and name in key) or _stems_alike(_stem(key), _stem(name))


def _content_names(stem: str, entry: Entry) -> bool:
    """Return whether the item may be one of the services a row is for.

    A row without a price stands for an annex that is not loaded, so there a service that is
    like the item, or a part of its name, is enough.
    """
    if len(stem) < _SHORTEST_STEM:
        return False
    words = _content_words(entry.row.service_content)
    if any(stem in word for word in words):
        return True
    return entry.row.price_max is None and any(
        len(word) >= _SHORTEST_STEM and (word in stem or _alike(stem, word)) for word in words
    )


@lru_cache(maxsize=4096)
def _content_words(service_content: str) -> tuple[str, ...]:
    return tuple(service_content.translate(_CONTENT_BREAKS).split())


def _stems_alike(stem: str, other: str) -> bool:
    if not stem or not other:
        return False
    short, long = sorted((stem, other), key=len)
    if short in long and len(short) >= _SHORTEST_STEM and len(short) >= _HALF * len(long):
        return True
    return _alike(stem, other)


def _alike(one: str, other: str) -> bool:
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    bounds = (matcher.real_quick_ratio, matcher.quick_ratio)
    return all(bound() >= _ALIKE for bound in bounds) and likeness(one, other) >= _ALIKE


@lru_cache(maxsize=20_000)
def likeness(one: str, other: str) -> float:
    """Return how much two names have in common: 1 for the same, 0 for nothing."""
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def _stem(key: str) -> str:
    for ending in _ENDINGS:
        if key.endswith(ending):
            return key.removesuffix(ending)
    return key
