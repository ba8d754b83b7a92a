"""Find likely duplicates: the own ones while filing, those of others for officers alone."""

from services.complaints.domain.cases.case import Case
from services.complaints.domain.cases.case_rules import CaseRules
from services.complaints.domain.cases.complaint import FileComplaint
from services.complaints.domain.cases.likeness import Alike, alike, told_by, told_in
from services.complaints.domain.cases.sealing import redacted
from services.complaints.domain.search.visibility import may_see
from services.complaints.ports.cases import CasePorts
from services.complaints.usecases.cases.own_keys import firm_key, person_key
from shared.principal import Principal

MOST = 50


def own_alike(
    command: FileComplaint, *, principal: Principal, ports: CasePorts, rules: CaseRules
) -> list[Alike]:
    """Return the open cases of the person, or of its firm, that are likely the same."""
    firm = firm_key(principal.uscc, ports.blind)
    key = firm or person_key(principal.sub, ports.blind)
    filed = ports.cases.of_reporter(key, firm=firm is not None, most=MOST)
    clean = redacted(command, rules.folding)
    return alike(told_by(clean), [case for case in filed if case.is_open])


def others_alike(case: Case, *, principal: Principal, ports: CasePorts) -> list[Alike]:
    """Return the cases about the same respondent that are likely the same and may be seen."""
    if case.respondent.uscc is None:
        return []
    about = ports.cases.about(case.respondent.uscc, most=MOST)
    others = (each for each in about if each.submission != case.submission)
    return alike(told_in(case), [each for each in others if may_see(principal, each)])
