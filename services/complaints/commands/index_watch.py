"""The loop that keeps the index of cases in step with the store, whatever happened to it."""

from datetime import datetime

from services.complaints.adapters.index_figures import measure_comparison
from services.complaints.container import Container
from services.complaints.usecases.search.repair_index import repair_index
from shared.errors import Unavailable
from shared.logs import logger

SECONDS = 30.0
_log = logger(__name__)


class IndexWatch:
    """Compares everything at start and after an absence, then only what changed lately."""

    def __init__(self, c: Container) -> None:
        """Watch the index of this container."""
        self._c = c
        self._wholly = True
        self._looked_at: datetime | None = None

    def look(self) -> None:
        """Build the index if it is gone, write what it lacks.

        Raises:
            Unavailable: store or index is away.
        """
        c, now = self._c, self._c.now()
        try:
            mended = repair_index(
                source=c.source,
                index=c.index,
                now=now,
                wholly=self._wholly,
                looked_at=self._looked_at,
            )
        except Unavailable:
            self._wholly = True
            raise
        measure_comparison(wholly=self._wholly, differences=len(mended.differences), at=c.now())
        self._wholly, self._looked_at = False, now
        if mended.differences:
            _log.warning("index mended", cases=len(mended.differences), of=mended.compared)
        if mended.refused:
            _log.error("cases refused by the index", reasons=mended.refused)
