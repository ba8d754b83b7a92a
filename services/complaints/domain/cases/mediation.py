"""Mediation of a fee dispute: recusal of a mediator, proposals and what became of the agreement.

Source: 市场监督管理投诉举报处理暂行办法 art 19 (mediation pauses until a recusal is decided);
the platform follows it by a setting of its own.
"""

from dataclasses import replace
from datetime import date

from services.complaints.domain.cases.act import Act
from services.complaints.domain.cases.case import Case, CaseState, Step
from services.complaints.domain.cases.change import Change
from services.complaints.domain.cases.field_rule import YES
from services.complaints.domain.cases.problems import need_text, raise_if_any
from services.complaints.domain.cases.recorded_step import Values
from services.complaints.domain.cases.standing import Need, Standing
from shared.errors import FieldError, NotNow
from shared.words import N_

ASKED, DECIDED = "ask_recusal", "decide_recusal"
SESSION, ANSWER = "record_session", "answer_proposal"
AGREEMENT, PERFORMANCE = "record_agreement", "record_performance"
LEAD, LEAD_END, CASE_NO = "T-CLUE", "end_lead", "case_no"
MEDIATING, DAYS_PASSED = "P-FEE-MED", "M5"


def decide_mediator_recusal(case: Case, values: Values, _act: Act) -> Change:
    """Decide on a recusal; one that is granted names who mediates instead.

    Values: `approve` (`yes` or `no`), `mediators`, `text`.

    Raises:
        Invalid: it is granted and nobody is named, or refused without words.
    """
    missing = "mediators" if values["approve"] == YES else "text"
    raise_if_any(need_text(missing, values.get(missing, "")))
    return Change(case=case)


def answer_proposal(case: Case, _values: Values, act: Act) -> Change:
    """Keep what a party says of the last proposal, once each.

    Raises:
        NotNow: the party has said it already.
    """
    if any(step.actor == act.sub for step in _after_proposal(case) if step.action == ANSWER):
        raise NotNow(N_("已经答复过这个方案"))
    return Change(case=case)


def record_performance(case: Case, values: Values, _act: Act) -> Change:
    """Keep whether the agreement was performed; that it was not says why.

    Values: `performed` (`yes` or `no`), `on` (the day it was performed or found not to be), `text`.

    Raises:
        Invalid: it was not performed, without words; or the day lies before the agreement.
    """
    agreed = case.last(AGREEMENT)
    earliest = date.fromisoformat(agreed.values["agreed_on"]) if agreed else None
    day = date.fromisoformat(values["on"])
    early = earliest is not None and day < earliest
    raise_if_any(
        need_text("text", values.get("text", "")) if values["performed"] != YES else None,
        FieldError("on", N_("日期不能早于 %(earliest)s"), {"earliest": str(earliest)})
        if early
        else None,
    )
    return Change(case=case)


def end_mediation(case: Case, values: Values, act: Act) -> Change:
    """End the mediation; that its days passed without agreement is said on the last of them.

    Raises:
        Invalid: it is said before.
    """
    clock = case.clock(MEDIATING)
    if values["ground"] == DAYS_PASSED and clock and act.today < clock.due_on:
        day = {"day": clock.due_on.isoformat()}
        raise_if_any(FieldError("ground", N_("调解期限到 %(day)s 届满，现在还没有到"), day))
    return Change(case=case)


def end_lead(case: Case, values: Values, _act: Act) -> Change:
    """Keep what came of a lead, and relate the price report as which it goes on.

    Values: `filed` (`yes` or `no`), `case_no` (number of the price report, looked at by
    `refuse_other_case`), `text`.

    Raises:
        Invalid: it goes on as a price report that is not named.
    """
    if values["filed"] != YES:
        return Change(case=case)
    raise_if_any(need_text(CASE_NO, values.get(CASE_NO, "")))
    related = dict.fromkeys((*case.related, values[CASE_NO]))
    return Change(case=replace(case, related=tuple(related)))


def _after_proposal(case: Case) -> tuple[Step, ...]:
    steps = case.timeline
    made = (n for n, each in enumerate(steps) if each.action == SESSION)
    last = max((n for n in made if steps[n].values.get("proposal")), default=len(steps))
    return steps[last:]


def _recusal_waits(case: Case) -> bool:
    steps = [step.action for step in case.timeline if step.action in {ASKED, DECIDED}]
    return bool(steps) and steps[-1] == ASKED


def _recusal_asked(now: Standing) -> FieldError | None:
    return None if _recusal_waits(now.case) else FieldError("", N_("没有人申请回避"))


def _no_recusal_asked(now: Standing) -> FieldError | None:
    waits = _recusal_waits(now.case)
    return FieldError("", N_("回避申请还没有决定，调解中止")) if waits else None


def _proposal_made(now: Standing) -> FieldError | None:
    return None if _after_proposal(now.case) else FieldError("", N_("还没有调解方案"))


def _performance_known(now: Standing) -> FieldError | None:
    """Refuse to close an agreement with something to do in it before it is known what was done."""
    agreed = now.case.last(AGREEMENT)
    if now.case.state is not CaseState.AGREED or agreed is None:
        return None
    owed = agreed.values.get("refund") or agreed.values.get("perform_by")
    known = now.case.last(PERFORMANCE)
    if not owed or (known and known.at >= agreed.at):
        return None
    return FieldError("", N_("协议的履行情况还没有记录"))


def _lead_open(now: Standing) -> FieldError | None:
    clock = now.case.clock(LEAD)
    return None if clock and clock.is_open else FieldError("", N_("没有正在核查的线索"))


def _no_lead_open(now: Standing) -> FieldError | None:
    clock = now.case.clock(LEAD)
    return FieldError("", N_("线索正在核查")) if clock and clock.is_open else None


MEDIATION_NEEDS: dict[str, Need] = {
    "mediator_recusal_asked": _recusal_asked,
    "no_mediator_recusal_asked": _no_recusal_asked,
    "proposal_made": _proposal_made,
    "performance_known": _performance_known,
    "lead_open": _lead_open,
    "no_lead_open": _no_lead_open,
}
