"""Who may take which action on a case: the one predicate for it."""

from collections.abc import Callable, Collection, Mapping

from services.complaints.domain.cases.case import Case
from services.complaints.domain.cases.tasks import owing
from services.complaints.domain.cases.track import ActionRule
from shared.principal import Principal, Role

SYSTEM_ONLY = "system"
REPORTER, RESPONDENT = "reporter", "respondent"
PARTIES = frozenset({REPORTER, RESPONDENT})


def may_handle(case: Case, principal: Principal | None) -> bool:
    """Tell whether the person is an officer of the department in charge and not recused."""
    return _is_officer_of(case, (case.department,), principal)


def supervises(case: Case, principal: Principal | None) -> bool:
    """Tell whether the person supervises the cases of the city 口岸办."""
    return (
        principal is not None and principal.role is Role.SUPERVISOR and principal.city == case.city
    )


def owes_an_answer(case: Case, principal: Principal | None) -> bool:
    """Tell whether the person is an officer of a department that was asked and has not answered."""
    return _is_officer_of(case, owing(case.tasks), principal)


def sent_it(case: Case, principal: Principal | None) -> bool:
    """Tell whether the person is an officer of the department that forwarded the case."""
    sent = case.forwarding
    return sent is not None and _is_officer_of(case, (sent.by_department,), principal)


def is_other_side(case: Case, principal: Principal | None) -> bool:
    """Tell whether the person is an officer of the department named in a dispute of competence."""
    dispute = case.dispute
    return dispute is not None and _is_officer_of(case, (dispute.other,), principal)


def helps(case: Case, principal: Principal | None) -> bool:
    """Tell whether the person is of a department that was asked to help with it, or sent it."""
    sent = (case.forwarding.by_department,) if case.forwarding else ()
    asked = (task.department for task in case.tasks)
    units = {*sent, *asked} - {case.department}
    return _is_officer_of(case, units, principal)


def claimed_it(case: Case, principal: Principal | None) -> bool:
    """Tell whether the person is an officer of the department that claims the case for itself."""
    dispute = case.dispute
    claims = dispute is not None and dispute.claimed
    return claims and dispute is not None and _is_officer_of(case, (dispute.raised_by,), principal)


def takes_part(case: Case, principal: Principal | None) -> bool:
    """Tell whether there is any action on the case for this person."""
    return principal is not None and any(is_one(case, principal) for is_one in _IS.values())


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


def _is_officer_of(case: Case, departments: Collection[str], principal: Principal | None) -> bool:
    """Tell whether somebody is an officer of one of them; who is recused is none on this case."""
    return (
        principal is not None
        and principal.role is Role.OFFICER
        and principal.department in departments
        and principal.sub not in case.recused
    )


def _nobody(_case: Case, _principal: Principal | None) -> bool:
    """A party is known by the case and acts through a way of its own, never as a principal."""
    return False


def _is_system(_case: Case, principal: Principal | None) -> bool:
    return principal is None


_IS: Mapping[str, Callable[[Case, Principal | None], bool]] = {
    "officer": may_handle,
    "other_officer": may_handle,
    "supervisor": supervises,
    "asked_officer": owes_an_answer,
    "sender": sent_it,
    "disputing_officer": is_other_side,
    "partner_officer": helps,
    "claiming_officer": claimed_it,
    SYSTEM_ONLY: _is_system,
    "superior": is_superior,
    REPORTER: _nobody,
    RESPONDENT: _nobody,
}
WHO = frozenset(_IS)
