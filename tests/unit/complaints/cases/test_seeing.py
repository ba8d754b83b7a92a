"""Which other departments see a case: exactly those that have something to do with it now."""

from dataclasses import replace

import pytest

from services.complaints.domain.cases import forms
from services.complaints.domain.cases.recorded_step import RecordedStep
from services.complaints.domain.search.visibility import may_see
from tests.complaints import LINZHIYUAN, SUQING, TERMINAL, a_case
from tests.unit.complaints.cases.story import PENALTY, Story

TRANSPORT = replace(SUQING, sub="gaofan", name="高帆", department="hy-transport")
CUSTOMS = replace(SUQING, sub="heyi", name="何毅", department="hy-customs")
TASK = {"department": "hy-transport", "text": "有无许可？", "due_on": "2026-11-27"}
DISPUTE = {"department": "hy-transport", "text": "属于经营许可。"}
FORWARD = {"department": "hy-transport", "report_back_on": "2026-12-20", "text": "请核实。"}
CORRECTION = forms.CorrectRespondent(
    respondent_uscc=TERMINAL, respondent_name="海阳云屿集装箱码头股份有限公司", text="照营业执照。"
)


def step(action: str, **values: str) -> RecordedStep:
    return RecordedStep(action=action, values=values)


def on(track: str = "price_report") -> Story:
    return Story(a_case(track=track))


def test_a_department_that_was_asked_by_mistake_sees_the_case_no_more():
    story = on().do(step("open_task", **TASK))
    assert may_see(TRANSPORT, story.case)
    story.do(step("withdraw_task", task="1", text="问错了部门。"))
    assert not may_see(TRANSPORT, story.case)


def test_a_department_whose_answer_was_taken_or_that_owes_another_goes_on_seeing_it():
    story = on().do(step("open_task", **TASK)).do(step("open_task", **TASK))
    story.do(step("withdraw_task", task="1", text="重复。"))
    assert may_see(TRANSPORT, story.case)
    story.do(step("answer_task", task="2", text="有。"), by=TRANSPORT)
    story.do(step("accept_answer", task="2"))
    assert may_see(TRANSPORT, story.case)


def test_the_other_side_sees_the_case_as_long_as_the_dispute_lasts():
    story = on().do(step("raise_dispute", **DISPUTE))
    assert may_see(TRANSPORT, story.case)
    story.do(step("withdraw_dispute", text="由我们办。"))
    assert not may_see(TRANSPORT, story.case)
    assert story.case.partners == ("hy-port-office",)


def test_the_other_side_of_a_dispute_may_settle_it_after_the_respondent_was_corrected():
    story = on().do(step("raise_dispute", **DISPUTE)).do(CORRECTION)
    assert may_see(TRANSPORT, story.case)
    story.do(step("settle_dispute", agree="yes"), by=TRANSPORT)
    assert story.case.department == "hy-transport"


def test_who_sent_the_case_on_follows_it_after_the_respondent_was_corrected():
    story = on().do(step("forward_case", **FORWARD)).do(CORRECTION, by=TRANSPORT)
    assert may_see(LINZHIYUAN, story.case)


def test_a_draft_of_the_decision_leaves_who_sees_the_case_as_it_is():
    story = (
        on()
        .do(step("open_task", **TASK))
        .do(step("answer_task", task="1", text="有。"), by=TRANSPORT)
    )
    story.do(step("accept_answer", task="1")).defended()
    before = story.case.partners
    assert story.do(PENALTY).case.partners == before


@pytest.mark.parametrize("action", ["open_task", "raise_dispute"])
def test_a_department_that_turns_out_to_be_the_respondent_sees_it_no_more(action):
    values = {**TASK, "department": "hy-customs"}
    if action == "raise_dispute":
        del values["due_on"]
    story = on().do(step(action, **values))
    assert may_see(CUSTOMS, story.case)
    named = replace(CORRECTION, respondent_uscc="91330482300000029H", respondent_name="海阳海关")
    assert not may_see(CUSTOMS, story.do(named).case)
