"""What clearance times need from outside."""

from collections.abc import Iterator, Sequence
from typing import Protocol

from services.complaints.domain.commitments.clearance import ClearanceFigures, Declaration


class DeclarationStore(Protocol):
    """The declarations that were imported, and the figures computed of them.

    Every method raises Unavailable while the store is away.
    """

    def put(self, city: str, declarations: Sequence[Declaration]) -> tuple[int, int]:
        """Keep some declarations; return how many are new and how many differ from before."""
        ...

    def behind(self, city: str) -> int | None:
        """Return the version of a city's data when its figures are not of that one, else None."""
        ...

    def of_city(self, city: str) -> Iterator[Declaration]:
        """Give the declarations of a city one by one, in no order."""
        ...

    def keep_figures(self, city: str, figures: ClearanceFigures, *, version: int) -> None:
        """Keep the figures of a city, computed of that version of its data."""
        ...

    def figures(self, city: str) -> ClearanceFigures | None:
        """Return the figures of a city, None before the first import."""
        ...
