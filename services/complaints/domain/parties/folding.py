"""One writing for many: full-width, zero-width, accents, traditional characters, numerals.

A folded text remembers where each of its characters came from, so what is found in it can be
cut out of the text as it was written.
"""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

NUMERALS = str.maketrans(
    "零〇○洞一壹弌幺二贰弍两三叁叄弎四肆五伍六陆七柒拐八捌九玖勾",
    "000011112222333344556677788999",
)
_BREAKS = frozenset("，。！？；：、,;!?")
_AS_LINE = str.maketrans(dict.fromkeys(_BREAKS, "\n"))
_INVISIBLE = frozenset("\u115f\u1160\u3164\uffa0\u2800")
_KEPT_CONTROLS = frozenset("\n\t ")
_PLAIN = {"Pd": "-", "Zs": " "}


@dataclass(frozen=True)
class Folded:
    """A text in one writing; `origins[i]` is the place of its character i as written."""

    text: str
    origins: Sequence[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the place as written of the characters from `start` up to `end`."""
        return self.origins[start], self.origins[end - 1] + 1

    def numerals(self) -> "Folded":
        """Return the text with Chinese numerals as digits."""
        return Folded(self.text.translate(NUMERALS), self.origins)

    def tight(self) -> "Folded":
        """Return letters and digits alone; punctuation that ends a clause becomes a new line."""
        text, origins = self.text, self.origins
        kept = [at for at, each in enumerate(text) if each.isalnum() or each in _BREAKS]
        joined = "".join([text[at] for at in kept]).translate(_AS_LINE)
        return Folded(joined, [origins[at] for at in kept])

    def joined(self) -> "Folded":
        """Return letters and digits alone, whatever stands between them."""
        text, origins = self.text, self.origins
        kept = [at for at, each in enumerate(text) if each.isalnum()]
        return Folded("".join([text[at] for at in kept]), [origins[at] for at in kept])


@dataclass(frozen=True)
class Folding:
    """Folds texts; `simplified` maps a traditional character to its simplified one."""

    simplified: Mapping[str, str]
    _known: dict[str, str] = field(default_factory=dict, repr=False, compare=False)

    def fold(self, text: str) -> Folded:
        """Return the text in lower case, half-width, simplified, without invisible characters."""
        known = self._known
        for each in set(text):
            if each not in known:
                known[each] = self._fold_one(each)
        pieces = [known[each] for each in text]
        folded = "".join(pieces)
        if len(folded) == len(pieces) and all(pieces):
            return Folded(folded, range(len(pieces)))
        return Folded(folded, [at for at, piece in enumerate(pieces) for _ in piece])

    def plain(self, text: str) -> str:
        """Return a value as it is looked for: letters and digits alone."""
        return self.fold(text).joined().text

    def plain_number(self, text: str) -> str:
        """Return a number as it is looked for: Chinese numerals as digits, nothing between."""
        return self.fold(text).numerals().joined().text

    def _fold_one(self, character: str) -> str:
        parts = unicodedata.normalize("NFKD", character).lower()
        kept = [each for each in parts if not _is_invisible(each)]
        return "".join(self.simplified.get(each, _PLAIN.get(_sort(each), each)) for each in kept)


def _sort(character: str) -> str:
    """Return the Unicode category: Pd for dashes, Zs for spaces."""
    return unicodedata.category(character)


def _is_invisible(character: str) -> bool:
    if character in _INVISIBLE:
        return True
    category = _sort(character)
    return category[0] == "M" or (category in ("Cf", "Cc") and character not in _KEPT_CONTROLS)
