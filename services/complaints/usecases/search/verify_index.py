"""Compare the whole index with the store and list the differences; changes nothing."""

from dataclasses import dataclass
from datetime import datetime

from services.complaints.ports.search import CaseIndex, CaseSource
from services.complaints.usecases.search.mend_index import Difference, batches, behind
from services.complaints.usecases.search.reindex_all import all_windows

PAGE = 500


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """How many cases store and index have, and where they differ."""

    stored: int
    indexed: int
    differences: tuple[Difference, ...]

    @property
    def is_same(self) -> bool:
        """Whether the index is in step."""
        return not self.differences


def verify_index(*, source: CaseSource, index: CaseIndex, now: datetime) -> Comparison:
    """Return every case that the index lacks, has in an older version, or has too many."""
    index.refresh()
    differences: list[Difference] = []
    stored_ids: set[str] = set()
    for window in all_windows(now):
        for stored in batches(source.versions_filed(window)):
            stored_ids.update(stored)
            differences += behind(stored, index.versions(list(stored)))
    indexed_ids = _indexed(index)
    extra = sorted(indexed_ids - stored_ids)
    kept = {case.id for case in source.cases(extra)} if extra else set()
    surplus = [case_id for case_id in extra if case_id not in kept]
    versions = index.versions(surplus) if surplus else {}
    differences += [
        Difference(case_id=case_id, stored=None, indexed=versions.get(case_id))
        for case_id in surplus
    ]
    return Comparison(
        stored=len(stored_ids) + len(kept),
        indexed=len(indexed_ids),
        differences=tuple(differences),
    )


def _indexed(index: CaseIndex) -> set[str]:
    found: set[str] = set()
    page = index.case_ids("", PAGE)
    while page:
        found.update(page)
        page = index.case_ids(page[-1], PAGE)
    return found
