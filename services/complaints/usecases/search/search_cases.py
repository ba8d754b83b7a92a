"""Find cases for a regulator, and what was found where in them."""

from services.complaints.domain.search.asked import AskCases, SearchWords, search_of, understood
from services.complaints.domain.search.case_search import Order
from services.complaints.domain.search.cursor import fingerprint, read, written
from services.complaints.domain.search.results import Results, hit_of
from services.complaints.domain.search.understood import Understood
from services.complaints.domain.search.visibility import may_see, visible_to
from services.complaints.ports.search import CaseIndex, CaseSource
from shared.principal import Principal


def search_cases(
    ask: AskCases,
    principal: Principal,
    *,
    index: CaseIndex,
    source: CaseSource,
    words: SearchWords,
) -> Results:
    """Return one page of the cases that this person may see and asks for.

    The index says which; the store says what they are and, once more, whether this person may
    see them, so a case that was just handed on is not shown by its old entry.

    Raises:
        Invalid: the query or the cursor cannot be read; `errors` have the place.
        Unavailable: the index is away.
    """
    query = understood(ask, words)
    mark = _mark(ask, principal)
    order = _order(ask.order, query)
    after = read(ask.after, order, mark) if ask.after else None
    found = index.find(search_of(ask, query, order, after), visible_to(principal))
    cases = [case for case in source.cases(found.case_ids) if may_see(principal, case)]
    return Results(
        hits=tuple(hit_of(case, query, words.fold) for case in cases),
        total=found.total,
        facets=found.facets,
        next=written(found.next, order, mark) if found.next else None,
        synonyms=query.synonyms,
        order=order,
    )


def _order(asked: Order, query: Understood) -> Order:
    """Nothing to be relevant to: newest first."""
    return Order.NEWEST if asked is Order.RELEVANCE and not query.phrases else asked


def _mark(ask: AskCases, principal: Principal) -> str:
    picked = sorted(
        (facet.value, sorted(chosen.included), sorted(chosen.excluded))
        for facet, chosen in ask.selected.items()
    )
    return fingerprint(
        (ask.typed, ask.exactly, picked, ask.filed_from, ask.filed_to, principal.sub)
    )
