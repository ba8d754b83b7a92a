"""Return an enterprise's cases: those it filed, and what is released of those about it."""

from dataclasses import dataclass

from services.complaints.domain.cases.case import Case
from services.complaints.domain.cases.case_rules import CaseRules
from services.complaints.domain.cases.released import ReleasedCase, released
from services.complaints.ports.cases import CasePorts
from services.complaints.usecases.cases.own_keys import firm_key, person_key
from shared.principal import Principal, Role

MOST = 200


@dataclass(frozen=True, kw_only=True)
class MyCases:
    """Both lists, newest first."""

    filed: tuple[Case, ...]
    about_us: tuple[ReleasedCase, ...]


def my_cases(principal: Principal, *, ports: CasePorts, rules: CaseRules) -> MyCases:
    """Return what the person, or the person's firm, filed and was told of."""
    firm = firm_key(principal.uscc, ports.blind)
    key = firm or person_key(principal.sub, ports.blind)
    filed = ports.cases.of_reporter(key, firm=firm is not None, most=MOST)
    about: list[Case] = []
    if principal.role is Role.ENTERPRISE and principal.uscc:
        about = ports.cases.about(principal.uscc, most=MOST)
    shown = (released(case, rules.track_of(case)) for case in about)
    return MyCases(filed=tuple(filed), about_us=tuple(case for case in shown if case))
