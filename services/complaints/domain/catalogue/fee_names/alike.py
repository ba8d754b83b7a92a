"""How alike two names are, and whether what differs could be a slip of the pen."""

from collections.abc import Callable

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA, Levenshtein

from services.complaints.domain.catalogue.fee_names.dictionary import FeeDictionary
from services.complaints.domain.catalogue.fee_names.words import bag

_OTHERS = 8
_CLEAR_LEAD = 0.03
_REORDERED = 0.95
_ALONE = 0.9
_SHORTEST_WORD = 5
_WORDS_ALIKE = 0.78


def reordered(stem: str, names: FeeDictionary, threshold: float) -> tuple[str, float] | None:
    """Return the item whose Chinese name has the same characters in another order."""
    item = names.bags.get(bag(stem))
    return (item, _REORDERED) if item and threshold <= _REORDERED else None


def alike_chinese(stem: str, names: FeeDictionary, threshold: float) -> tuple[str, float] | None:
    """Return the item whose Chinese name differs from `stem` by a slip alone, and how alike."""
    if len(stem) < names.shortest:
        return None
    key = names.closed(stem)
    found = process.extract(
        key,
        names.closed_keys.keys(),
        scorer=fuzz.ratio,
        score_cutoff=threshold * 100,
        limit=_OTHERS,
    )
    scored = [(names.closed_keys[name], score / 100, name) for name, score, _ in found]
    return _clear_best(scored, lambda name: _is_slip(key, name, names))


def alike_english(
    words: frozenset[str], names: FeeDictionary, threshold: float
) -> tuple[str, float] | None:
    """Return the item whose English words differ from these by slips alone, and how alike."""
    known = names.latin
    mended = {_mended(word, known.by_first_letter, known.words) for word in words}
    if None in mended:
        return None
    told = frozenset(each for each in mended if each and each not in names.wording.neutral)
    score = (
        fuzz.ratio(" ".join(sorted(words)), " ".join(sorted(each for each in mended if each))) / 100
    )
    item = names.find_english(told)
    least = max(threshold, _ALONE) if len(words) == 1 else threshold
    return (item, score) if item and least <= score < 1 else None


def _clear_best(
    scored: list[tuple[str, float, str]], fits: Callable[[str], bool]
) -> tuple[str, float] | None:
    if not scored:
        return None
    item, best, name = scored[0]
    rival = max((score for other, score, _ in scored if other != item), default=0.0)
    return (item, best) if best - rival >= _CLEAR_LEAD and fits(name) else None


def _is_slip(written: str, name: str, names: FeeDictionary) -> bool:
    """Return whether the names differ by one character that means nothing where it stands."""
    changes = Levenshtein.editops(written, name)
    if len(changes) > 1:
        return False
    for change in changes:
        lost = name[change.dest_pos] if change.tag != "delete" else ""
        added = written[change.src_pos] if change.tag != "insert" else ""
        if lost in names.wording.decisive and lost:
            return False
        if added and added in names.alphabet:
            return False
    return True


def _mended(word: str, by_first: dict[str, list[str]], known: frozenset[str]) -> str | None:
    if word in known:
        return word
    if len(word) < _SHORTEST_WORD or any(each.isdigit() for each in word):
        return None
    candidates = [each for each in by_first.get(word[0], ()) if len(each) >= _SHORTEST_WORD]
    best = process.extractOne(
        word, candidates, scorer=OSA.normalized_similarity, score_cutoff=_WORDS_ALIKE
    )
    if best is None or word.startswith(best[0]) or best[0].startswith(word):
        return None  # a longer or shorter word is another word, no slip
    return best[0]
