"""The dictionary of fee names: what may stand on a bill at a port, priced by us or not."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from services.complaints.domain.catalogue.fee_names.fee_name import FeeName, Wording
from services.complaints.domain.catalogue.fee_names.words import Latin, bag, is_latin, latin_words

_Key = TypeVar("_Key", str, frozenset[str])
_SHORTEST_STEM = 2
_SHORTEST_BAG = 3
_SURCHARGE = "附加费"
_SAME = str.maketrans("柜", "箱")


class NameClash(ValueError):
    """One name stands for two fees; the text names it."""


@dataclass(frozen=True, kw_only=True, eq=False)
class FeeDictionary:
    """Fees by every way their names are looked up.

    Args:
        version: another one wherever a name may mean another fee.
        fold: puts a text into lower case, half-width and simplified characters.
        threshold: how alike a name must be, 0 to 1; `shortest`: characters it must have for it.
    """

    version: str
    names: tuple[FeeName, ...]
    wording: Wording
    fold: Callable[[str], str]
    threshold: float
    shortest: int

    def key(self, text: str) -> str:
        """Return what two writings of one name have in common: letters, digits, 柜 as 箱."""
        return "".join(each for each in self.fold(text) if each.isalnum()).translate(_SAME)

    def stem(self, key: str) -> str:
        """Return a Chinese name without what may stand at its end."""
        ending = next((each for each in self.wording.endings if key.endswith(each)), "")
        return key.removesuffix(ending)

    def closed(self, key: str) -> str:
        """Return a Chinese name with one ending, so that endings do not tell names apart."""
        return f"{self.stem(key)}费"

    def find(self, key: str) -> str | None:
        """Return the item a name means, whatever may stand at its end; None for no single one."""
        return self.by_key.get(key) or self._by_stem(key)

    def _by_stem(self, key: str) -> str | None:
        if key.endswith(_SURCHARGE):
            return self.surcharge_stems.get(self.stem(key.removesuffix(_SURCHARGE)))
        return self.stems.get(key) or self.stems.get(self.stem(key))

    def find_english(self, words: Iterable[str]) -> str | None:
        """Return the item that English words mean, in any order; None for no single one."""
        told = frozenset(words)
        return None if self.general_english(told) else self.english.get(told)

    def general_english(self, words: frozenset[str]) -> bool:
        """Return whether the words say nothing of what was done."""
        return not words or words in self._general_english

    def parent(self, item: str) -> str:
        """Return the item another is a sub-item of; empty for most."""
        return self._parents.get(item, "")

    @cached_property
    def as_written(self) -> Mapping[str, str]:
        """Return the items by their names exactly as the dictionary writes them."""
        return {word: each.item for each in self.names for word in each.also}

    @cached_property
    def items(self) -> frozenset[str]:
        """Return the fees' own names."""
        return frozenset(each.item for each in self.names)

    @cached_property
    def by_key(self) -> Mapping[str, str]:
        """Return the items by the keys of all their names.

        Raises:
            NameClash: a name stands for two items.
        """
        found: dict[str, str] = {}
        for each in self.names:
            for word in (each.item, *each.also):
                key = self.key(word)
                if found.setdefault(key, each.item) != each.item:
                    raise NameClash(f"“{word}” means {found[key]} and {each.item}")
        return found

    @cached_property
    def stems(self) -> Mapping[str, str]:
        """Return the items by their names without endings; what means two is left out."""
        return _unique(
            (self._bare(key, each), each.item)
            for each, key in self._loose()
            if len(self._bare(key, each)) >= _SHORTEST_STEM
        )

    @cached_property
    def surcharge_stems(self) -> Mapping[str, str]:
        """Return surcharges by their names without “附加费”."""
        return _unique(
            (self._bare(key, each), each.item) for each, key in self._loose() if each.surcharge
        )

    @cached_property
    def closed_keys(self) -> Mapping[str, str]:
        """Return the items by their Chinese names with one ending; what means two is left out."""
        return _unique(
            (self.closed(key), each.item) for each, key in self._loose() if not is_latin(key)
        )

    @cached_property
    def bags(self) -> Mapping[str, str]:
        """Return the items by the characters of their Chinese names, in any order."""
        return _unique(
            (bag(stem), item)
            for stem, item in self.stems.items()
            if len(stem) >= _SHORTEST_BAG and not is_latin(stem)
        )

    @cached_property
    def english(self) -> Mapping[frozenset[str], str]:
        """Return the items by the words of their English names."""
        pairs = [
            (latin_words(self.fold(word), self.wording.neutral), each.item)
            for each in self.names
            if not each.as_written
            for word in (each.en, *each.also)
            if is_latin(self.fold(word))
        ]
        return _unique((words, item) for words, item in pairs if not self.general_english(words))

    @cached_property
    def latin(self) -> Latin:
        """Return the vocabulary of the English names."""
        named = frozenset(word for words in self.english for word in words)
        return Latin(named | self.wording.neutral)

    @cached_property
    def alphabet(self) -> frozenset[str]:
        """Return every Chinese character that stands in some name: none of them is a slip."""
        texts = (*self.by_key, *self.wording.too_general, *self.wording.not_charges)
        return frozenset(each for text in texts for each in text)

    @cached_property
    def ambiguous_keys(self) -> Mapping[str, tuple[str, ...]]:
        """Return the meanings of names that have several."""
        return {self.key(name): meant for name, meant in self.wording.ambiguous.items()}

    @cached_property
    def general_keys(self) -> frozenset[str]:
        """Return the keys of names that say nothing of what was done."""
        return frozenset(self.key(word) for word in self.wording.too_general)

    @cached_property
    def outside_keys(self) -> frozenset[str]:
        """Return the keys of what is no charge of port or carriage."""
        return frozenset(self.key(word) for word in self.wording.not_charges)

    @cached_property
    def _general_english(self) -> frozenset[frozenset[str]]:
        wording = self.wording
        texts = (*wording.too_general, *wording.not_charges, *wording.ambiguous)
        folded = [self.fold(text) for text in texts]
        return frozenset(latin_words(each, wording.neutral) for each in folded if is_latin(each))

    @cached_property
    def _parents(self) -> Mapping[str, str]:
        return {each.item: each.of for each in self.names if each.of}

    def _loose(self) -> Iterable[tuple[FeeName, str]]:
        for each in self.names:
            if not each.as_written:
                yield from ((each, self.key(word)) for word in (each.item, *each.also))

    def _bare(self, key: str, name: FeeName) -> str:
        if key.endswith(_SURCHARGE):
            return key.removesuffix(_SURCHARGE) if name.surcharge else key
        return self.stem(key)


def _unique(pairs: Iterable[tuple[_Key, str]]) -> dict[_Key, str]:
    found: dict[_Key, str] = {}
    twice: set[_Key] = set()
    for key, item in pairs:
        if found.setdefault(key, item) != item:
            twice.add(key)
    return {key: item for key, item in found.items() if key not in twice}
