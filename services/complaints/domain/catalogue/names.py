"""What items and ports are called: synonyms, aliases, ways of writing."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

_LEGAL_FORMS = re.compile(
    r"(集团股份有限公司|集团有限公司|股份有限公司|有限责任公司|有限公司|公司|集团)$"
)
_REMEMBERED, _LONGEST_REMEMBERED = 8192, 200


def plain_body(text: str) -> str:
    """Return what two writings of a body's name have in common: letters and digits, no form."""
    narrow = unicodedata.normalize("NFKC", text).lower()
    return _LEGAL_FORMS.sub("", "".join(each for each in narrow if each.isalnum()))


@dataclass(frozen=True, kw_only=True)
class Name:
    """A name in both languages and what else people write for it."""

    zh: str
    en: str
    synonyms: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Names:
    """The names of items and ports.

    Args:
        ambiguous: names that may mean several items; they never give a verdict.
        only_of_boxes: synonyms that dues on ships share: they name the item where the charge is
            of boxes, and are ambiguous elsewhere.
        not_in_catalogues: what bills hold beside charges of the port (freight, taxes, sums).
        simplified: traditional character → simplified character.
    """

    items: tuple[Name, ...]
    ambiguous: Mapping[str, tuple[str, ...]]
    not_in_catalogues: tuple[str, ...]
    ports: tuple[Name, ...]
    simplified: Mapping[str, str]
    only_of_boxes: tuple[str, ...] = ()

    def plain(self, text: str) -> str:
        """Return the text half-width, lower-case and in simplified characters."""
        narrow = unicodedata.normalize("NFKC", text).lower()
        return "".join(self.simplified.get(each, each) for each in narrow).strip()

    def key(self, text: str) -> str:
        """Return what two writings of one name have in common: letters and digits alone."""
        return self._keys(text) if len(text) <= _LONGEST_REMEMBERED else self._key(text)

    def _key(self, text: str) -> str:
        return "".join(each for each in self.plain(text) if each.isalnum())

    @cached_property
    def _keys(self) -> Callable[[str], str]:
        """A search asks for the keys of every row of every list again and again."""
        return lru_cache(_REMEMBERED)(self._key)

    def item_group(self, key: str) -> str | None:
        """Return the item a key stands for, itself or by a synonym; None for an unknown one."""
        return self._item_groups.get(key)

    def identity(self, key: str) -> str:
        """Return what all names of one item share: the item's own name, or the key itself."""
        return self._item_groups.get(key, key)

    def identity_of_charge(self, key: str, *, of_boxes: bool) -> str:
        """Return the identity of a name on a bill that is of boxes, or may be of a ship."""
        return key if not of_boxes and key in self._only_of_boxes else self.identity(key)

    def meanings(self, key: str) -> tuple[str, ...]:
        """Return the items an ambiguous name may mean."""
        return self._ambiguous.get(key, ())

    def outside_catalogues(self, key: str) -> bool:
        """Return whether a catalogue of port charges never lists such a thing."""
        return key in self._outside

    def port(self, text: str) -> str:
        """Return the port's own name, or the plain text of a port that is not known."""
        key = self.key(text)
        shorter = (key, *(key.removesuffix(end) for end in ("口岸", "市")))
        return next((self._ports[each] for each in shorter if each in self._ports), key)

    def knows_port(self, port: str) -> bool:
        """Return whether a port's own name is one of the dictionary."""
        return port in self._own_ports

    def body(self, text: str) -> str:
        """Return a body's name without its legal form."""
        return _LEGAL_FORMS.sub("", self.key(text))

    def english(self, item: str) -> str:
        """Return an item's English name; empty where there is none."""
        group = self.item_group(self.key(item))
        return self._english.get(group or "", "")

    @cached_property
    def _item_groups(self) -> dict[str, str]:
        return _by_key(self, self.items)

    @cached_property
    def _ports(self) -> dict[str, str]:
        return _by_key(self, self.ports)

    @cached_property
    def _own_ports(self) -> frozenset[str]:
        return frozenset(each.zh for each in self.ports)

    @cached_property
    def _ambiguous(self) -> dict[str, tuple[str, ...]]:
        return {self.key(name): meanings for name, meanings in self.ambiguous.items()}

    @cached_property
    def _only_of_boxes(self) -> frozenset[str]:
        return frozenset(self.key(name) for name in self.only_of_boxes)

    @cached_property
    def _outside(self) -> frozenset[str]:
        return frozenset(self.key(name) for name in self.not_in_catalogues)

    @cached_property
    def _english(self) -> dict[str, str]:
        return {each.zh: each.en for each in self.items}


def _by_key(names: Names, group: tuple[Name, ...]) -> dict[str, str]:
    return {
        names.key(word): each.zh for each in group for word in (each.zh, each.en, *each.synonyms)
    }
