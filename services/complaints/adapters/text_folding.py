"""One way of writing: half-width, simplified, lower case, character by character.

Each character becomes exactly one, so a place in the folded text is the same place in the text.
"""

import unicodedata
from functools import lru_cache

from opencc import OpenCC

_HAN = ((0x3400, 0x4DC0), (0x4E00, 0xA000))
_HIGHEST_PLAIN = 0x10000


@lru_cache(maxsize=1)
def _table() -> dict[int, str]:
    table = _simplified()
    for point in range(_HIGHEST_PLAIN):
        character = chr(point)
        folded = unicodedata.normalize("NFKC", character).lower()
        if len(folded) == 1 and folded != character:
            table[point] = table.get(ord(folded), folded)
    return table


def _simplified() -> dict[int, str]:
    """Return traditional to simplified characters, each asked for on a line of its own."""
    han = [chr(point) for begin, end in _HAN for point in range(begin, end)]
    simplified: list[str] = OpenCC("t2s").convert("\n".join(han)).split("\n")
    pairs = zip(han, simplified, strict=True)
    return {ord(old): new for old, new in pairs if old != new and len(new) == 1}


def fold(text: str) -> str:
    """Return the text in one way of writing, as long as it was."""
    return text.translate(_table())
