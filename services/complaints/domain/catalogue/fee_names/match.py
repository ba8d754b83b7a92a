"""Which fee a name on a bill means; a name that means none, or several, is left alone."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from services.complaints.domain.catalogue.fee_names.alike import (
    alike_chinese,
    alike_english,
    reordered,
)
from services.complaints.domain.catalogue.fee_names.dictionary import FeeDictionary
from services.complaints.domain.catalogue.fee_names.surroundings import Surroundings
from services.complaints.domain.catalogue.fee_names.words import is_latin, latin_words, runs

_LONGEST_NAME = 80
_MOST_GUESSED = 12
_CERTAIN = 1.0
_NORMALISED = 0.98
_BOXES = frozenset({"container", "cntr", "box", "ctn"})
_SPACED = frozenset({"and"})


class Method(StrEnum):
    """How a name was understood, or why not."""

    EXACT = "exact"
    SYNONYM = "synonym"
    NORMALISED = "normalised"
    SIMILAR = "similar"
    NONE = "none"
    SEVERAL = "several"
    TOO_GENERAL = "too_general"
    AMBIGUOUS = "ambiguous"
    NOT_A_CHARGE = "not_a_charge"


@dataclass(frozen=True, kw_only=True)
class FeeMatch:
    """What a name means.

    Args:
        item: the fee of the dictionary; None where the name means no single one.
        score: how sure, 0 to 1; 0 where there is no item.
        may_mean: the fees a name with several meanings may stand for.
    """

    name: str
    item: str | None
    method: Method
    score: float
    may_mean: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Said:
    """What one piece of a name says; neither item nor reason where it says nothing at all."""

    item: str | None = None
    score: float = 0.0
    reason: Method | None = None


_NOISE = _Said()
_UNKNOWN = _Said(reason=Method.NONE)


@dataclass(frozen=True, kw_only=True, eq=False)
class FeeMatcher:
    """Reads names by one dictionary; `threshold` stands in for the dictionary's where given."""

    names: FeeDictionary
    threshold: float | None = None

    def match(self, name: str) -> FeeMatch:
        """Return the fee a name means, with how it was understood and how sure that is."""
        written = name.strip()
        folded = self.names.fold(written)
        key = self.names.key(written)
        if not key or len(written) > _LONGEST_NAME:
            return _nothing(name, Method.NONE)
        if item := self.names.by_key.get(key):
            return self._known(name, written, item)
        return self._refused(name, key) or self._read(name, folded)

    @cached_property
    def around(self) -> Surroundings:
        """Return what strips places, sizes and amounts."""
        return Surroundings(self.names.wording, self.names.fold)

    @cached_property
    def _least(self) -> float:
        return self.names.threshold if self.threshold is None else self.threshold

    def _known(self, name: str, written: str, item: str) -> FeeMatch:
        if written in self.names.items:
            return FeeMatch(name=name, item=item, method=Method.EXACT, score=_CERTAIN)
        if written in self.names.as_written:
            return FeeMatch(name=name, item=item, method=Method.SYNONYM, score=_CERTAIN)
        return FeeMatch(name=name, item=item, method=Method.NORMALISED, score=_NORMALISED)

    def _refused(self, name: str, key: str) -> FeeMatch | None:
        names = self.names
        if meant := names.ambiguous_keys.get(key):
            return _nothing(name, Method.AMBIGUOUS, meant)
        reason = self._reason(key)
        return _nothing(name, reason) if reason else None

    def _reason(self, key: str) -> Method | None:
        names = self.names
        if key in names.general_keys:
            return Method.TOO_GENERAL
        if key in names.ambiguous_keys:
            return Method.AMBIGUOUS
        return Method.NOT_A_CHARGE if key in names.outside_keys else None

    def _read(self, name: str, folded: str) -> FeeMatch:
        bare = self.around.without_numbers(folded)
        whole = self._piece(" ".join(bare.split()), whole=True)
        if whole.item and not self._changed(bare):
            return _found(name, whole)
        said = [self._piece(each, whole=False) for each in self.around.pieces(bare)]
        if self._changed(bare):
            return _nothing(name, Method.NOT_A_CHARGE)
        return self._together(name, [each for each in said if each is not _NOISE])

    def _together(self, name: str, said: list[_Said]) -> FeeMatch:
        reasons = [each.reason for each in said if each.reason]
        items = self._own(frozenset(each.item for each in said if each.item))
        if not said:
            return _nothing(name, Method.TOO_GENERAL)
        if len(items) > 1 or (items and reasons):
            return _nothing(name, Method.SEVERAL)
        if reasons:
            return _nothing(name, reasons[0])
        return _found(name, min((each for each in said if each.item in items), key=_score))

    def _own(self, items: frozenset[str]) -> frozenset[str]:
        """Return the items without those of which another one is a sub-item."""
        return items - frozenset(self.names.parent(each) for each in items)

    def _changed(self, text: str) -> bool:
        inner = " ".join(self.around.peeled(each)[-1] for each in self.around.pieces(text))
        return self.around.changes_meaning(inner)

    def _piece(self, piece: str, *, whole: bool) -> _Said:
        if not whole and self.around.is_noise(piece):
            return _NOISE
        for rest in self.around.peeled(piece):
            if found := self._looked_up(rest):
                return found
        return self._guessed(piece, whole=whole)

    def _looked_up(self, text: str) -> _Said | None:
        key = self.names.key(text)
        if item := self.names.by_key.get(key):
            return _Said(item, _NORMALISED)
        if reason := self._reason(key):
            return _Said(reason=reason)
        if item := self.names.find(key) or (self._english(text) if is_latin(text) else None):
            return _Said(item, _NORMALISED)
        return None

    def _english(self, text: str) -> str | None:
        words = latin_words(text, self.names.wording.neutral) - _SPACED
        return self.names.find_english(words) or self.names.find_english(words - _BOXES)

    def _guessed(self, piece: str, *, whole: bool) -> _Said:
        inner = self.around.peeled(piece)[-1]
        if is_latin(inner):
            return self._guessed_english(inner)
        for after in self.around.after_places(inner):
            if (found := self._looked_up(after)) and found.item:
                return found
        parts = runs(piece)
        if len(parts) > 1:
            return _UNKNOWN if whole else self._side_by_side(parts)
        guesses = map(self._guessed_chinese, self.around.peeled(piece)[-_MOST_GUESSED:])
        return next((each for each in guesses if each is not _UNKNOWN), _UNKNOWN)

    def _side_by_side(self, parts: list[str]) -> _Said:
        """Return what Chinese and English say together, where they say the same."""
        said = [self._piece(each, whole=False) for each in parts]
        told = [each for each in said if each is not _NOISE]
        items = frozenset(each.item for each in told)
        if not told:
            return _NOISE
        return min(told, key=_score) if len(items) == 1 else _Said(reason=Method.SEVERAL)

    def _guessed_english(self, text: str) -> _Said:
        words = latin_words(text, self.names.wording.neutral) - _SPACED
        noise = frozenset(each for each in words if self.around.is_noise(each))
        told = words - noise
        if noise and (item := self.names.find_english(told)):
            return _Said(item, _NORMALISED)
        found = alike_english(told, self.names, self._least)
        return _Said(*found) if found else _UNKNOWN

    def _guessed_chinese(self, text: str) -> _Said:
        stem = self.names.stem(self.names.key(text))
        if found := reordered(stem, self.names, self._least):
            return _Said(*found)
        if self._two_in_one(stem):
            return _Said(reason=Method.SEVERAL)
        found = alike_chinese(stem, self.names, self._least)
        return _Said(*found) if found else _UNKNOWN

    def _two_in_one(self, stem: str) -> bool:
        cuts = range(2, len(stem) - 1)
        return any(self.names.find(stem[:at]) and self.names.find(stem[at:]) for at in cuts)


def _score(said: _Said) -> float:
    return said.score


def _found(name: str, said: _Said) -> FeeMatch:
    method = Method.NORMALISED if said.score >= _NORMALISED else Method.SIMILAR
    return FeeMatch(name=name, item=said.item, method=method, score=round(said.score, 2))


def _nothing(name: str, method: Method, may_mean: tuple[str, ...] = ()) -> FeeMatch:
    return FeeMatch(name=name, item=None, method=method, score=0.0, may_mean=may_mean)
