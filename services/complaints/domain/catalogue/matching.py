"""Which rows an item's name means: the same name, a sub-item, a synonym; else only likeness."""

from collections.abc import Iterable
from difflib import SequenceMatcher
from enum import StrEnum

from services.complaints.domain.catalogue.asked import Asked
from services.complaints.domain.catalogue.catalogue import Catalogue, Entry
from services.complaints.domain.catalogue.names import Names

_ENDINGS = ("服务费", "手续费", "代理费", "使用费", "附加费", "保管费", "管理费", "费用", "费")
_SURCHARGE = "附加费"
_ALIKE = 0.75
_HALF = 0.5
_LONGEST_NAME = 40
_SAYS_ENOUGH = 3
_SHORTEST_STEM = 2
_CONTENT_BREAKS = str.maketrans("、，。；,;等", "       ")


class NameMatch(StrEnum):
    """How an item's name met a row's."""

    EXACT = "exact"
    SUB_ITEM = "sub_item"
    SYNONYM = "synonym"
    SIMILAR = "similar"


def match_name(asked: Asked, entry: Entry, names: Names) -> NameMatch | None:
    """Return how the line's item names this row; None where it does not."""
    for key in asked.keys:
        if key == entry.item_key:
            return NameMatch.EXACT
        if key == entry.sub_key or shown_as_part(key, entry, names):
            return NameMatch.SUB_ITEM
        if names.item_group(key) in entry.groups:
            return NameMatch.SYNONYM
    return None


def shown_as_part(key: str, entry: Entry, names: Names) -> bool:
    """Return whether a key is a whole and its part in one, as 理货服务费-理箱."""
    pairs = ((entry.item_key, entry.sub_key), (entry.whole_key, entry.item_key))
    return any(
        whole and part and _is_whole_and_part(key, whole, part, names) for whole, part in pairs
    )


def names_part_of_whole(asked: Asked, entry: Entry, names: Names) -> bool:
    """Return whether the line itself shows the row as a sub-line of its all-in item."""
    return bool(entry.whole_key) and any(
        _is_whole_and_part(key, entry.whole_key, entry.item_key, names) for key in asked.keys
    )


def same_item(key: str, other: str, names: Names) -> bool:
    """Return whether two keys are the same name or synonyms."""
    group = names.item_group(key)
    return key == other or (group is not None and group == names.item_group(other))


def similar_entries(
    asked: Asked, entries: Iterable[Entry], catalogue: Catalogue
) -> tuple[Entry, ...]:
    """Return rows whose name is like the item's; candidates, never a verdict."""
    names = catalogue.names
    return tuple(entry for entry in entries if any(_like(key, entry, names) for key in asked.keys))


def ambiguous_entries(
    asked: Asked, entries: Iterable[Entry], catalogue: Catalogue
) -> tuple[Entry, ...]:
    """Return rows of the items an ambiguous name may mean."""
    meant = {item for key in asked.keys for item in catalogue.names.meanings(key)}
    return tuple(entry for entry in entries if meant & entry.groups)


def _is_whole_and_part(key: str, whole: str, part: str, names: Names) -> bool:
    for length in range(2, min(len(key) - 1, _LONGEST_NAME)):
        if not same_item(key[:length], whole, names):
            continue
        rest = key[length:].removeprefix("其中").removeprefix("子项")
        if same_item(rest, part, names):
            return True
    return False


def _like(key: str, entry: Entry, names: Names) -> bool:
    own = [name for name in (entry.item_key, entry.sub_key) if name]
    stem = _stem(key)
    if {names.item_group(stem), names.item_group(stem + "费")} & entry.groups:
        return True
    if any(_names_alike(key, name) for name in own):
        return True
    return not key.endswith(_SURCHARGE) and _content_names(stem, entry)


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
    words = entry.row.service_content.translate(_CONTENT_BREAKS).split()
    if any(stem in word for word in words):
        return True
    return entry.row.price_max is None and any(
        len(word) >= _SHORTEST_STEM and (word in stem or _alike(stem, word)) for word in words
    )


def _stems_alike(stem: str, other: str) -> bool:
    if not stem or not other:
        return False
    short, long = sorted((stem, other), key=len)
    if short in long and len(short) >= _SHORTEST_STEM and len(short) >= _HALF * len(long):
        return True
    return _alike(stem, other)


def _alike(one: str, other: str) -> bool:
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= _ALIKE


def _stem(key: str) -> str:
    for ending in _ENDINGS:
        if key.endswith(ending):
            return key.removesuffix(ending)
    return key
