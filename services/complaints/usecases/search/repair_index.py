"""Keep the index in step with the store, whatever happened to it."""

from datetime import datetime, timedelta

from services.complaints.domain.search.windows import Window
from services.complaints.ports.search import CaseIndex, CaseSource
from services.complaints.usecases.search.mend_index import Mended, mend_index
from services.complaints.usecases.search.reindex_all import CLOCKS_DIFFER, all_windows, reindex_all

LOOK_BACK = timedelta(minutes=15)


def repair_index(
    *,
    source: CaseSource,
    index: CaseIndex,
    now: datetime,
    wholly: bool,
    looked_at: datetime | None = None,
) -> Mended:
    """Build the index if there is none of the present shape, else write what it lacks.

    Args:
        source: the store.
        index: what may have lost something.
        now: the present instant.
        wholly: compare everything, as at start; else only what changed lately.
        looked_at: what the clock said the last time; it may have been set since.
    """
    if not index.is_current():
        rebuilt = reindex_all(source=source, index=index, now=now)
        return Mended(compared=rebuilt.written, refused=rebuilt.refused)
    if wholly:
        return mend_index(all_windows(now), source=source, index=index)
    before = looked_at or now
    lately = Window(min(now, before) - LOOK_BACK, max(now, before) + CLOCKS_DIFFER)
    return mend_index([lately], source=source, index=index, by_change=True)
