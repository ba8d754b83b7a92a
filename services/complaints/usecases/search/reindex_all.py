"""Build the index anew from the store, while searches and writes go on."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from services.complaints.domain.search.indexed_case import indexed
from services.complaints.domain.search.windows import Window, forward
from services.complaints.ports.search import CaseIndex, CaseSource, IndexRefused
from services.complaints.usecases.search.mend_index import mend_index

FIRST_CASES = datetime(2000, 1, 1, tzinfo=UTC)
WIDTH = timedelta(days=92)
CLOCKS_DIFFER = timedelta(days=1)
BATCH = 200


@dataclass(frozen=True, kw_only=True)
class Reindexed:
    """What was written; `refused` has the reason by case number."""

    written: int
    mended: int
    refused: dict[str, str] = field(default_factory=dict)


def reindex_all(*, source: CaseSource, index: CaseIndex, now: datetime) -> Reindexed:
    """Fill a new index, switch over in one step, then bring over what changed meanwhile.

    What a consumer wrote into the old index during the filling is in the store at that version
    or a later one, so comparing all versions after the switch finds it.
    """
    name = index.build()
    written = 0
    refused: dict[str, str] = {}
    for window in all_windows(now):
        ids = list(source.versions_filed(window))
        for start in range(0, len(ids), BATCH):
            cases = source.cases(ids[start : start + BATCH])
            try:
                index.put([indexed(case) for case in cases], into=name)
            except IndexRefused as some:
                refused |= some.reasons
            written += len(cases)
    index.switch_to(name)
    mended = mend_index(all_windows(now), source=source, index=index)
    refused |= mended.refused
    return Reindexed(
        written=written - len(refused), mended=len(mended.differences), refused=refused
    )


def all_windows(now: datetime) -> list[Window]:
    """Return windows that cover every case there can be."""
    return list(forward(FIRST_CASES, now + CLOCKS_DIFFER, WIDTH))
