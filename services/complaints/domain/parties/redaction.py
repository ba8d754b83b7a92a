"""Takes identities out of a text: those the case holds in any writing, others by pattern."""

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence

from services.complaints.domain.parties.folding import Folded, Folding
from services.complaints.domain.parties.identities import Form, Identities, Mark, Where, forms
from services.complaints.domain.parties.personal_patterns import personal_data
from services.complaints.domain.parties.personal_words import PLACE_END, TRADE_AFTER

_FARTHEST = 24
_OPENING, _CLOSING = tuple("(（[【"), tuple(")）]】")
_LATIN = re.compile(r"[a-z0-9]")


def redact(text: str, identities: Identities, folding: Folding) -> str:
    """Return the text with a mark in place of each identity; takes time linear in its length."""
    return redactor(identities, folding)(text)


def redactor(identities: Identities, folding: Folding) -> Callable[[str], str]:
    """Return what takes the same identities out of many texts."""
    wanted = forms(identities, folding)

    def without(text: str) -> str:
        if not text:
            return text
        folded = folding.fold(text)
        spans = [*_held(text, folded, wanted), *personal_data(folded)]
        return _replaced(text, spans) if spans else text

    return without


def held_redactor(identities: Identities, folding: Folding) -> Callable[[str], str]:
    """Return what takes out these identities alone, from texts that went through patterns before.

    Codes, days and amounts beside them stay as they are.
    """
    wanted = forms(identities, folding)

    def without(text: str) -> str:
        spans = list(_held(text, folding.fold(text), wanted)) if text else []
        return _replaced(text, spans) if spans else text

    return without


def holds_identity(text: str, identities: Identities, folding: Folding) -> bool:
    """Tell whether a text holds one of the identities in any writing."""
    held = _held(text, folding.fold(text), forms(identities, folding))
    return next(held, None) is not None


def _held(text: str, folded: Folded, wanted: Sequence[Form]) -> Iterator[tuple[int, int, Mark]]:
    streams = {Where.LETTERS: folded.tight(), Where.NUMBERS: folded.numerals().joined()}
    for form in wanted:
        stream = streams[form.where]
        for start, end in _places(form, stream.text):
            first, last = stream.span(start, end)
            if not form.word or _is_word(text, first, last):
                yield first, last, form.mark


def _places(form: Form, text: str) -> Iterator[tuple[int, int]]:
    if form.pattern is not None:
        yield from (found.span() for found in form.pattern.finditer(text))
        return
    start = text.find(form.text)
    while start >= 0:
        end = start + len(form.text)
        if form.trade:
            yield from _widened(form, text, start, end)
        else:
            yield start, end
        start = text.find(form.text, start + 1)


def _widened(form: Form, text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield a trade name with the place before it and the trade after it."""
    before = PLACE_END.search(text[max(0, start - _FARTHEST) : start])
    first = start - (len(before[0]) if before else 0)
    after = TRADE_AFTER.match(text, end, end + _FARTHEST)
    last = after.end() if after else end
    if not form.common or (first, last) != (start, end):
        yield first, last


def _is_word(text: str, first: int, last: int) -> bool:
    """Tell whether no Latin letter or digit touches the place in the text as written."""
    around = text[max(0, first - 1) : first] + text[last : last + 1]
    return _LATIN.search(unicodedata.normalize("NFKC", around).lower()) is None


def _replaced(text: str, spans: list[tuple[int, int, Mark]]) -> str:
    """Return the text with each run of touching spans replaced by the mark of its longest."""
    pieces, at = list[str](), 0
    for first, last, mark in _merged(spans):
        start, end = _with_brackets(text, first, last)
        pieces += [text[at : max(at, start)], mark.value]
        at = end
    return "".join([*pieces, text[at:]])


def _with_brackets(text: str, start: int, end: int) -> tuple[int, int]:
    """Widen a place over a bracket that would be left without its partner."""
    inside = text[start:end]
    opened = sum(inside.count(each) for each in _OPENING)
    closed = sum(inside.count(each) for each in _CLOSING)
    if opened > closed and text[end : end + 1] in _CLOSING:
        return start, end + 1
    if closed > opened and start and text[start - 1] in _OPENING:
        return start - 1, end
    return start, end


def _merged(spans: list[tuple[int, int, Mark]]) -> Iterator[tuple[int, int, Mark]]:
    run: tuple[int, int, Mark] | None = None
    longest = 0
    for start, end, mark in sorted(spans, key=lambda span: (span[0], -span[1])):
        if run is None or start >= run[1]:
            if run is not None:
                yield run
            run, longest = (start, end, mark), end - start
            continue
        if end - start > longest:
            run, longest = (run[0], run[1], mark), end - start
        run = (run[0], max(run[1], end), run[2])
    if run is not None:
        yield run
