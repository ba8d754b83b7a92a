"""Search for cases by the index, or among the newest ones while it is away."""

from datetime import datetime

from services.complaints.domain.search.asked import AskCases, SearchWords
from services.complaints.domain.search.results import Results
from services.complaints.ports.search import CaseIndex, CaseSource
from services.complaints.usecases.search.search_cases import search_cases
from services.complaints.usecases.search.search_newest import search_newest
from shared.errors import Unavailable
from shared.principal import Principal


def find_cases(
    ask: AskCases,
    principal: Principal,
    *,
    index: CaseIndex,
    source: CaseSource,
    words: SearchWords,
    now: datetime,
) -> Results:
    """Return one page of cases; `is_degraded` says that only the newest were looked through.

    Raises:
        Invalid: the query or the cursor cannot be read; `errors` have the place.
        Unavailable: the store is away.
    """
    try:
        return search_cases(ask, principal, index=index, source=source, words=words)
    except Unavailable:
        return search_newest(ask, principal, source=source, words=words, now=now)
