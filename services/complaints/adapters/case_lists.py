"""Which cases there are: lists of them by reporter, respondent, department, measure and time."""

from datetime import datetime
from typing import Any

from pymongo import ASCENDING, DESCENDING

from services.complaints.adapters.case_documents import case_of
from services.complaints.domain.cases.case import Case
from services.complaints.domain.cases.worklist import WorkItem
from shared.codec import from_document
from shared.mongo.aggregate import EPOCH, FAR
from shared.mongo.client import Document, Documents, again

CASES = "cases"
_WORK_FIELDS = (
    "title",
    "respondent",
    "track",
    "state",
    "city",
    "department",
    "partners",
    "officers",
    "over",
    "secret",
    "filed_at",
    "clocks",
    "due_on",
    "tasks",
    "forwarding",
    "dispute",
)


class MongoCaseLists:
    """Reads lists of cases; every query fits an index of the collection."""

    def __init__(self, database: Documents) -> None:
        """Read the cases in this database."""
        self._table = database[CASES]

    def of_reporter(self, key: str, *, firm: bool, most: int) -> list[Case]:
        """Return the cases of a reporter by blind index, or of the reporter's firm."""
        return self._newest("reporter_firm_key" if firm else "reporter_key", key, most)

    def about(self, uscc: str, *, most: int) -> list[Case]:
        """Return the cases about an enterprise, newest first."""
        return self._newest("respondent.uscc", uscc, most)

    def merged_into(self, case_id: str, *, most: int) -> list[Case]:
        """Return the cases that follow a case, newest first."""
        return self._newest("merged_into", case_id, most)

    def citing(self, measure: str, *, most: int) -> list[Case]:
        """Return the cases whose routing rests on a measure, newest first."""
        return self._newest("routing.measures", measure, most)

    def count_citing(self, measure: str, *, most: int) -> int:
        """Return how many cases rest on a measure, counted up to `most`."""
        query = {"routing.measures": measure, "filed_at": {"$gt": EPOCH, "$lte": FAR}}
        return again(lambda: self._table.count_documents(query, limit=most))

    def open_in(
        self, *, department: str | None = None, city: str | None = None, most: int
    ) -> list[WorkItem]:
        """Return open cases of one department or one city, by due date, the earliest first."""
        owner = {"department": department} if department else {"city": city}
        return self._work({**owner, "open_due": {"$gt": EPOCH, "$lte": FAR}}, most)

    def asked_of(self, department: str, *, most: int) -> list[WorkItem]:
        """Return open cases in which a department owes an answer, by due date of the case."""
        query: Document = {"asked_departments": department, "open_due": {"$gt": EPOCH, "$lte": FAR}}
        return self._work(query, most)

    def running_out(self, by: datetime, *, most: int) -> list[tuple[str, datetime]]:
        """Return ids of cases with a limit that ran out by then unnoted, and when, oldest first."""
        query = {"next_due": {"$gt": EPOCH, "$lte": by}}
        ordered = self._table.find(query, {"next_due": 1}).sort("next_due", ASCENDING).limit(most)
        return [(row["_id"], row["next_due"]) for row in again(lambda: list(ordered.clone()))]

    def look_again(self, case_id: str, version: int, *, at: datetime) -> bool:
        """Let the clock process look at it no sooner than that; say whether it was unchanged."""
        unchanged = {"_id": case_id, "version": version}
        change = {"$set": {"next_due": at}}
        return again(lambda: self._table.update_one(unchanged, change)).matched_count == 1

    def criticised(self, city: str, *, since: datetime, most: int) -> list[Case]:
        """Return the cases of a city criticised since then, the latest first."""
        return self._of_city(city, "criticised_at", since, most)

    def refunding(self, city: str, *, since: datetime, most: int) -> list[Case]:
        """Return the cases of a city that order money back since then, the latest first."""
        return self._of_city(city, "refunds.since", since, most)

    def provisional(self, by: datetime, *, most: int) -> list[str]:
        """Return ids of open cases with a provisional day that ends by then, oldest first."""
        query = {"provisional_due": {"$gt": EPOCH, "$lte": by}}
        found = self._table.find(query, {"_id": 1}).sort("provisional_due", ASCENDING).limit(most)
        return [row["_id"] for row in again(lambda: list(found.clone()))]

    def open_of(self, city: str) -> list[str]:
        """Return ids of every open case of a city, the earliest due first."""
        query = {"city": city, "open_due": {"$gt": EPOCH, "$lte": FAR}}
        found = self._table.find(query, {"_id": 1}).sort("open_due", ASCENDING)
        return [row["_id"] for row in again(lambda: list(found.clone()))]

    def _work(self, query: Document, most: int) -> list[WorkItem]:
        cursor = self._table.find(query, dict.fromkeys(_WORK_FIELDS, 1))
        ordered = cursor.sort("open_due", ASCENDING).limit(most)
        return [_work_item(row) for row in again(lambda: list(ordered.clone()))]

    def _of_city(self, city: str, field: str, since: datetime, most: int) -> list[Case]:
        query = {"city": city, field: {"$gt": max(since, EPOCH), "$lte": FAR}}
        ordered = self._table.find(query).sort(field, DESCENDING).limit(most)
        return [case_of(row) for row in again(lambda: list(ordered.clone()))]

    def _newest(self, field: str, value: str, most: int) -> list[Case]:
        query = {field: value, "filed_at": {"$gt": EPOCH, "$lte": FAR}}
        ordered = self._table.find(query).sort("filed_at", DESCENDING).limit(most)
        return [case_of(row) for row in again(lambda: list(ordered.clone()))]


def _work_item(row: dict[str, Any]) -> WorkItem:
    return from_document(WorkItem, {**row, "id": row["_id"]})
