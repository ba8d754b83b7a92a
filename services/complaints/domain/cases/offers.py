"""Which actions a person may take on a case, and why a common one is missing."""

from dataclasses import dataclass
from datetime import date

from services.complaints.domain.cases.actors import SYSTEM_ONLY, made_before, may_take
from services.complaints.domain.cases.case import Case
from services.complaints.domain.cases.needs import first_unmet
from services.complaints.domain.cases.standing import Standing
from services.complaints.domain.cases.track import ActionRule, Track
from shared.errors import FieldError
from shared.principal import Principal
from shared.words import N_

NOT_IN_CHARGE = N_("只有承办部门的承办人可以办这一步")

Obstacle = FieldError


@dataclass(frozen=True, kw_only=True)
class ActionOffer:
    """One action of the track: possible now where `obstacle` is None."""

    rule: ActionRule
    obstacle: Obstacle | None

    @property
    def possible(self) -> bool:
        """Whether the person may take it now."""
        return self.obstacle is None


def available_actions(
    case: Case, principal: Principal, *, track: Track, today: date
) -> list[ActionOffer]:
    """Return every action of the track that is for this person, in the order of the rules."""
    return [
        ActionOffer(rule=rule, obstacle=obstacle(case, rule, principal, track=track, today=today))
        for rule in track.actions.values()
        if SYSTEM_ONLY not in rule.who and may_take(case, rule, principal)
    ]


def obstacle(
    case: Case, rule: ActionRule, principal: Principal | None, *, track: Track, today: date
) -> Obstacle | None:
    """Return why the action cannot be taken now, or None."""
    if case.state not in rule.from_states:
        return Obstacle("", N_("案件现在的状态不能办这一步"))
    if principal and principal.sub == made_before(case, rule):
        return Obstacle("", N_("上一步由您办理，须由另一名承办人办这一步"))
    return first_unmet(rule.needs, Standing(case=case, track=track, today=today))
