"""The cases that are handled together with one 并案, and everybody who reported one of them."""

from services.complaints.domain.cases.case import Case
from services.complaints.domain.cases.merging import MOST_FOLLOWERS
from services.complaints.domain.cases.reporter import Reporter
from services.complaints.ports.cases import CasePorts
from services.complaints.usecases.cases.get_case_for import sealed_reporter


def handled_together(case: Case, ports: CasePorts) -> tuple[Case, ...]:
    """Return the cases that follow this one, or the one that it follows."""
    if case.merged_into is None:
        return tuple(ports.cases.merged_into(case.id, most=MOST_FOLLOWERS))
    leading = ports.cases.get(case.merged_into)
    return (leading,) if leading else ()


def reporters_of(case: Case, together: tuple[Case, ...], ports: CasePorts) -> list[Reporter]:
    """Return whom nothing that is written of a case may name."""
    found = (sealed_reporter(each, vault=ports.vault) for each in (case, *together))
    return [reporter for reporter in found if reporter]
