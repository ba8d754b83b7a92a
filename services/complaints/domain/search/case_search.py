"""A search for cases and what came of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from services.complaints.domain.search.understood import Understood
from services.complaints.domain.search.vocabulary import Facet

DEFAULT_SIZE = 20
MOST_HITS = 100
SortKey = tuple[float | str, ...]


class Order(StrEnum):
    """How hits are sorted; the case number breaks ties.

    Relevance is where the typed words stand (title, then item, number and respondent, then
    text), and among equals the newest first. It does not depend on the other cases, so a page
    by key stays right while cases come in.
    """

    RELEVANCE = "relevance"
    NEWEST = "newest"
    DUE = "due"
    OVER = "over"


@dataclass(frozen=True)
class Selection:
    """What was picked of one facet: one of `included` (all if empty), none of `excluded`."""

    included: frozenset[str] = frozenset()
    excluded: frozenset[str] = frozenset()


@dataclass(frozen=True, kw_only=True)
class CaseSearch:
    """What is looked for.

    Args:
        filed_from, filed_to: legal days of receipt, both included.
        after: the sort key of the last hit of the page before.
        size: hits a page.
    """

    query: Understood = field(default_factory=Understood)
    selected: Mapping[Facet, Selection] = field(default_factory=dict)
    filed_from: date | None = None
    filed_to: date | None = None
    order: Order = Order.RELEVANCE
    after: SortKey | None = None
    size: int = DEFAULT_SIZE


@dataclass(frozen=True)
class Count:
    """How many cases have this value."""

    value: str
    cases: int


@dataclass(frozen=True, kw_only=True)
class Found:
    """What the index knows of a search; `next` is None on the last page."""

    case_ids: tuple[str, ...]
    total: int
    facets: Mapping[Facet, tuple[Count, ...]]
    next: SortKey | None
