"""What the page of a case says of its way between departments."""

from typing import Any

from services.complaints.container import Container
from services.complaints.domain.cases.case import Case
from services.complaints.domain.cases.offers import available_actions
from services.complaints.domain.clocks.remaining import remaining
from services.complaints.routes.cases.work.clock_view import days_left
from shared.clock import local_date
from shared.principal import Principal
from shared.web.language import words


def passed_on_values(case: Case, person: Principal, c: Container) -> dict[str, Any]:
    """Return both sides of a dispute, who sent the case, and whether the person may transfer it."""
    names = c.rules.parties.departments
    today, sent = local_date(c.now()), case.forwarding
    offers = available_actions(case, person, track=c.rules.track_of(case), today=today)
    left = remaining(today, sent.report_back_on, c.rules.calendar) if sent else None
    return {
        "sides": [words(names[unit]) for unit in case.dispute.sides] if case.dispute else [],
        "sender": words(names[sent.by_department]) if sent else "",
        "report_left": days_left(left) if left else None,
        "may_transfer": any(each.rule.code == "transfer" and each.possible for each in offers),
    }
