"""What the survey of charges needs from outside."""

from collections.abc import Sequence
from typing import Protocol

from services.complaints.domain.commitments.survey import SurveyRow


class SurveyStore(Protocol):
    """What firms told; every method raises Unavailable while the store is away."""

    def put(self, city: str, rows: Sequence[SurveyRow]) -> tuple[int, int]:
        """Keep some rows; return how many are new and how many differ from before."""
        ...

    def of_city(self, city: str) -> list[SurveyRow]:
        """Return the rows of a city, in no order."""
        ...
