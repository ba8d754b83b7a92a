"""The cases in MongoDB as the index follows them: by number, and by time in windows."""

from collections.abc import Sequence

from services.complaints.adapters.case_documents import case_of
from services.complaints.adapters.case_lists import CASES
from services.complaints.domain.cases.case import Case
from services.complaints.domain.search.windows import Window
from shared.mongo.client import Document, Documents, again

_SEALED = {"sealed": 0, "outbox": 0, "applied": 0, "to_open": 0}


class MongoCaseSource:
    """Reads cases without what is sealed in them."""

    def __init__(self, database: Documents) -> None:
        """Read the cases of this database."""
        self._table = database[CASES]

    def cases(self, case_ids: Sequence[str]) -> list[Case]:
        """Return those of the cases that exist, in the order asked."""
        if not case_ids:
            return []
        query = {"_id": {"$in": list(case_ids)}}
        rows = again(lambda: list(self._table.find(query, _SEALED)))
        found = {row["_id"]: row for row in rows}
        return [_case(found[case_id]) for case_id in case_ids if case_id in found]

    def versions_filed(self, window: Window) -> dict[str, int]:
        """Return the version of each case received in the window, oldest first."""
        return self._versions("filed_at", window)

    def versions_changed(self, window: Window) -> dict[str, int]:
        """Return the version of each case changed in the window, oldest first."""
        return self._versions("changed_at", window)

    def _versions(self, field: str, window: Window) -> dict[str, int]:
        query = {field: {"$gt": window.start, "$lte": window.end}}
        cursor = self._table.find(query, {"version": 1}).sort(field, 1)
        return {row["_id"]: row["version"] for row in again(lambda: list(cursor.clone()))}


def _case(row: Document) -> Case:
    return case_of({**row, "sealed": {}})
