"""What searching needs from outside: an index, and the cases themselves."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from services.complaints.domain.cases.case import Case
from services.complaints.domain.search.case_search import CaseSearch, Found
from services.complaints.domain.search.filters import Filter
from services.complaints.domain.search.indexed_case import IndexedCase
from services.complaints.domain.search.windows import Window


class IndexRefused(Exception):
    """The index took all but some cases; `reasons` tells why, by case number."""

    def __init__(self, reasons: Mapping[str, str]) -> None:
        listed = "; ".join(f"{case_id}: {reason}" for case_id, reason in reasons.items())
        super().__init__(f"{len(reasons)} refused by the index: {listed[:500]}")
        self.reasons = dict(reasons)


class CaseIndex(Protocol):
    """Finds cases; a view that may be dropped and built again from the store at any time.

    Every method raises Unavailable while the index is away or is not there.
    """

    def put(self, cases: Sequence[IndexedCase], *, into: str | None = None) -> None:
        """Write cases unless a newer version is there; `into` names an index being built.

        Raises:
            IndexRefused: some cannot be written, however often one tries; all others are.
        """
        ...

    def find(self, search: CaseSearch, visible: Filter) -> Found:
        """Return one page of the cases that are visible and searched for, and their counts."""
        ...

    def versions(self, case_ids: Sequence[str]) -> dict[str, int]:
        """Return the version that is indexed of each case that is."""
        ...

    def case_ids(self, after: str, most: int) -> list[str]:
        """Return the next indexed case numbers in their order."""
        ...

    def is_current(self) -> bool:
        """Tell whether there is an index of the present shape."""
        ...

    def build(self) -> str:
        """Create an empty index of the present shape beside the one in use; return its name."""
        ...

    def switch_to(self, name: str) -> None:
        """Let searches and writes go to that index from now on, and drop the one before."""
        ...

    def refresh(self) -> None:
        """Make what was written findable now."""
        ...

    def ping(self) -> None:
        """Ask for a sign of life."""
        ...


class CaseSource(Protocol):
    """The cases as the store has them; raises Unavailable while it is away."""

    def cases(self, case_ids: Sequence[str]) -> list[Case]:
        """Return those of the cases that exist, in the order asked."""
        ...

    def versions_filed(self, window: Window) -> dict[str, int]:
        """Return the version of each case received in the window, oldest first."""
        ...

    def versions_changed(self, window: Window) -> dict[str, int]:
        """Return the version of each case changed in the window, oldest first."""
        ...
