"""Steps by which stored documents came to their present shape."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta

from services.complaints.adapters.case_documents import case_of
from services.complaints.adapters.case_lists import CASES
from services.complaints.domain.cases.schedule import scheduled
from shared.mongo.client import Document
from shared.mongo.schema import Step

_FIRST = datetime(2018, 1, 1, tzinfo=UTC)
_LAST = datetime(2100, 1, 1, tzinfo=UTC)
_WINDOW = timedelta(days=366)


def _years() -> Iterator[tuple[datetime, datetime]]:
    start = _FIRST
    while start < _LAST:
        yield start, start + _WINDOW
        start += _WINDOW


def _with_provisional_due(document: Document) -> Document | None:
    due = scheduled(case_of(document)).provisional_due
    if due is None or document.get("provisional_due") == due:
        return None
    return {"$set": {"provisional_due": due}}


STEPS: Sequence[Step] = (
    Step(
        number=1,
        name="the nearest provisional day beside the clocks",
        table=CASES,
        by="filed_at",
        windows=_years,
        change=_with_provisional_due,
    ),
)
