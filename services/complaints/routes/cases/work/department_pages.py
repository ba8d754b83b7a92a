"""The supervisor's view: what is open in each department of the city, with the way to it."""

from dataclasses import dataclass

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from services.complaints.container import Container
from services.complaints.domain.cases.department_figures import (
    DepartmentFigures,
    department_figures,
)
from services.complaints.routes import container
from services.complaints.routes.cases.work.work_asked import Asked
from services.complaints.usecases.cases.list_work import list_work
from shared.principal import Role
from shared.web.access import access, roles
from shared.web.identity import require_principal
from shared.web.language import words

department_pages = Blueprint("department_pages", __name__, url_prefix="/complaints/work")


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
    rows = [_row(each, c) for each in department_figures(found)]
    total = sum(row.total for row in rows)
    return render_template("cases/work/departments.html", rows=rows, total=total, more=found.more)


def _row(figures: DepartmentFigures, c: Container) -> DepartmentRow:
    asked = Asked(department=figures.department)
    return DepartmentRow(
        name=words(c.rules.parties.departments[figures.department]),
        total=figures.total,
        address=asked.address(),
        groups=tuple(
            (count, asked.address(group=group.value)) for group, count in figures.groups.items()
        ),
        unassigned=figures.unassigned,
        tasks=figures.tasks,
    )
