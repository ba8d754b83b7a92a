"""What a person asks for, and how it is made a search."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from services.complaints.domain.search.case_search import (
    DEFAULT_SIZE,
    CaseSearch,
    Order,
    Selection,
    SortKey,
)
from services.complaints.domain.search.query import QueryWrong, as_plain_words, parse
from services.complaints.domain.search.tokens import Fold
from services.complaints.domain.search.understood import Synonyms, Understood, understand
from services.complaints.domain.search.vocabulary import Facet, Vocabulary
from shared.errors import FieldError, Invalid


@dataclass(frozen=True, kw_only=True)
class AskCases:
    """What a person asks for.

    Args:
        typed: the search box, as typed.
        exactly: find only the words that were typed, no synonyms.
        filed_from, filed_to: legal days of receipt, both included.
        after: the cursor of the page before.
    """

    typed: str = ""
    exactly: bool = False
    selected: Mapping[Facet, Selection] = field(default_factory=dict)
    filed_from: date | None = None
    filed_to: date | None = None
    order: Order = Order.RELEVANCE
    after: str | None = None
    size: int = DEFAULT_SIZE


@dataclass(frozen=True, kw_only=True)
class SearchWords:
    """How texts are folded, what else a charge is called, what codes are called."""

    fold: Fold
    synonyms: Synonyms
    vocabulary: Vocabulary


def understood(ask: AskCases, words: SearchWords) -> Understood:
    """Return the query as it is looked for.

    Raises:
        Invalid: it cannot be read; the error at "q" has `begin`, `end` and the `plain` words.
    """
    try:
        return understand(
            parse(ask.typed),
            fold=words.fold,
            synonyms=_none if ask.exactly else words.synonyms,
            vocabulary=words.vocabulary,
        )
    except QueryWrong as wrong:
        place = {
            "begin": wrong.begin,
            "end": wrong.end,
            "plain": as_plain_words(ask.typed),
        }
        raise Invalid(
            wrong.message, errors=(FieldError("q", wrong.message, place),), params=place
        ) from wrong


def _none(_: str) -> tuple[str, ...]:
    return ()


def search_of(ask: AskCases, query: Understood, order: Order, after: SortKey | None) -> CaseSearch:
    """Return the search for a query that was understood."""
    return CaseSearch(
        query=query,
        selected=ask.selected,
        filed_from=ask.filed_from,
        filed_to=ask.filed_to,
        order=order,
        after=after,
        size=ask.size,
    )
