"""What an enterprise's pages show of a case: the state in a sentence, dates, findings, history."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from services.complaints.container import Container
from services.complaints.domain.cases.actors import REPORTER, RESPONDENT
from services.complaints.domain.cases.case import Case, CaseState
from services.complaints.domain.cases.origin import ConsentKind
from services.complaints.domain.cases.parts import FEE_DISPUTE, PETITION, PRICE_REPORT, SERVICE
from services.complaints.domain.cases.released import ReleasedCase
from services.complaints.domain.cases.told import told_steps
from services.complaints.domain.clocks.clock import Clock
from services.complaints.domain.clocks.remaining import Urgency, remaining
from services.complaints.routes.cases.linked_view import linked_values
from services.complaints.routes.cases.party_view import own_steps, party_step
from services.complaints.routes.catalogue.speech import speaker
from services.complaints.usecases.cases.repeats import master_of
from shared.clock import local_date
from shared.web.language import current_language, say, words
from shared.words import N_

SENTENCES = {
    CaseState.RECEIVED: N_("已收到，等待承办人核查。"),
    CaseState.CHECKING: N_("承办人正在核查线索。"),
    CaseState.FILING_PROPOSED: N_("承办人已提出是否立案的意见，等待另一名承办人确认。"),
    CaseState.FILED: N_("已立案，正在调查。"),
    CaseState.NOT_FILED: N_("不予立案。"),
    CaseState.NOTICED: N_("已立案，正在听取被举报单位的意见。"),
    CaseState.DRAFTED: N_("调查终结，正在审批处理决定。"),
    CaseState.DECIDED: N_("已作出处理决定，正在送达。"),
    CaseState.EFFECTIVE: N_("处理决定已送达并生效。"),
    CaseState.ANNULLED: N_("处理决定已经撤销。"),
    CaseState.CLOSED: N_("已办结。"),
    CaseState.ACCEPTED: N_("已受理。"),
    CaseState.REFUSED: N_("不予受理，理由见办理经过。"),
    CaseState.FORWARDED: N_("已转给有权处理的部门。"),
    CaseState.HANDLING: N_("承办人正在调查核实。"),
    CaseState.MEDIATING: N_("正在调解。"),
    CaseState.AGREED: N_("双方已达成协议。"),
    CaseState.ENDED: N_("调解已终止。"),
    CaseState.REGISTERED: N_("已登记，等待受理。"),
    CaseState.REPLIED: N_("已答复，内容见办理经过。"),
    CaseState.REVIEWING: N_("正在复查。"),
    CaseState.REREVIEWING: N_("正在复核。"),
    CaseState.MERGED: N_("已与同一单位的其他事项一并办理。"),
    CaseState.REVIEWED: N_("已出具复查意见，内容见办理经过。"),
    CaseState.REREVIEWED: N_("已出具复核意见，程序终结。"),
}
WHAT_FOLLOWS = {
    PRICE_REPORT: (
        N_("承办人核查账单、目录和凭证。"),
        N_("两名承办人决定立案或者不予立案，通过站内消息和邮件告诉您。"),
        N_("立案以后，调查、听取被举报单位意见，再作处理决定。"),
    ),
    FEE_DISPUTE: (
        N_("主管部门决定是否受理。"),
        N_("受理以后，通知双方调解。"),
        N_("达成协议的，制作调解书；达不成的，终止调解，可以起诉或者申请仲裁。"),
    ),
    SERVICE: (
        N_("主管部门决定是否受理，或者转给负责的单位。"),
        N_("调查核实以后答复您。"),
    ),
    PETITION: (
        N_("登记，告诉您由谁办理。"),
        N_("有权处理的机关出具处理意见。"),
        N_("不同意的，收到意见后三十日内可以请求复查。"),
    ),
}


ANSWER = "answer_respondent"


@dataclass(frozen=True, kw_only=True)
class ListedCase:
    """One case of a list; `over` in CNY."""

    id: str
    title: str
    state: str
    sentence: str
    filed_on: date
    respondent: str
    over: Decimal
    due_on: date | None
    left: int | None


def listed(case: Case, c: Container) -> ListedCase:
    """Return a case the firm filed as its list shows it."""
    leading = master_of(case, c.cases)
    due = next((clock for clock in leading.clocks if clock.is_open), None)
    return ListedCase(
        id=case.id,
        title=case.title,
        state=_state(leading.track, leading.state, c),
        sentence=say(SENTENCES[leading.state]),
        filed_on=local_date(case.filed_at),
        respondent=case.respondent.shown,
        over=case.over,
        due_on=due.due_on if due else None,
        left=_left(due, c) if due else None,
    )


def listed_about_us(case: ReleasedCase, c: Container) -> dict[str, Any]:
    """Return a case about the firm as its list shows it."""
    return {
        "id": case.id,
        "state": _state(case.track, case.state, c) if case.state else "",
        "department": words(c.rules.parties.departments[case.department]),
        "told_on": case.told_on,
        "waits": case.question is not None,
    }


def case_values(case: Case, c: Container) -> dict[str, Any]:
    """Return the values of an own case's pages."""
    speak = speaker(c.rules.catalogue)
    departments = c.rules.parties.departments
    told = told_steps(case, c.rules.track_of(case))
    leading = master_of(case, c.cases)
    return {
        "case": case,
        "merged": leading is not case,
        "told_apart": case.secret and case.linked != () and _knows(case),
        "state": _state(leading.track, leading.state, c),
        "sentence": say(SENTENCES[leading.state]),
        "follows": [say(text) for text in WHAT_FOLLOWS.get(case.track, ())],
        **linked_values(case, c),
        "track": words(c.rules.track_of(case).name),
        "lead": words(departments[case.routing.lead]),
        "partners": [words(departments[each]) for each in case.routing.partners],
        "dues": [_due(clock, c) for clock in leading.clocks if clock.is_open],
        "reasons": {line.no: speak(line.check.sentences) for line in case.lines},
        "steps": [party_step(step, case, REPORTER, c) for step in reversed(told)],
        "own_steps": own_steps(case, REPORTER, c),
    }


