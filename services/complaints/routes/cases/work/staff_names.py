"""The names behind the `sub` of officers, as colleagues know them."""

from collections.abc import Iterable, Mapping

from services.complaints.container import Container
from services.complaints.domain.cases.case import Case

UNKNOWN = "—"


def staff_of(departments: Iterable[str], c: Container) -> dict[str, str]:
    """Return the names of the officers of some departments by `sub`."""
    return {
        officer.sub: officer.name
        for department in sorted(set(departments))
        for officer in c.cases.staff.of_department(department)
    }


def names_on(case: Case, c: Container) -> dict[str, str]:
    """Return the names of everybody who is named on a case or acted on it."""
    acted = {step.actor: step.actor_name for step in case.timeline if step.actor_name}
    return {**staff_of([case.department], c), **acted}


def named(subs: Iterable[str], names: Mapping[str, str]) -> list[str]:
    """Return the names of officers in the order given; — for one nobody knows."""
    return [names.get(sub, UNKNOWN) for sub in subs]
