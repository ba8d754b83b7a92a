"""English words and Chinese characters of a name, apart from their order."""

import re
from dataclasses import dataclass
from functools import cached_property

_HAN = re.compile(r"[\u3400-\u9fff]")
_WORD = re.compile(r"[a-z0-9]+")
_SHORTEST_PLURAL = 4
_SHORTENED = re.compile(
    r"(?<![a-z])(?:(b)/(l)|(d)/(o)|(c)/(o)|(t)/([sr])|(a)/(n)|(o)/(f)|(m)&(r)|(d)&(d)|(lo)/(lo))(?![a-z])"
)


def is_latin(text: str) -> bool:
    """Return whether a folded text holds letters and no Chinese character."""
    return any(each.isalpha() for each in text) and not _HAN.search(text)


def latin_words(text: str, neutral: frozenset[str]) -> frozenset[str]:
    """Return the words of a folded English name without those that say nothing."""
    words = (_singular(each) for each in _WORD.findall(kept_together(text)))
    return frozenset(each for each in words if each not in neutral)


def kept_together(text: str) -> str:
    """Return a folded text with the strokes of short forms such as b/l and d/o left out."""
    return _SHORTENED.sub(lambda met: "".join(each for each in met.groups() if each), text)


def bag(text: str) -> str:
    """Return the characters of a name in one order."""
    return "".join(sorted(text))


def runs(text: str) -> list[str]:
    """Return the runs of Chinese and of other characters of a text, in their order."""
    return [each for each in re.split(r"([\u3400-\u9fff]+)", text) if each.strip()]


def _singular(word: str) -> str:
    if len(word) >= _SHORTEST_PLURAL and word.endswith("s") and not word.endswith("ss"):
        return word[:-1]
    return word


@dataclass(frozen=True)
class Latin:
    """The English words that names of fees are made of."""

    words: frozenset[str]

    @cached_property
    def by_first_letter(self) -> dict[str, list[str]]:
        """Return the words by their first letter: a slip of the pen seldom changes that one."""
        found: dict[str, list[str]] = {}
        for word in sorted(self.words):
            found.setdefault(word[0], []).append(word)
        return found
