"""What the track 价格举报 demands, step by step."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from services.complaints.domain.cases import forms
from services.complaints.domain.cases.case import CaseState, Respondent
from services.complaints.domain.cases.offers import available_actions
from shared.codec import to_json
from shared.errors import Conflict, Forbidden, Invalid
from shared.events.case_events import CaseChanged, DecisionServed, DocumentEffective, FilingDecided
from tests.complaints import (
    HANBING,
    LINZHIYUAN,
    LUHENG,
    REGISTERED,
    SUQING,
    TERMINAL,
    ZHOULAN,
    a_case,
    rules,
)
from tests.unit.complaints.cases.story import FINDING, PENALTY, Story

APPROVE = forms.ApproveDecision(approve=True, respondent_uscc=TERMINAL, document_no="61号")


def paths(error) -> set[str]:
    return {each.path for each in error.value.errors}


def test_sums_of_a_finding_and_a_decision_are_rounded_half_up():
    story = Story().filed()
    story.do(forms.RecordFinding(findings=(replace(FINDING, over=Decimal("0.125")),)))
    assert story.case.lines[0].finding.over == Decimal("0.13")
    story.do(forms.GiveNotice(given_on=story.today, way="direct", text="拟处罚。")).forward(14)
    story.do(forms.RecordDefence())
    story.do(replace(PENALTY, fine=Decimal("10.005"), refund=Decimal("0.125")))
    decision = story.case.decision
    assert (decision.fine, decision.refund) == (Decimal("10.01"), Decimal("0.13"))


def test_a_filed_case_runs_the_filing_limit_from_the_day_of_receipt():
    case = a_case()
    [clock] = case.clocks
    assert (clock.code, clock.started_on, clock.due_on) == (
        "T-FILE",
        date(2026, 11, 23),
        date(2026, 12, 14),
    )
    assert case.due_on == date(2026, 12, 14)
    assert case.open_due is not None
    assert case.open_due.isoformat() == "2026-12-14T16:00:00+00:00"


def test_a_check_needs_two_officers():
    with pytest.raises(Invalid) as error:
        Story().do(forms.BeginCheck(officers=(LINZHIYUAN.sub,)))
    assert paths(error) == {"officers"}
    assert Story().checking().case.officers == ("linzhiyuan", "suqing")


@pytest.mark.parametrize("stranger", [LUHENG, HANBING, ZHOULAN])
def test_only_officers_of_the_department_in_charge_may_act(stranger):
    with pytest.raises(Forbidden):
        Story().do(forms.BeginCheck(officers=("a", "b")), by=stranger)


def test_not_filing_needs_a_ground_of_its_own_list():
    with pytest.raises(Invalid) as error:
        Story().proposed("not_filed", "F19")
    assert paths(error) == {"ground"}
    with pytest.raises(Invalid):
        Story().proposed("filed", "N20-1")


def test_who_proposed_cannot_decide():
    story = Story().proposed()
    with pytest.raises(Conflict):
        story.do(forms.DecideFiling(confirm=True), by=LINZHIYUAN)
    assert story.case.state is CaseState.FILING_PROPOSED


def test_sending_a_proposal_back_needs_words_and_leaves_the_limit_running():
    story = Story().proposed()
    with pytest.raises(Invalid):
        story.do(forms.DecideFiling(confirm=False), by=SUQING)
    story.do(forms.DecideFiling(confirm=False, text="请补充票据。"), by=SUQING)
    assert story.case.state is CaseState.CHECKING
    assert story.case.clock("T-FILE").is_open
    assert story.case.filing is None


def test_filing_ends_one_limit_and_starts_two():
    story = Story().filed()
    assert story.case.clock("T-FILE").met_on == story.today
    assert story.case.clock("T-FILE-N").due_on == date(2026, 11, 30)
    assert story.case.clock("T-CASE").started_on == story.today
    decided = story.events[-1]
    assert isinstance(decided, FilingDecided)
    assert decided.outcome == "filed"
    assert decided.due_on == date(2026, 11, 30)
    assert decided.decision_due_on == story.case.clock("T-CASE").due_on
    assert decided.decision_due_on > decided.due_on


def test_an_anonymous_report_starts_no_limit_for_telling():
    story = Story(a_case(real_name=False)).not_filed()
    assert story.case.clock("T-FILE-N") is None
    assert story.events[-1].reporter_ref is None
    story.do(forms.CloseCase())
    assert story.case.state is CaseState.CLOSED
    assert story.case.open_due is None


def test_a_case_not_filed_closes_only_after_the_reporter_was_told():
    story = Story().not_filed()
    with pytest.raises(Conflict):
        story.do(forms.CloseCase())
    story.do(forms.ReporterTold(told_on=story.today), by=None)
    assert story.case.clock("T-FILE-N").met_on == story.today
    assert story.do(forms.CloseCase()).case.state is CaseState.CLOSED


@pytest.mark.parametrize("told", ["not_filed", "effective"])
def test_no_case_closes_before_its_named_reporter_was_told_whether_it_was_filed(told):
    story = getattr(Story(), told)()
    with pytest.raises(Conflict, match="还没有告知实名举报人") as error:
        story.do(forms.CloseCase())
    assert "第三十一条" in error.value.params["basis"]
    assert story.case.clock("T-FILE-N").is_open
    by_letter = forms.RecordTold(told_on=story.today, way="letter", text="挂号信 12 号")
    story.do(by_letter)
    assert story.case.clock("T-FILE-N").met_on == story.case.reporter_told_on == story.today
    if told == "effective":
        story.refunded()
    assert story.do(forms.CloseCase()).case.state is CaseState.CLOSED


def test_an_anonymous_reporters_effective_case_is_closed_without_telling():
    story = Story(a_case(real_name=False)).effective()
    with pytest.raises(Conflict, match="匿名举报"):
        story.do(forms.RecordTold(told_on=story.today, way="letter", text="信"))
    assert story.refunded().do(forms.CloseCase()).case.state is CaseState.CLOSED


@pytest.mark.parametrize(
    ("changes", "path"),
    [
        ({"told_on": date(2026, 11, 22)}, "told_on"),
        ({"told_on": date(2026, 11, 24)}, "told_on"),
        ({"way": "pigeon"}, "way"),
        ({"text": " "}, "text"),
    ],
)
def test_telling_by_other_means_needs_day_way_and_proof(changes, path):
    told = forms.RecordTold(told_on=date(2026, 11, 23), way="phone", text="14:20 通话")
    with pytest.raises(Invalid) as error:
        Story().not_filed().do(replace(told, **changes))
    assert paths(error) == {path}


def test_a_reporter_is_told_once():
    story = Story().filed().do(forms.ReporterTold(told_on=date(2026, 11, 23)), by=None)
    with pytest.raises(Conflict, match="已经告知"):
        story.do(forms.RecordTold(told_on=story.today, way="phone", text="通话"))


def test_nobody_but_the_system_notes_that_the_reporter_was_told():
    with pytest.raises(Forbidden):
        Story().not_filed().do(forms.ReporterTold(told_on=date(2026, 11, 23)))


@pytest.mark.parametrize(
    ("finding", "path"),
    [
        (replace(FINDING, no=9), "findings.0.no"),
        (replace(FINDING, violation="V99"), "findings.0.violation"),
        (replace(FINDING, violation=None), "findings.0.violation"),
        (replace(FINDING, over=None), "findings.0.over"),
        (replace(FINDING, over=Decimal("320.01")), "findings.0.over"),
        (replace(FINDING, over=Decimal(-1)), "findings.0.over"),
    ],
)
def test_a_finding_that_cannot_be_right_is_refused(finding, path):
    with pytest.raises(Invalid) as error:
        Story().filed().do(forms.RecordFinding(findings=(finding,)))
    assert paths(error) == {path}


def test_a_notice_needs_a_finding_for_every_line_and_one_upheld():
    story = Story(a_case(lines=2)).found()
    notice = forms.GiveNotice(given_on=story.today, way="direct", text="拟处罚。")
    with pytest.raises(Conflict):
        story.do(notice)
    story.do(forms.RecordFinding(findings=(replace(FINDING, no=2, upheld=False),)))
    assert story.do(notice).case.state is CaseState.NOTICED


def test_a_hearing_may_be_asked_for_within_five_working_days():
    story = Story().noticed()
    assert story.case.notice.hearing_until == date(2026, 11, 30)
    with pytest.raises(Invalid) as error:
        story.do(forms.RecordDefence())
    assert paths(error) == {"received_on"}


def test_changing_a_finding_after_the_notice_calls_for_a_new_notice():
    story = Story().noticed().do(forms.RecordFinding(findings=(FINDING,)))
    assert story.case.state is CaseState.FILED
    with pytest.raises(Conflict):
        story.forward(30).do(PENALTY)


def test_no_decision_before_the_time_for_an_answer_is_over():
    story = Story().noticed()
    story.do(forms.RecordDefence(received_on=story.today, text="我们不同意。"))
    with pytest.raises(Conflict) as error:
        story.forward(7).do(PENALTY)
    assert error.value.params == {"until": "2026-11-30"}
    assert story.forward(1).do(PENALTY).case.state is CaseState.DRAFTED


def test_a_hearing_that_was_asked_for_comes_before_the_decision():
    story = Story().noticed()
    asked = forms.RecordDefence(received_on=story.today, text="要求听证。", hearing_requested=True)
    story.do(asked).forward(20)
    with pytest.raises(Conflict):
        story.do(PENALTY)
    story.do(forms.RecordHearing(held_on=story.today, text="双方到场。"))
    assert story.do(PENALTY).case.state is CaseState.DRAFTED


@pytest.mark.parametrize(
    ("changes", "path"),
    [
        ({"kind": "warning"}, "kind"),
        ({"kind": "no_penalty"}, "kind"),
        ({"kind": "correction"}, "fine"),
        ({"level": "grave"}, "level"),
        ({"fine": Decimal(-1)}, "fine"),
        ({"fine": Decimal("NaN")}, "fine"),
        ({"refund": Decimal("48.01")}, "refund"),
        ({"legal_basis": ()}, "legal_basis"),
        ({"facts": " "}, "facts"),
    ],
)
def test_a_draft_that_cannot_be_right_is_refused(changes, path):
    with pytest.raises(Invalid) as error:
        Story().defended().do(replace(PENALTY, **changes))
    assert path in paths(error)


def test_a_case_in_which_nothing_is_upheld_ends_without_a_penalty_and_without_a_notice():
    story = Story().filed()
    story.do(forms.RecordFinding(findings=(replace(FINDING, upheld=False),)))
    nothing = replace(PENALTY, kind="no_penalty", fine=Decimal(0), refund=Decimal(0))
    story.do(nothing).do(APPROVE, by=SUQING)
    story.do(forms.RecordService(served_on=story.today, way="post", proof="挂号信"))
    assert story.case.state is CaseState.EFFECTIVE
    assert not any(isinstance(event, DocumentEffective) for event in story.events)


def test_who_drafted_cannot_approve():
    with pytest.raises(Conflict):
        Story().drafted().do(APPROVE, by=LINZHIYUAN)


@pytest.mark.parametrize("typed", ["", "91370687300000011P", "91330482300000029H"])
def test_a_decision_is_approved_only_with_the_respondents_code_typed_again(typed):
    with pytest.raises(Invalid) as error:
        Story().drafted().do(replace(APPROVE, respondent_uscc=typed), by=SUQING)
    assert paths(error) == {"respondent_uscc"}


def test_a_respondent_known_by_name_gets_its_code_with_the_draft():
    nameless = Respondent(uscc=None, name="海阳云屿集装箱码头有限公司")
    story = Story(a_case(respondent=nameless)).drafted()
    assert story.case.respondent.uscc == TERMINAL
    assert not story.case.respondent.confirmed
    assert story.do(APPROVE, by=SUQING).case.respondent.confirmed


@pytest.mark.parametrize(
    ("changes", "path"),
    [
        ({"respondent_uscc": ""}, "respondent_uscc"),
        ({"respondent_uscc": "91370687300000011P"}, "respondent_uscc"),
        ({"respondent_uscc": "91330482300000029H"}, "respondent_uscc"),
        ({"respondent_name": " "}, "respondent_name"),
        ({"respondent_name": "云" * 201}, "respondent_name"),
        ({"respondent_name": "【单位】码头"}, "respondent_name"),
        ({"respondent_name": "123"}, "respondent_name"),
        ({"respondent_name": TERMINAL}, "respondent_name"),
        ({"respondent_name": "云屿\x07码头"}, "respondent_name"),
    ],
)
def test_a_draft_names_the_respondent_by_its_own_code_and_registered_name(changes, path):
    with pytest.raises(Invalid) as error:
        Story().defended().do(replace(PENALTY, **changes))
    assert paths(error) == {path}


def test_a_draft_older_than_the_rule_that_it_names_the_respondent_goes_back():
    story = Story().drafted()
    story.case = replace(
        story.case, respondent=replace(story.case.respondent, registered_name=None)
    )
    with pytest.raises(Invalid) as error:
        story.do(APPROVE, by=SUQING)
    assert paths(error) == {"approve"}
    story.do(replace(APPROVE, approve=False, text="请写明登记名称。"), by=SUQING).do(PENALTY)
    assert story.do(APPROVE, by=SUQING).case.state is CaseState.DECIDED


def test_the_credit_record_gets_the_registered_name_and_never_the_reporters_word_for_it():
    said = Respondent(uscc=TERMINAL, name="云屿黑心码头")
    effective = Story(a_case(respondent=said)).effective().events[-1]
    assert effective.respondent_name == REGISTERED
    assert "黑心" not in str(to_json(effective))


def test_a_decision_older_than_the_registered_name_is_told_by_its_code():
    story = Story(a_case(respondent=Respondent(uscc=TERMINAL, name="云屿黑心码头"))).decided()
    story.case = replace(
        story.case, respondent=replace(story.case.respondent, registered_name=None)
    )
    story.do(forms.RecordService(served_on=story.today, way="direct", proof="回证"))
    assert story.events[-1].respondent_name == TERMINAL


def test_a_draft_that_is_sent_back_can_be_drafted_again():
    story = Story().drafted()
    story.do(forms.ApproveDecision(approve=False, text="依据不全。"), by=SUQING)
    assert story.case.state is CaseState.NOTICED
    assert story.case.decision is None
    assert story.do(PENALTY).case.state is CaseState.DRAFTED


@pytest.mark.parametrize("days", [-1, 1])
def test_service_lies_between_decision_and_today(days):
    story = Story().decided()
    served_on = story.today + timedelta(days=days)
    with pytest.raises(Invalid) as error:
        story.do(forms.RecordService(served_on=served_on, way="direct", proof="回证"))
    assert paths(error) == {"served_on"}


def test_a_served_penalty_takes_effect_and_is_told_to_the_credit_service():
    story = Story().effective()
    served, effective = story.events[-2:]
    assert isinstance(served, DecisionServed)
    assert isinstance(effective, DocumentEffective)
    assert effective.key == TERMINAL
    assert effective.effective_on == story.today
    assert (effective.violations, effective.level) == (("V2",), "ordinary")
    assert story.case.state is CaseState.EFFECTIVE
    told = forms.ReporterTold(told_on=story.today)
    assert story.do(told, by=None).refunded().do(forms.CloseCase()).case.state is CaseState.CLOSED


def test_a_refund_that_is_no_penalty_never_reaches_the_credit_record():
    story = Story().defended()
    story.do(replace(PENALTY, kind="correction", fine=Decimal(0))).do(APPROVE, by=SUQING)
    story.do(forms.RecordService(served_on=story.today, way="direct", proof="回证"))
    assert isinstance(story.events[-1], DecisionServed)


def test_every_step_is_on_the_timeline_and_counts_the_version():
    story = Story().effective()
    assert [step.action for step in story.case.timeline] == [
        "file",
        "begin_check",
        "propose_filing",
        "decide_filing",
        "record_finding",
        "give_notice",
        "record_defence",
        "draft_decision",
        "approve_decision",
        "record_service",
    ]
    assert story.case.version == len(story.case.timeline)
    assert [event.version for event in story.events if isinstance(event, CaseChanged)]


def test_an_officer_is_offered_what_is_possible_and_told_why_the_rest_is_not():
    track = rules().tracks["price_report"]
    story = Story().noticed()
    offers = available_actions(story.case, LINZHIYUAN, track=track, today=story.today)
    by_code: dict[str, Any] = {offer.rule.code: offer for offer in offers}
    assert by_code["record_defence"].possible
    assert not by_code["draft_decision"].possible
    assert "申辩和听证期限" in by_code["draft_decision"].obstacle.message
    of_supervisor = available_actions(story.case, HANBING, track=track, today=story.today)
    possible = {offer.rule.code for offer in of_supervisor if offer.possible}
    assert possible == {"note", "transfer"}


def test_a_department_without_decision_numbers_drafts_none_and_is_told_what_to_do():
    officer = replace(LINZHIYUAN, department="hy-port-office")
    story = Story().defended()
    story.case = replace(story.case, department="hy-port-office")
    with pytest.raises(Conflict, match="报请上一级机关指定"):
        story.do(PENALTY, by=officer)
    track = rules().tracks["price_report"]
    offers = available_actions(story.case, officer, track=track, today=story.today)
    [offer] = [each for each in offers if each.rule.code == "draft_decision"]
    assert offer.obstacle is not None


def test_a_department_without_decision_numbers_gives_no_notice_of_a_penalty_either():
    officer = replace(LINZHIYUAN, department="hy-port-office")
    story = Story().found()
    story.case = replace(story.case, department="hy-port-office")
    notice = forms.GiveNotice(given_on=story.today, way="direct", text="拟处罚。")
    with pytest.raises(Conflict, match="报请上一级机关指定"):
        story.do(notice, by=officer)
    assert story.case.notice is None
