"""A query with its words made findable: folded, cut, with synonyms and codes in place."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from services.complaints.domain.search.query import CLOSED_FIELDS, Query, QueryWrong, Term
from services.complaints.domain.search.tokens import Fold, words
from services.complaints.domain.search.vocabulary import Facet, Vocabulary
from shared.words import N_

Synonyms = Callable[[str], Sequence[str]]
_FACET_OF = {
    "state": Facet.STATE,
    "department": Facet.DEPARTMENT,
    "track": Facet.TRACK,
    "violation": Facet.VERDICT,
    "finding": Facet.FINDING,
}


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """One thing to find: some phrases, or some codes of a facet.

    Args:
        phrases: words that follow one another, folded; any one of the phrases is enough. The
            first is what was typed, the others its synonyms.
        field: where, None for everywhere.
        codes: codes of `facet`, any of them; empty for phrases.
    """

    phrases: tuple[tuple[str, ...], ...] = ()
    field: str | None = None
    facet: Facet | None = None
    codes: frozenset[str] = frozenset()
    excluded: bool = False


@dataclass(frozen=True, kw_only=True)
class Understood:
    """What is looked for: all conditions must hold, one part of each is enough.

    Args:
        synonyms: what is found as well, as the catalogue writes it, each once.
    """

    conditions: tuple[tuple[Wanted, ...], ...] = ()
    synonyms: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing was typed."""
        return not self.conditions

    @property
    def typed(self) -> tuple[tuple[str, ...], ...]:
        """The phrases that were typed to be found, without synonyms."""
        return tuple(
            wanted.phrases[0]
            for condition in self.conditions
            for wanted in condition
            if wanted.phrases and not wanted.excluded
        )

    @property
    def phrases(self) -> tuple[tuple[str | None, tuple[str, ...]], ...]:
        """What a hit shows marks for: pairs of field and phrase, longest phrase first."""
        found = [
            (wanted.field, phrase)
            for condition in self.conditions
            for wanted in condition
            if not wanted.excluded
            for phrase in wanted.phrases
        ]
        return tuple(sorted(found, key=lambda pair: -len(pair[1])))


def understand(
    query: Query, *, fold: Fold, synonyms: Synonyms, vocabulary: Vocabulary
) -> Understood:
    """Return the query with its words made findable.

    Args:
        query: what was typed.
        fold: writes a text in one way: half-width, simplified, lower case.
        synonyms: other names of a charge; () to find only the words that were typed.
        vocabulary: the codes of closed fields.

    Raises:
        QueryWrong: a closed field has no such value, or nothing in a term can be looked for.
    """
    used: dict[str, None] = {}

    def wanted(term: Term) -> Wanted:
        if term.field in CLOSED_FIELDS:
            return _closed(term, _FACET_OF[term.field or ""], vocabulary)
        others = () if term.exact else tuple(synonyms(term.text))
        used.update(dict.fromkeys(others))
        return _open(term, others, fold)

    conditions = tuple(tuple(wanted(term) for term in condition) for condition in query.conditions)
    return Understood(conditions=conditions, synonyms=tuple(used))


def _open(term: Term, others: tuple[str, ...], fold: Fold) -> Wanted:
    typed = words(fold(term.text))
    if not typed:
        raise QueryWrong(N_("这里没有可以检索的字"), term.begin, term.end)
    phrases = (typed, *(words(fold(other)) for other in others))
    unique = tuple(dict.fromkeys(phrase for phrase in phrases if phrase))
    return Wanted(phrases=unique, field=term.field, excluded=term.excluded)


def _closed(term: Term, facet: Facet, vocabulary: Vocabulary) -> Wanted:
    codes = vocabulary.codes(facet, term.text)
    if not codes:
        raise QueryWrong(N_("没有这个名称，请从左侧筛选中选择"), term.begin, term.end)
    return Wanted(facet=facet, codes=codes, field=term.field, excluded=term.excluded)
