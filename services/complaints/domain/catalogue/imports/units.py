"""Units of prices as lists write them: 元/箱·天, 箱, 每票."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

_SPLIT = re.compile(r"[/·・*×每]+")
_CURRENCY = re.compile(r"^(?:人民币|元|rmb|cny|¥)+")
_LONGEST_WORD = 8
_TIMES = ("day", "hour", "month")


@dataclass(frozen=True, kw_only=True)
class UnitWords:
    """The words for units; `words`: unit → what it is called, folded."""

    words: Mapping[str, tuple[str, ...]]

    def read(self, text: str) -> str | None:
        """Return the unit a folded text names; empty for 元 alone; None where it is none.

        A word that is not known is returned as it is written: the price is per that, whatever it
        is. What holds a digit is no unit.
        """
        bare = _CURRENCY.sub("", text.strip().strip("()"))
        if not bare:
            return ""
        if known := self._by_word.get(bare):
            return known
        parts = [each for each in _SPLIT.split(bare) if each]
        if not parts or any(not _is_word(each) for each in parts):
            return None
        return self._joined([self._by_word.get(each, each) for each in parts])

    def _joined(self, units: list[str]) -> str | None:
        if units[0] in _TIMES and len(units) == 2:
            units = units[::-1]
        if units == ["box", "call"]:
            return "box_call"
        if len(units) == 1:
            return units[0]
        return "_".join(units) if len(units) <= 3 and len(set(units)) == len(units) else None

    @cached_property
    def pattern(self) -> str:
        """Return a pattern for one known word."""
        words = sorted(self._by_word, key=len, reverse=True)
        return "|".join(re.escape(each) + _end_of(each) for each in words)

    @cached_property
    def _by_word(self) -> dict[str, str]:
        return {word: unit for unit, words in self.words.items() for word in words}


def _is_word(text: str) -> bool:
    return len(text) <= _LONGEST_WORD and text.isalpha()


def _end_of(word: str) -> str:
    return "(?![a-z])" if word.isascii() and word.isalpha() else ""


def daily(unit: str) -> bool:
    """Return whether the price is per day."""
    return unit == "day" or unit.endswith("_day")
