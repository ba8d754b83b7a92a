"""What is asked of the store for lists of cases."""

from datetime import datetime
from typing import Protocol

from services.complaints.domain.cases.case import Case
from services.complaints.domain.cases.worklist import WorkItem


class CaseLists(Protocol):
    """Lists of cases by whom they concern and when they are due."""

    def of_reporter(self, key: str, *, firm: bool, most: int) -> list[Case]:
        """Return the cases of a reporter or of its firm by blind index, newest first."""
        ...

    def about(self, uscc: str, *, most: int) -> list[Case]:
        """Return the cases about an enterprise, newest first."""
        ...

    def citing(self, measure: str, *, most: int) -> list[Case]:
        """Return the cases whose routing rests on a measure (`HY-15`), newest first."""
        ...

    def count_citing(self, measure: str, *, most: int) -> int:
        """Return how many cases rest on a measure, counted up to `most`."""
        ...

    def open_in(
        self, *, department: str | None = None, city: str | None = None, most: int
    ) -> list[WorkItem]:
        """Return open cases of one department or one city, by due date, the earliest first."""
        ...

    def asked_of(self, department: str, *, most: int) -> list[WorkItem]:
        """Return open cases in which a department owes an answer, by due date of the case."""
        ...

    def running_out(self, by: datetime, *, most: int) -> list[tuple[str, datetime]]:
        """Return ids of cases with a limit that ran out by then unnoted, and when, oldest first."""
        ...

    def look_again(self, case_id: str, version: int, *, at: datetime) -> bool:
        """Let the clock process look at a case no sooner than that; say whether it was unchanged.

        The next change of the case counts anew when it must be looked at.
        """
        ...

    def criticised(self, city: str, *, since: datetime, most: int) -> list[Case]:
        """Return the cases of a city criticised since then, the latest first."""
        ...

    def refunding(self, city: str, *, since: datetime, most: int) -> list[Case]:
        """Return the cases of a city that order money back since then, the latest first."""
        ...

    def provisional(self, by: datetime, *, most: int) -> list[str]:
        """Return ids of open cases with a provisional day that ends by then, oldest first."""
        ...

    def open_of(self, city: str) -> list[str]:
        """Return ids of every open case of a city, the earliest due first."""
        ...

    def merged_into(self, case_id: str, *, most: int) -> list[Case]:
        """Return the cases that follow a case, newest first."""
        ...
