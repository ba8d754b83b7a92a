"""Correcting the respondent before a decision against it is approved."""

from dataclasses import replace

from services.complaints.domain.cases.act import Act
from services.complaints.domain.cases.case import Case, CaseState, Respondent
from services.complaints.domain.cases.change import Change, change
from services.complaints.domain.cases.forms import CorrectRespondent
from services.complaints.domain.cases.problems import need_text, raise_if_any
from services.complaints.domain.cases.respondent_naming import (
    CODE,
    need_registered_name,
    plain,
    with_respondent,
)
from services.complaints.domain.cases.superseding import superseded
from shared.errors import FieldError
from shared.uscc import clean, problem_with
from shared.words import N_


@change.register
def correct_respondent(form: CorrectRespondent, case: Case, act: Act) -> Change:
    """Name the respondent anew, with the reason; what was made against another falls.

    A proposal, a notice and a draft about another enterprise are made again, and so is a draft
    in any case: whoever approves it must not be the one who named its party.
    """
    code, name = clean(form.respondent_uscc), plain(form.respondent_name)
    raise_if_any(
        problem_with(code, CODE) or _unchanged(code, name, case),
        need_registered_name(name),
        need_text("text", form.text),
    )
    another = case.respondent.uscc not in {None, code}
    named = with_respondent(case, code=code, name=name, act=act)
    fallen = _fallen(named, another=another)
    return Change(
        case=fallen,
        outcome=_outcome(case, fallen, another=another),
        text=_said(case.respondent, fallen, form.text),
    )


def possible_corrections(case: Case) -> tuple[str, ...]:
    """Return the codes of the outcomes a correction can have in the state the case is in."""
    if case.state is CaseState.DRAFTED:
        return (*(("draft_void",) if case.notice else ()), "draft_and_notice_void")
    if case.state is CaseState.FILING_PROPOSED:
        return ("done", "proposal_void")
    return ("done", "notice_void") if case.notice else ("done", "another")


def _unchanged(code: str, name: str, case: Case) -> FieldError | None:
    if (case.respondent.uscc, case.respondent.registered_name) != (code, name):
        return None
    return FieldError(CODE, N_("代码和登记名称与案件中的一致，不需要更正"))


def _fallen(case: Case, *, another: bool) -> Case:
    if case.state is CaseState.DRAFTED:
        case = replace(case, decision=None, returned=case.decision)
    if not another:
        return case
    if case.state is CaseState.FILING_PROPOSED:
        case = replace(case, filing=None)
    return superseded(case, "respondent")


def _outcome(before: Case, after: Case, *, another: bool) -> str:
    if before.state is CaseState.DRAFTED:
        return "draft_void" if after.notice else "draft_and_notice_void"
    if another and before.state is CaseState.FILING_PROPOSED:
        return "proposal_void"
    if before.notice and not after.notice:
        return "notice_void"
    return "another" if another else "done"


def _said(before: Respondent, after: Case, reason: str) -> str:
    """Return from whom to whom, why, and what routing says of it; the history is in Chinese."""
    now = after.respondent
    told = f"{_called(before)}更正为{_called(now)}。{reason}"
    return f"{told}\n{after.routing.note}" if after.routing.lead_instead else told


def _called(respondent: Respondent) -> str:
    return f"{respondent.shown}（{respondent.uscc or '没有代码'}）"
