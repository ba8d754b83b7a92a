"""No case is decided, answered or ended while two departments dispute who is competent for it."""

from dataclasses import replace

import pytest

from services.complaints.domain.cases import forms
from services.complaints.domain.cases.case import CaseState
from services.complaints.domain.cases.recorded_step import RecordedStep
from shared.errors import Conflict
from tests.complaints import LINZHIYUAN, SUQING, TERMINAL, a_case, rules
from tests.unit.complaints.cases.story import Story

TRANSPORT = replace(SUQING, sub="gaofan", name="高帆", department="hy-transport")
DISPUTE = RecordedStep(
    action="raise_dispute", values={"department": "hy-transport", "text": "属于经营许可。"}
)
AGREE = RecordedStep(action="settle_dispute", values={"agree": "yes"})


def test_no_penalty_is_approved_while_its_competence_is_disputed():
    story = Story().drafted().do(DISPUTE)
    approval = forms.ApproveDecision(
        approve=True, respondent_uscc=TERMINAL, document_no="海市监处罚〔2026〕61号"
    )
    with pytest.raises(Conflict, match="管辖争议"):
        story.do(approval, by=SUQING)
    story.do(RecordedStep(action="withdraw_dispute", values={"text": "由本局办理。"}))
    assert story.do(approval, by=SUQING).case.state is CaseState.DECIDED


def test_nothing_is_filed_noticed_or_drafted_under_a_dispute():
    story = Story().proposed().do(DISPUTE)
    with pytest.raises(Conflict, match="管辖争议"):
        story.do(forms.DecideFiling(confirm=True), by=SUQING)
    story = Story().found().do(DISPUTE)
    notice = forms.GiveNotice(given_on=story.today, way="direct", text="拟处罚款 1000 元。")
    with pytest.raises(Conflict, match="管辖争议"):
        story.do(notice, by=LINZHIYUAN)


@pytest.mark.parametrize("track", ["price_report", "fee_dispute", "service", "petition"])
def test_no_step_but_a_merger_leaves_the_states_of_a_dispute_while_it_is_open(track):
    actions = rules().tracks[track].actions
    disputed = set(actions["raise_dispute"].from_states)
    leaving = {
        code
        for code, rule in actions.items()
        if any(start in disputed and to not in disputed for start, to in rule.ways)
    }
    bound = {code for code in actions if "no_dispute" in actions[code].needs}
    assert leaving - bound <= {"merge"}
    assert leaving


def test_a_decided_case_whose_dispute_is_older_than_the_rule_moves_no_more():
    story = Story().drafted().do(DISPUTE)
    story.case = replace(story.case, state=CaseState.DECIDED)
    with pytest.raises(Conflict, match="只能撤回"):
        story.do(AGREE, by=TRANSPORT)
    old = Story(replace(a_case(), dispute=story.case.dispute, state=CaseState.EFFECTIVE))
    old.do(RecordedStep(action="withdraw_dispute", values={"text": "由本局办理。"}))
    assert old.case.dispute is None
