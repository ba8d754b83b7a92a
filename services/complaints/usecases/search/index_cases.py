"""Bring cases into the index as the store has them now."""

from collections.abc import Sequence

from services.complaints.domain.search.indexed_case import indexed
from services.complaints.ports.search import CaseIndex, CaseSource


def index_cases(
    case_ids: Sequence[str], *, source: CaseSource, index: CaseIndex
) -> tuple[str, ...]:
    """Write the present state of each case; return the numbers that the store does not know.

    Reading the store, not the event, makes late and repeated events harmless.

    Raises:
        Unavailable: store or index is away; try again.
        IndexRefused: the index will not take some of them.
    """
    wanted = tuple(dict.fromkeys(case_ids))
    cases = source.cases(wanted)
    index.put([indexed(case) for case in cases])
    known = {case.id for case in cases}
    return tuple(case_id for case_id in wanted if case_id not in known)
