"""Cases that have to do with a case: merged into it, of the same reporter, about the same firm."""

from services.complaints.domain.cases.case import Case
from services.complaints.domain.cases.case_rules import PRICE_REPORT
from services.complaints.domain.cases.field_rule import YES
from services.complaints.domain.cases.forms import Form
from services.complaints.domain.cases.mediation import CASE_NO, LEAD_END
from services.complaints.domain.cases.merging import MERGE, OTHER, RELATE, Repeats, wrong_master
from services.complaints.domain.cases.recorded_step import RecordedStep
from services.complaints.domain.search.visibility import may_see
from services.complaints.ports.cases import CasePorts
from services.complaints.usecases.cases.get_case_for import UNKNOWN
from shared.errors import FieldError, Invalid
from shared.principal import Principal
from shared.words import N_

MOST = 50
_NAMED_BY = {MERGE: OTHER, RELATE: OTHER, LEAD_END: CASE_NO}


def refuse_other_case(form: Form, case: Case, *, actor: Principal, ports: CasePorts) -> None:
    """Look at the case that a merger, a relation or the end of a lead names.

    Raises:
        Invalid: there is none for this person, or this case cannot follow it.
    """
    if not isinstance(form, RecordedStep) or form.action not in _NAMED_BY:
        return
    path = _NAMED_BY[form.action]
    number = form.values.get(path, "").strip()
    if form.action == LEAD_END and (form.values.get("filed") != YES or not number):
        return
    other = ports.cases.get(number)
    seen = other if other and may_see(actor, other) else None
    wrong = None if seen else FieldError(path, UNKNOWN)
    if form.action == MERGE:
        wrong = wrong_master(case, seen) or _leads_others(case, ports)
    if form.action == LEAD_END and seen:
        wrong = _no_report_of_it(seen, case)
    if wrong:
        raise Invalid(N_("有内容需要修改"), errors=[wrong])


def _no_report_of_it(other: Case, case: Case) -> FieldError | None:
    if other.track == PRICE_REPORT and other.respondent.uscc == case.respondent.uscc:
        return None
    return FieldError(CASE_NO, N_("只能填写同一被反映单位的价格举报"))


def master_of(case: Case, ports: CasePorts) -> Case:
    """Return the case that is handled for this one: the one it follows, or itself."""
    master = ports.cases.get(case.merged_into) if case.merged_into else None
    return master or case


def repeats_of(case: Case, *, principal: Principal, ports: CasePorts) -> Repeats:
    """Return the other cases of its reporter and about its respondent that the person may see."""
    key = case.reporter_firm_key or case.reporter_key
    firm = case.reporter_firm_key is not None
    own = ports.cases.of_reporter(key, firm=firm, most=MOST) if key else []
    uscc = case.respondent.uscc
    about = ports.cases.about(uscc, most=MOST) if uscc else []
    return Repeats(
        of_reporter=_others(own, case, principal), about_respondent=_others(about, case, principal)
    )


def _others(found: list[Case], case: Case, principal: Principal) -> tuple[Case, ...]:
    return tuple(each for each in found if each.id != case.id and may_see(principal, each))


def _leads_others(case: Case, ports: CasePorts) -> FieldError | None:
    if not ports.cases.merged_into(case.id, most=1):
        return None
    return FieldError(OTHER, N_("有案件并入了本案，本案不能再并入别的案件"))
