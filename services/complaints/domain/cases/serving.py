"""A decision that reached the respondent: what it orders back is followed from then on."""

from dataclasses import replace

from services.complaints.domain.cases.case import Case
from services.complaints.domain.cases.handling import Service
from services.complaints.domain.cases.refunds import ordered


def served(case: Case, service: Service) -> Case:
    """Return the case with its decision served and its refunds to be followed."""
    if case.decision is None:
        raise ValueError("a case without a decision cannot be served")
    found = {line.no: line.finding.over for line in case.lines if line.finding}
    refunds = ordered(found, case.decision.refund, service.recorded_at)
    return replace(case, service=service, refunds=refunds)
