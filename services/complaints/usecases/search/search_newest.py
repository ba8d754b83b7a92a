"""What is left of the search without an index."""

from datetime import datetime, timedelta

from services.complaints.domain.cases.case import Case
from services.complaints.domain.search.asked import AskCases, SearchWords, search_of, understood
from services.complaints.domain.search.case_search import Order
from services.complaints.domain.search.indexed_case import indexed
from services.complaints.domain.search.matching import satisfies
from services.complaints.domain.search.results import Results, hit_of
from services.complaints.domain.search.visibility import may_see
from services.complaints.domain.search.windows import backward
from services.complaints.ports.search import CaseSource
from shared.principal import Principal

DAYS_LOOKED_BACK = 60
_DAY = timedelta(days=1)


def search_newest(
    ask: AskCases,
    principal: Principal,
    *,
    source: CaseSource,
    words: SearchWords,
    now: datetime,
) -> Results:
    """Look through the newest cases in the store, newest first: what is left without an index.

    Raises:
        Invalid: the query cannot be read.
    """
    query = understood(ask, words)
    search = search_of(ask, query, Order.NEWEST, None)
    found: list[Case] = []
    for window in backward(now + _DAY, _DAY, DAYS_LOOKED_BACK):
        ids = list(reversed(source.versions_filed(window)))
        found += [
            case
            for case in source.cases(ids)
            if may_see(principal, case) and satisfies(search, indexed(case), fold=words.fold)
        ]
        if len(found) >= ask.size:
            break
    return Results(
        hits=tuple(hit_of(case, query, words.fold) for case in found[: ask.size]),
        total=None,
        facets={},
        next=None,
        synonyms=query.synonyms,
        order=Order.NEWEST,
        is_degraded=True,
    )
