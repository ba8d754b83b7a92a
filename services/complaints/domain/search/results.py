"""What came of a search, as it is shown."""

from collections.abc import Mapping
from dataclasses import dataclass

from services.complaints.domain.cases.case import Case
from services.complaints.domain.search.case_search import Count, Order
from services.complaints.domain.search.indexed_case import CaseText, Place, texts_of
from services.complaints.domain.search.passages import Passage, opening, passages, whole
from services.complaints.domain.search.tokens import Fold
from services.complaints.domain.search.understood import Understood
from services.complaints.domain.search.vocabulary import Facet


@dataclass(frozen=True, kw_only=True)
class Hit:
    """A case that was found.

    Args:
        title: the whole title with its marks.
        passages: the parts of other texts that were hit; the beginning of the statement,
            unmarked, where only the title was hit or nothing was typed.
    """

    case: Case
    title: Passage
    passages: tuple[Passage, ...]


@dataclass(frozen=True, kw_only=True)
class Results:
    """One page of what was found.

    Args:
        total: how many there are in all; None while the index is away.
        next: the cursor of the next page; None on the last one.
        synonyms: what was found as well.
        is_degraded: the index is away, only the newest cases were looked through.
    """

    hits: tuple[Hit, ...]
    total: int | None
    facets: Mapping[Facet, tuple[Count, ...]]
    next: str | None
    synonyms: tuple[str, ...]
    order: Order
    is_degraded: bool = False


def hit_of(case: Case, query: Understood, fold: Fold) -> Hit:
    """Return a case with the parts of it that were hit."""
    title = CaseText(place=Place.TITLE, text=case.title)
    others = tuple(text for text in texts_of(case) if text.place is not Place.TITLE)
    marked = passages(others, query, fold=fold)
    if not marked:
        marked = tuple(opening(text) for text in others if text.place is Place.STATEMENT)
    return Hit(case=case, title=whole(title, query, fold=fold), passages=marked)
