"""Let the cases that follow one 并案 keep up with it, and tell their reporters."""

from collections.abc import Sequence
from datetime import datetime

from services.complaints.domain.cases.act import Act
from services.complaints.domain.cases.case import Case, CaseState
from services.complaints.domain.cases.case_rules import CaseRules
from services.complaints.domain.cases.merging import MOST_FOLLOWERS
from services.complaints.domain.cases.together import move_along, tell_together
from services.complaints.ports.cases import CasePorts
from services.complaints.usecases.cases.hand_over import handed_over
from shared.errors import Conflict, Unavailable
from shared.events.envelope import Event
from shared.words import N_

TRIES = 8


def tell_followers(case_id: str, *, now: datetime, ports: CasePorts, rules: CaseRules) -> int:
    """Return how many times a reporter is told of news of the leading case, each news once.

    Raises:
        Unavailable: others kept changing a case; the message comes again.
    """
    followers = ports.cases.merged_into(case_id, most=MOST_FOLLOWERS)
    return sum(
        tell_follower(case.id, now=now, ports=ports, rules=rules)
        for case in followers
        if case.state is CaseState.MERGED
    )


def tell_follower(case_id: str, *, now: datetime, ports: CasePorts, rules: CaseRules) -> int:
    """Return how many times the reporter of one case that follows another is told of news.

    Raises:
        Unavailable: others kept changing the case; the message comes again.
    """
    count = 0
    for _ in range(TRIES):
        case = ports.cases.get(case_id)
        leading = ports.cases.get(case.merged_into) if case and case.merged_into else None
        if case is None or leading is None or case.state is not CaseState.MERGED:
            return count
        told = _next(case, leading, rules.act_on(case, None, now), ports)
        if told is None:
            return count
        try:
            ports.cases.save(*told)
        except Conflict:
            continue
        count += 1
    raise Unavailable(N_("系统暂时无法使用，请稍后再试"))


def _next(
    case: Case, leading: Case, act: Act, ports: CasePorts
) -> tuple[Case, Sequence[Event]] | None:
    passed = move_along(case, leading, act)
    if passed is None:
        return tell_together(case, leading, act)
    after, events = passed
    return handed_over(case, after, ports), events
