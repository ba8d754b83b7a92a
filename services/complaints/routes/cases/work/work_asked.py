"""What of the worklist an address asks for, and the address that asks for it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from services.complaints.domain.cases.case import CaseState
from services.complaints.domain.cases.worklist import WorkGroup
from shared.words import N_

ADDRESS = "/complaints/work"
WHOSE: Mapping[str, str] = {
    "": N_("全部（含协办）"),
    "department": N_("本部门承办的"),
    "mine": N_("我承办的"),
}
_DEPARTMENT = re.compile(r"[a-z]{2,8}-[a-z-]{1,40}")


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What of the worklist is asked for; an empty text stands for all, pages count from 1.

    Args:
        whose: `mine` for cases of the person or of whom the person stands in for, `department`
            for those the own department is in charge of; empty adds what it was asked.
        department: of a supervisor's city, the department in charge.
    """

    group: str = ""
    state: str = ""
    whose: str = ""
    department: str = ""
    page: int = 1

    @classmethod
    def of(cls, typed: Mapping[str, str]) -> "Asked":
        """Return what an address asks for; what it cannot mean is left out."""
        group, state, page = (typed.get(name, "") for name in ("group", "state", "page"))
        whose, department = typed.get("whose", ""), typed.get("department", "")
        return cls(
            group=group if group in set(WorkGroup) else "",
            state=state if state in set(CaseState) else "",
            whose=whose if whose in WHOSE else "",
            department=department if _DEPARTMENT.fullmatch(department) else "",
            page=int(page) if page.isascii() and page.isdigit() and 0 < len(page) < 5 else 1,
        )

    def address(self, **changes: Any) -> str:
        """Return the address that asks for this with some things changed."""
        asked = replace(self, **changes)
        told = {
            "group": asked.group,
            "state": asked.state,
            "whose": asked.whose,
            "department": asked.department,
            "page": str(asked.page) if asked.page > 1 else "",
        }
        query = urlencode({name: value for name, value in told.items() if value})
        return f"{ADDRESS}?{query}" if query else ADDRESS
