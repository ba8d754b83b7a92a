"""Drafting, approving and serving a decision.

Source: 行政处罚法 arts 57, 60, 61 (57 from knowledge); 价格违法行为行政处罚规定 art 16 (refund).
"""

from dataclasses import replace
from decimal import Decimal

from services.complaints.domain.cases.act import Act
from services.complaints.domain.cases.case import Case
from services.complaints.domain.cases.change import Change, change
from services.complaints.domain.cases.forms import ApproveDecision, DraftDecision, RecordService
from services.complaints.domain.cases.handling import Decision, Service
from services.complaints.domain.cases.problems import (
    need_amount,
    need_day,
    need_reason,
    need_text,
    raise_if_any,
    too_long,
)
from services.complaints.domain.cases.respondent_naming import (
    need_code,
    need_registered_name,
    plain,
    with_respondent,
)
from services.complaints.domain.cases.serving import served
from services.complaints.domain.catalogue.weighing import round_money
from shared.errors import FieldError
from shared.uscc import clean, problem_with
from shared.words import N_


def found_over(case: Case) -> Decimal:
    """Return what officers found overcharged in all lines, CNY."""
    findings = (line.finding for line in case.lines)
    return sum((finding.over for finding in findings if finding), Decimal("0.00"))


def violations_found(case: Case) -> tuple[str, ...]:
    """Return the codes of the upheld lines, each once, in the order of the lines."""
    codes = (line.finding.violation for line in case.lines if line.finding)
    return tuple(dict.fromkeys(code for code in codes if code))


@change.register
def draft_decision(form: DraftDecision, case: Case, act: Act) -> Change:
    """Keep the draft and whom it names; a penalty or refund needs at least one upheld line."""
    raise_if_any(
        need_code(form.respondent_uscc, case),
        need_registered_name(form.respondent_name),
        need_reason(act, ("decision_kind",), form.kind, path="kind"),
        need_reason(act, ("level",), form.level, path="level"),
        need_amount("fine", form.fine),
        need_amount("confiscation", form.confiscation),
        need_amount("refund", form.refund, most=found_over(case)),
        need_text("facts", form.facts),
        None if any(form.legal_basis) else FieldError("legal_basis", N_("请写明法律依据")),
        too_long("legal_basis", "".join(form.legal_basis)),
    )
    raise_if_any(_kind_unfit(form, case), _sum_unfit(form))
    decision = Decision(
        kind=form.kind,
        level=form.level,
        fine=round_money(form.fine),
        confiscation=round_money(form.confiscation),
        refund=round_money(form.refund),
        violations=violations_found(case),
        legal_basis=tuple(article for article in form.legal_basis if article),
        facts=form.facts,
        drafted_by=act.sub,
        drafted_at=act.now,
    )
    named = with_respondent(
        case, code=clean(form.respondent_uscc), name=plain(form.respondent_name), act=act
    )
    return Change(
        case=replace(named, decision=decision, returned=None),
        text=named.routing.note if named.routing.lead_instead else "",
    )


def _kind_unfit(form: DraftDecision, case: Case) -> FieldError | None:
    upheld = bool(violations_found(case))
    if form.kind == "no_penalty":
        return FieldError("kind", N_("已有收费认定属实，不能作出不予处罚决定")) if upheld else None
    if not upheld:
        return FieldError("kind", N_("没有认定属实的收费，只能作出不予处罚决定"))
    return None


def _sum_unfit(form: DraftDecision) -> FieldError | None:
    if form.kind == "penalty" or (form.fine == 0 and form.confiscation == 0):
        return None
    return FieldError("fine", N_("不予处罚的，不能罚款或者没收"))


@change.register
def approve_decision(form: ApproveDecision, case: Case, act: Act) -> Change:
    """Approve a draft once its respondent's code is typed again, or send it back with words."""
    decision = _decision(case)
    if not form.approve:
        raise_if_any(need_text("text", form.text))
        back = "send_back" if case.notice else "send_back_unnoticed"
        returned = replace(case, decision=None, returned=decision)
        return Change(case=returned, outcome=back, text=form.text)
    raise_if_any(_unnamed(case) or _another_code(form.respondent_uscc, case))
    approved = replace(
        decision,
        document_no=form.document_no,
        approved_by=act.sub,
        approved_at=act.now,
        decided_on=act.today,
    )
    respondent = replace(case.respondent, confirmed=True)
    return Change(
        case=replace(case, decision=approved, respondent=respondent),
        outcome="approved",
        text=form.document_no,
    )


def _unnamed(case: Case) -> FieldError | None:
    """Refuse a draft that is older than the rule that it names the respondent."""
    if case.respondent.registered_name:
        return None
    return FieldError("approve", N_("草稿没有写当事人的登记名称，请退回重新起草"))


def _another_code(typed: str, case: Case) -> FieldError | None:
    code = clean(typed)
    problem = problem_with(code, "respondent_uscc")
    if problem or code == case.respondent.uscc:
        return problem
    return FieldError("respondent_uscc", N_("与草稿中当事人的统一社会信用代码不一致，请核对"))


@change.register
def record_service(form: RecordService, case: Case, act: Act) -> Change:
    """Record service; the decision is effective on that day."""
    decision = _decision(case)
    decided_on = decision.decided_on
    raise_if_any(
        need_day("served_on", form.served_on, earliest=decided_on, latest=act.today),
        need_reason(act, ("service_way",), form.way, path="way"),
        need_text("proof", form.proof),
    )
    service = Service(
        served_on=form.served_on,
        way=form.way,
        proof=form.proof,
        recorded_by=act.sub,
        recorded_at=act.now,
    )
    return Change(case=served(case, service), text=form.proof, done_on=form.served_on)


def _decision(case: Case) -> Decision:
    if case.decision is None:
        raise ValueError("a case without a decision cannot be in this state")
    return case.decision
