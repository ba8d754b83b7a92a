"""The supervisor's view: what is open in each department of the city, with the way to it."""

from collections.abc import Iterable
from dataclasses import dataclass

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from services.complaints.container import Container
from services.complaints.domain.cases.worklist import WorkGroup, Worklist
from services.complaints.routes import container
from services.complaints.routes.cases.work.work_asked import Asked
from services.complaints.usecases.cases.list_work import list_work
from shared.principal import Role
from shared.web.access import access, roles
from shared.web.identity import require_principal
from shared.web.language import words

department_pages = Blueprint("department_pages", __name__, url_prefix="/complaints/work")
SHOWN = (WorkGroup.OVERDUE, WorkGroup.TODAY, WorkGroup.SOON)


@dataclass(frozen=True, kw_only=True)
class DepartmentRow:
    """Counts of one department; each of `groups` is a count with the address of its cases."""

    name: str
    total: int
    address: str
    groups: tuple[tuple[int, str], ...]
    unassigned: int
    tasks: int


@department_pages.get("/departments")
@access(roles(Role.SUPERVISOR))
def show_departments() -> ResponseReturnValue:
    """Show every department that has open cases, the one with the most overdue first."""
    c, person = container(), require_principal()
    found = list_work(person, now=c.now(), ports=c.cases, rules=c.rules)
    return render_template(
        "cases/work/departments.html", rows=_rows(found, c), total=found.total, more=found.more
    )


def _rows(found: Worklist, c: Container) -> list[DepartmentRow]:
    listed = [each.item for group in found.groups.values() for each in group]
    ids = dict.fromkeys(item.department for item in listed)
    rows = [_row(unit, found, c) for unit in ids]
    return sorted(rows, key=lambda row: (*(-count for count, _ in row.groups), -row.total))


def _row(unit: str, found: Worklist, c: Container) -> DepartmentRow:
    own = {
        group: [each.item for each in listed if each.item.department == unit]
        for group, listed in found.groups.items()
    }
    items = [item for group in own.values() for item in group]
    asked = Asked(department=unit)
    return DepartmentRow(
        name=words(c.rules.parties.departments[unit]),
        total=len(items),
        address=asked.address(),
        groups=tuple((len(own[each]), asked.address(group=each.value)) for each in SHOWN),
        unassigned=_count(not item.officers for item in items),
        tasks=sum(len([t for t in item.tasks if t.is_unfinished]) for item in items),
    )


def _count(each: Iterable[bool]) -> int:
    return sum(each)
