"""Where in a case a query was hit, as pieces of text with and without mark.

The pieces are plain text: whoever shows them escapes each. They come from the case as the store
has it, in its own writing, so a traditional spelling is shown as it was written.
"""

from dataclasses import dataclass

from services.complaints.domain.search.indexed_case import CaseText, Place
from services.complaints.domain.search.tokens import Fold, spans, tokens
from services.complaints.domain.search.understood import Understood

AROUND = 36
LONGEST = 120


@dataclass(frozen=True)
class Piece:
    """A run of text; `hit` where it is what was looked for."""

    text: str
    hit: bool


@dataclass(frozen=True, kw_only=True)
class Passage:
    """A part of one text of a case; `line` is the number of a charge line."""

    place: Place
    pieces: tuple[Piece, ...]
    line: int | None = None

    @property
    def is_hit(self) -> bool:
        """Whether anything in it is marked."""
        return any(piece.hit for piece in self.pieces)


def passages(texts: tuple[CaseText, ...], query: Understood, *, fold: Fold) -> tuple[Passage, ...]:
    """Return a passage of each text that was hit, in the order of the texts."""
    found = []
    for text in texts:
        marks = _marks(text, query, fold)
        if marks:
            found.append(Passage(place=text.place, line=text.line, pieces=_cut(text.text, marks)))
    return tuple(found)


def opening(text: CaseText) -> Passage:
    """Return the beginning of a text, unmarked."""
    return Passage(place=text.place, line=text.line, pieces=_cut(text.text, []))


def whole(text: CaseText, query: Understood, *, fold: Fold) -> Passage:
    """Return a short text in full with its marks."""
    pieces = _pieces(text.text, 0, len(text.text), _marks(text, query, fold))
    return Passage(place=text.place, line=text.line, pieces=pieces)


def _marks(text: CaseText, query: Understood, fold: Fold) -> list[tuple[int, int]]:
    """Return the places to mark, in order, not overlapping; a longer phrase wins."""
    cut = tokens(fold(text.text))
    taken: list[tuple[int, int]] = []
    for field, phrase in query.phrases:
        if field not in {None, text.field}:
            continue
        for begin, end in spans(cut, phrase):
            if all(end <= other_begin or begin >= other_end for other_begin, other_end in taken):
                taken.append((begin, end))
    return sorted(taken)


def _cut(text: str, marks: list[tuple[int, int]]) -> tuple[Piece, ...]:
    first = marks[0][0] if marks else 0
    begin = max(0, first - AROUND) if first > AROUND else 0
    end = min(len(text), max(begin + LONGEST, marks[0][1] if marks else 0))
    inside = [(a, b) for a, b in marks if b <= end]
    pieces = _pieces(text, begin, end, inside)
    if begin:
        pieces = (Piece("…", hit=False), *pieces)
    if end < len(text):
        pieces = (*pieces, Piece("…", hit=False))
    return pieces


def _pieces(text: str, begin: int, end: int, marks: list[tuple[int, int]]) -> tuple[Piece, ...]:
    pieces = []
    place = begin
    for mark_begin, mark_end in marks:
        pieces.append(Piece(text[place:mark_begin], hit=False))
        pieces.append(Piece(text[mark_begin:mark_end], hit=True))
        place = mark_end
    pieces.append(Piece(text[place:end], hit=False))
    return tuple(piece for piece in pieces if piece.text)
