"""Where words begin and end, as the index cuts them, so that a hit can be shown in its place.

Source: Unicode Standard Annex 29, part 4 (word boundaries), the part of it that Chinese business
texts need: each Han character is a word; letters and digits run together, over a point or comma
inside a number and a point or apostrophe inside a word.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

Fold = Callable[[str], str]

_WORD = re.compile(
    r"[\u3040-\u309f\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
    r"|(?:[^\W\u3040-\u309f\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
    r"|(?<=\d)[.,](?=\d)|(?<=[^\W\d_])[.'](?=[^\W\d_]))+"
)


@dataclass(frozen=True)
class Token:
    """One word of a text and its place in it."""

    text: str
    start: int
    end: int


def tokens(folded: str) -> list[Token]:
    """Return the words of a folded text in their order."""
    return [Token(found.group(), *found.span()) for found in _WORD.finditer(folded)]


def words(folded: str) -> tuple[str, ...]:
    """Return the words of a folded text without their places."""
    return tuple(_WORD.findall(folded))


def spans(text: Sequence[Token], phrase: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield begin and end of each place where the words follow one another."""
    length = len(phrase)
    if not length:
        return
    for start in range(len(text) - length + 1):
        if all(text[start + offset].text == phrase[offset] for offset in range(length)):
            yield text[start].start, text[start + length - 1].end
