"""Which departments beside the one in charge see a case: what they have to do with it decides."""

from collections.abc import Iterator
from dataclasses import replace

from services.complaints.domain.cases.act import Act
from services.complaints.domain.cases.case import Case
from services.complaints.domain.cases.tasks import TaskState
from services.complaints.domain.cases.units_free import without_interest


def seen_by_those_concerned(case: Case, act: Act) -> Case:
    """Return the case with exactly those partners that have something to do with it now.

    Those are the helpers by routing, who owes or gave an answer that was not taken back, who sent
    the case on, and the sides of an open dispute; none with an interest in the case.
    """
    units = (unit for unit in dict.fromkeys(_concerned(case)) if unit != case.department)
    return replace(case, partners=without_interest(case, units, act.parties, act.today))


def _concerned(case: Case) -> Iterator[str]:
    yield from case.routing.partners
    for task in case.tasks:
        if task.state is not TaskState.WITHDRAWN:
            yield task.department
    if case.forwarding:
        yield case.forwarding.by_department
    if case.dispute:
        yield from case.dispute.sides
