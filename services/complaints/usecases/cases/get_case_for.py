"""Return a case to somebody who may see it; the look is kept."""

from datetime import datetime

from services.complaints.domain.cases.case import Case
from services.complaints.domain.cases.case_rules import CaseRules
from services.complaints.domain.cases.complaint import Reporter
from services.complaints.domain.cases.masking import masked_reporter
from services.complaints.domain.cases.reading import ReadKind
from services.complaints.domain.cases.released import ReleasedCase, released
from services.complaints.domain.cases.reporter import reporter_of
from services.complaints.domain.search.visibility import may_see
from services.complaints.ports.cases import CasePorts, Vault
from services.complaints.ports.seal_lost import SealLost
from services.complaints.usecases.cases.own_keys import owns, unnamed
from services.complaints.usecases.cases.record_look import record_look
from shared.errors import NotFound
from shared.principal import Principal, Role
from shared.words import N_

UNKNOWN = N_("没有这件案件，或者您没有查看的权限")


def get_case_for(case_id: str, *, principal: Principal, now: datetime, ports: CasePorts) -> Case:
    """Return a case to an officer, supervisor or auditor who may see it.

    Raises:
        NotFound: there is none, or not for this person; nobody can tell which.
    """
    case = ports.cases.get(case_id)
    if case is None or not may_see(principal, case):
        raise NotFound(UNKNOWN)
    record_look(case.id, ReadKind.CASE, principal=principal, now=now, trail=ports.trail)
    return case


def get_own_case(case_id: str, *, principal: Principal, now: datetime, ports: CasePorts) -> Case:
    """Return a case to whoever reported it, or to the reporter's firm.

    Raises:
        NotFound: there is none, or it is somebody else's; nobody can tell which.
    """
    case = ports.cases.get(case_id)
    if case is None or not owns(principal, case, ports.blind):
        raise NotFound(UNKNOWN)
    reader = unnamed(principal, ports.blind)
    record_look(case.id, ReadKind.CASE, principal=reader, now=now, trail=ports.trail)
    return case


def get_released_case(
    case_id: str, *, principal: Principal, now: datetime, ports: CasePorts, rules: CaseRules
) -> ReleasedCase:
    """Return what the respondent may see of a case about it.

    Raises:
        NotFound: there is none, it is about somebody else, or nothing is released yet.
    """
    case = ports.cases.get(case_id)
    concerned = case is not None and concerns(case, principal)
    shown = released(case, rules.track_of(case)) if case and concerned else None
    if shown is None:
        raise NotFound(UNKNOWN)
    record_look(shown.id, ReadKind.CASE, principal=principal, now=now, trail=ports.trail)
    return shown


def concerns(case: Case, principal: Principal) -> bool:
    """Tell whether the case is about the person's enterprise."""
    return (
        principal.role is Role.ENTERPRISE
        and principal.uscc is not None
        and case.respondent.uscc == principal.uscc
    )


def masked_parties(case: Case, *, vault: Vault) -> dict[str, str]:
    """Return the reporter as pages show it without a reveal."""
    return masked_reporter(sealed_reporter(case, vault=vault) or Reporter(sub="", name=""))


def sealed_reporter(case: Case, *, vault: Vault) -> Reporter | None:
    """Return who reported a case, for the machine's use; None without an identity.

    None, too, where the key of the identity is lost: the case goes on without it.
    """
    sealed = case.sealed.get("reporter")
    try:
        return reporter_of(vault.open(sealed)) if sealed else None
    except SealLost:
        return None
