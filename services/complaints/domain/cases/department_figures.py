"""What is open in each department of a worklist, counted by how soon it is due."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from services.complaints.domain.cases.worklist import WorkGroup, WorkItem, Worklist

URGENT = (WorkGroup.OVERDUE, WorkGroup.TODAY, WorkGroup.SOON)


@dataclass(frozen=True, kw_only=True)
class DepartmentFigures:
    """Counts of one department.

    Args:
        groups: how many cases are overdue, due today and within three working days.
        unassigned: cases without a handler.
        tasks: answers that other departments owe, or that wait to be taken.
    """

    department: str
    total: int
    groups: Mapping[WorkGroup, int]
    unassigned: int
    tasks: int


def department_figures(found: Worklist) -> list[DepartmentFigures]:
    """Return the figures of every department with open cases, the most overdue first."""
    cases = {
        group: [each.item for each in listed if each.item.beside is None]
        for group, listed in found.groups.items()
    }
    units = dict.fromkeys(item.department for items in cases.values() for item in items)
    figures = [_of(unit, cases) for unit in units]
    return sorted(figures, key=lambda each: (*(-each.groups[g] for g in URGENT), -each.total))


def _of(unit: str, cases: Mapping[WorkGroup, Sequence[WorkItem]]) -> DepartmentFigures:
    own = {
        group: [item for item in items if item.department == unit] for group, items in cases.items()
    }
    items = [item for group in own.values() for item in group]
    return DepartmentFigures(
        department=unit,
        total=len(items),
        groups={group: len(own[group]) for group in URGENT},
        unassigned=len([item for item in items if not item.officers]),
        tasks=sum(task.is_unfinished for item in items for task in item.tasks),
    )
