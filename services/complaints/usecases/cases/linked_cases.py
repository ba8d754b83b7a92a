"""Return the other cases of a submission."""

from services.complaints.domain.cases.case import Case
from services.complaints.domain.cases.own_name import was_named_later
from services.complaints.ports.cases import CasePorts


def linked_cases(case: Case, *, ports: CasePorts) -> list[Case]:
    """Return the cases that were handed in with this one, as far as they are opened."""
    found = (ports.cases.get(case_id) for case_id in case.linked)
    return [each for each in found if each is not None]


def with_mailbox(case: Case, *, ports: CasePorts) -> Case | None:
    """Return the case of the submission that has the mailbox; None where it was filed by name."""
    if case.receipt:
        return case
    if case.real_name and not was_named_later(case):
        return None
    together = (case, *linked_cases(case, ports=ports))
    return next((each for each in together if each.receipt), None)
