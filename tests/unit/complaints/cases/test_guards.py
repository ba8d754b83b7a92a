"""What a step must not pass over: an open suit, days not yet over, a recusal, officers unnamed."""

from dataclasses import replace
from datetime import date

import pytest

from services.complaints.domain.cases import forms
from services.complaints.domain.cases.case import CaseState
from services.complaints.domain.cases.recorded_step import RecordedStep
from services.complaints.domain.cases.schedule import overdue_at
from services.complaints.domain.cases.silence import note_silence
from shared.errors import Conflict, Invalid
from tests.complaints import HANBING, SUQING, a_case, an_act
from tests.unit.complaints.cases.story import Story

TRANSPORT = replace(SUQING, sub="gaofan", name="高帆", department="hy-transport")
END = {"text": "未能达成协议。", "lead_found": "no"}


def step(action: str, **values: str) -> RecordedStep:
    return RecordedStep(action=action, values=values)


def mediating() -> Story:
    return Story(a_case(track="fee_dispute")).do(step("accept"))


def test_a_case_does_not_close_over_an_open_suit():
    story = Story(a_case(real_name=False)).effective().refunded()
    day = story.today.isoformat()
    story.do(step("record_remedy", kind="suit", on=day, text="法院 3 号"))
    with pytest.raises(Conflict, match="还没有终结"):
        story.do(forms.CloseCase())
    story.do(step("end_remedy", on=day, text="维持")).do(forms.CloseCase())
    assert story.case.state is CaseState.CLOSED


def test_that_the_days_for_an_agreement_passed_is_not_said_before_the_last_of_them():
    story = mediating()
    form = step("end_mediation", ground="M5", **END)
    days = (story.case.clock("P-FEE-MED").due_on - story.today).days
    with pytest.raises(Invalid) as error:
        story.forward(days - 1).do(form)
    assert {each.path for each in error.value.errors} == {"ground"}
    story.forward(1).do(form)
    assert story.case.clock("P-FEE-MED").met_on == story.case.clock("P-FEE-MED").due_on


def test_no_mediation_ends_while_a_recusal_is_undecided():
    story = mediating().do(step("ask_recusal", mediator="林致远", text="与对方有关系。"))
    form = step("end_mediation", ground="M1", **END)
    with pytest.raises(Conflict, match="回避"):
        story.do(form)
    story.do(step("decide_recusal", approve="no", text="没有关系。"), by=HANBING).do(form)
    assert story.case.state is CaseState.ENDED


def test_a_department_that_took_over_a_check_names_two_officers_before_it_proposes():
    transfer = step("transfer", department="hy-transport", ground="X1", text="属于经营许可。")
    story = Story().checking().do(transfer)
    proposal = forms.ProposeFiling(outcome="filed", ground="F19", text="线索属实。")
    for officer in ("gaofan", "luyao"):
        with pytest.raises(Conflict, match="两名"):
            story.do(proposal, by=TRANSPORT)
        story.do(step("assign_officer", officer=officer), by=TRANSPORT)
    assert story.do(proposal, by=TRANSPORT).case.state is CaseState.FILING_PROPOSED


def test_identity_and_material_of_a_fee_dispute_are_asked_for_by_a_day_and_no_limit_waits():
    story = Story(a_case(track="fee_dispute"))
    due = story.case.due_on
    story.do(step("ask_material", text="请提供营业执照和账单。", until="2026-11-25"))
    assert story.case.due_on == due
    assert story.case.next_due == overdue_at(date(2026, 11, 25))
    with pytest.raises(Conflict):
        story.do(step("ask_material", text="再提供。", until="2026-11-25"))
    story.now = overdue_at(date(2026, 11, 25))
    story.case, _ = note_silence(story.case, an_act(story.case, None, story.now)) or (None, [])
    assert story.case.timeline[-1].action == "material_late"
    assert story.case.due_on == due
    assert note_silence(story.case, an_act(story.case, None, story.now)) is None
    story.do(step("refuse", ground="R5", text="没有提供。", other_ways="诉讼。"))
    assert story.case.state is CaseState.REFUSED


def test_nothing_is_awaited_any_more_once_the_dispute_was_refused():
    story = Story(a_case(track="fee_dispute"))
    story.do(step("ask_material", text="请提供账单。", until="2026-11-25"))
    story.do(step("refuse", ground="R4", text="已由法院受理。", other_ways="诉讼。"))
    assert story.case.next_due is None
