"""Cases of one submission that were stored together and are opened one by one."""

from datetime import datetime
from typing import Protocol

from services.complaints.domain.cases.case import Case


class LinkedStore(Protocol):
    """What a leading case keeps of the others until they are there."""

    def to_open(self, case_id: str) -> list[Case]:
        """Return the cases that were handed in with this one and are not opened yet."""
        ...

    def opened(self, case_id: str) -> None:
        """Note that the cases handed in with this one are there."""
        ...

    def leading_unopened(self, by: datetime, *, most: int) -> list[str]:
        """Return ids of cases filed by then whose others are not opened, oldest first."""
        ...
