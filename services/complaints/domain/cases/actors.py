"""Who may take which action on a case: the one predicate for it."""

from collections.abc import Callable, Mapping

from services.complaints.domain.cases.case import Case
from services.complaints.domain.cases.track import ActionRule
from shared.principal import Principal, Role

SYSTEM_ONLY = "system"
REPORTER, RESPONDENT = "reporter", "respondent"
PARTIES = frozenset({REPORTER, RESPONDENT})


def may_handle(case: Case, principal: Principal | None) -> bool:
    """Tell whether the person is an officer of the department in charge."""
    return (
        principal is not None
        and principal.role is Role.OFFICER
        and principal.department == case.department
    )


def supervises(case: Case, principal: Principal | None) -> bool:
    """Tell whether the person supervises the cases of the city 口岸办."""
    return (
        principal is not None and principal.role is Role.SUPERVISOR and principal.city == case.city
    )


def is_superior(case: Case, principal: Principal | None) -> bool:
    """Tell whether the person supervises the city and is not of the department in charge."""
    return (
        supervises(case, principal)
        and principal is not None
        and principal.department != case.department
    )


def may_take(case: Case, rule: ActionRule, principal: Principal | None) -> bool:
    """Tell whether the action is one for this person, whatever the state of the case."""
    return any(_IS[who](case, principal) for who in rule.who)


def is_for_staff(rule: ActionRule) -> bool:
    """Tell whether officers or supervisors take the action, not only the system or a party."""
    return any(who not in {*PARTIES, SYSTEM_ONLY} for who in rule.who)


def may_take_as(party: str, rule: ActionRule) -> bool:
    """Tell whether the action is one for this party of the case."""
    return party in rule.who


def made_before(case: Case, rule: ActionRule) -> str | None:
    """Return the `sub` of whoever made what this action decides on, None where it decides nothing.

    Who made it may not decide on it.
    """
    made = case.last(rule.second_to) if rule.second_to else None
    return made.actor if made else None


def _nobody(_case: Case, _principal: Principal | None) -> bool:
    """A party is known by the case and acts through a way of its own, never as a principal."""
    return False


def _is_system(_case: Case, principal: Principal | None) -> bool:
    return principal is None


_IS: Mapping[str, Callable[[Case, Principal | None], bool]] = {
    "officer": may_handle,
    "other_officer": may_handle,
    "supervisor": supervises,
    SYSTEM_ONLY: _is_system,
    "superior": is_superior,
    REPORTER: _nobody,
    RESPONDENT: _nobody,
}
WHO = frozenset(_IS)
