"""Compare index and store by version, and write what the index lacks."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from services.complaints.domain.search.windows import Window
from services.complaints.ports.search import CaseIndex, CaseSource, IndexRefused
from services.complaints.usecases.search.index_cases import index_cases

BATCH = 200


@dataclass(frozen=True, kw_only=True)
class Difference:
    """A case whose version in the index is not the store's; None where it is missing."""

    case_id: str
    stored: int | None
    indexed: int | None


@dataclass(kw_only=True)
class Mended:
    """What was compared and put right; `refused` has the reason by case number."""

    compared: int = 0
    differences: list[Difference] = field(default_factory=list)
    refused: dict[str, str] = field(default_factory=dict)


def mend_index(
    windows: Iterable[Window], *, source: CaseSource, index: CaseIndex, by_change: bool = False
) -> Mended:
    """Write every case of these windows that the index lacks or has in an older version.

    Args:
        windows: of receipt, or of the last change with `by_change`.
        source: the store.
        index: what is compared with it.
        by_change: what the windows mean.
    """
    mended = Mended()
    versions_in = source.versions_changed if by_change else source.versions_filed
    for window in windows:
        for stored in batches(versions_in(window)):
            found = behind(stored, index.versions(list(stored)))
            mended.compared += len(stored)
            mended.differences += found
            try:
                index_cases([each.case_id for each in found], source=source, index=index)
            except IndexRefused as some:
                mended.refused |= some.reasons
    return mended


def behind(stored: dict[str, int], indexed: dict[str, int]) -> list[Difference]:
    """Return the cases that the index lacks or has in an older version.

    A newer one is none: the case was changed after the store was read.
    """
    return [
        Difference(case_id=case_id, stored=version, indexed=indexed.get(case_id))
        for case_id, version in stored.items()
        if indexed.get(case_id, 0) < version
    ]


def batches(versions: dict[str, int]) -> Iterable[dict[str, int]]:
    """Yield the versions in portions that one request can carry."""
    ids = list(versions)
    for start in range(0, len(ids), BATCH):
        yield {case_id: versions[case_id] for case_id in ids[start : start + BATCH]}
