"""One way of writing: half-width, simplified, lower case, character by character.

Each character becomes exactly one, so a place in the folded text is the same place in the text.
"""

import unicodedata
from functools import lru_cache

from services.complaints.adapters.character_map import load_folding

_PLANE = 0x10000


def fold(text: str) -> str:
    """Return the text in one way of writing, as long as it was."""
    return text.translate(_table())


@lru_cache(maxsize=1)
def _table() -> dict[int, str]:
    simplified = load_folding().simplified
    points = {*range(_PLANE), *(ord(each) for each in simplified)}
    table = {}
    for character in map(chr, points):
        plain = unicodedata.normalize("NFKC", character).lower()
        folded = simplified.get(plain, plain)
        if len(folded) == 1 and folded != character:
            table[ord(character)] = folded
    return table