def _knows(case: Case) -> bool:
    """Tell whether the respondent knows the reporter from another case of the submission."""
    return case.origin.agreed(ConsentKind.RESPONDENT_KNOWS)


def released_values(case: ReleasedCase, whole: Case, c: Container) -> dict[str, Any]:
    """Return the values of the page of a case about the firm; `whole` is only asked for rules."""
    own = own_steps(whole, RESPONDENT, c) if case.questions else []
    return {
        "case": case,
        "steps": [party_step(step, whole, RESPONDENT, c) for step in reversed(case.steps)],
        "own_steps": [step for step in own if step.code != ANSWER],
        "state": _state(case.track, case.state, c) if case.state else "",
        "department": words(c.rules.parties.departments[case.department]),
        "violations": {
            code: words(violation.text)
            for code, violation in c.rules.tracks[case.track].violations.items()
        },
    }


def _state(track: str, state: CaseState, c: Container) -> str:
    return words(c.rules.tracks[track].states[state.value])


def _left(clock: Clock, c: Container) -> int:
    """Return the working days left, 0 on the due day, below 0 after it."""
    found = remaining(local_date(c.now()), clock.due_on, c.rules.calendar)
    late = found.urgency is Urgency.OVERDUE
    return -max(1, found.working_days) if late else found.working_days


def _due(clock: Clock, c: Container) -> dict[str, Any]:
    return {
        "title": words(clock.title),
        "left": _left(clock, c),
        "due_on": clock.due_on,
        "provisional": clock.provisional,
        "basis": clock.basis,
        "basis_kind": clock.basis_kind,
        "steps": [say(step.message, step.values(current_language())) for step in clock.steps],
    }
