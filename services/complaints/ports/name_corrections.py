"""What the corrections of names need from outside."""

from typing import Protocol

from services.complaints.domain.catalogue.fee_names.correction import NameCorrection


class NameCorrections(Protocol):
    """What officers said; every method raises Unavailable while the store is away."""

    def keep(self, correction: NameCorrection) -> bool:
        """Keep a correction; return False where somebody said the same before."""
        ...

    def newest(self, *, most: int) -> list[NameCorrection]:
        """Return the corrections, the newest first."""
        ...
