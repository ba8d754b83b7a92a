"""Recusal of an officer: asked for, decided by another, and final for the case."""

from dataclasses import replace

import pytest

from services.complaints.domain.cases.recorded_step import RecordedStep
from shared.errors import Conflict, Forbidden, Invalid
from tests.complaints import HANBING, LINZHIYUAN, SUQING, a_case
from tests.unit.complaints.cases.story import Story

ABOUT_LIN = {"officer": "linzhiyuan", "asked_by_party": "no", "ground": "Y1", "text": "亲属。"}
THIRD = replace(SUQING, sub="zhaoning", name="赵宁")
TRACKS = ["price_report", "fee_dispute", "service", "petition"]


def step(action: str, **values: str) -> RecordedStep:
    return RecordedStep(action=action, values=values)


def asked(track: str = "service", **changes: str) -> Story:
    story = Story(a_case(track=track)).do(step("assign_officer", officer="linzhiyuan"))
    return story.do(step("ask_officer_recusal", **ABOUT_LIN | changes))


@pytest.mark.parametrize("track", TRACKS)
@pytest.mark.parametrize("decider", [SUQING, HANBING], ids=["officer", "supervisor"])
def test_a_recused_officer_takes_no_further_step(track, decider):
    story = asked(track).do(step("decide_officer_recusal", approve="yes"), by=decider)
    assert (story.case.officers, story.case.recused) == ((), ("linzhiyuan",))
    with pytest.raises(Forbidden):
        story.do(step("assign_officer", officer="linzhiyuan"), by=LINZHIYUAN)
    story.do(step("assign_officer", officer="suqing"), by=SUQING)
    assert story.case.officers == ("suqing",)


def test_until_it_is_decided_the_officer_goes_on():
    story = asked().do(step("accept"), by=LINZHIYUAN)
    with pytest.raises(Conflict, match="已经申请回避"):
        story.do(step("ask_officer_recusal", **ABOUT_LIN), by=SUQING)


def test_neither_who_asked_nor_whom_it_is_about_decides():
    with pytest.raises(Conflict):
        asked().do(step("decide_officer_recusal", approve="yes"), by=LINZHIYUAN)
    story = Story(a_case(track="service"))
    story.do(step("ask_officer_recusal", **ABOUT_LIN | {"asked_by_party": "yes"}), by=SUQING)
    with pytest.raises(Forbidden, match="不能自己决定"):
        story.do(step("decide_officer_recusal", approve="no", text="无关。"), by=LINZHIYUAN)
    story.do(step("decide_officer_recusal", approve="yes"), by=THIRD)
    assert story.case.recused == ("linzhiyuan",)


def test_a_refusal_needs_words_and_leaves_the_officer_on_the_case():
    story = asked()
    with pytest.raises(Invalid) as error:
        story.do(step("decide_officer_recusal", approve="no"), by=SUQING)
    assert {each.path for each in error.value.errors} == {"text"}
    story.do(step("decide_officer_recusal", approve="no", text="没有关系。"), by=SUQING)
    assert (story.case.officers, story.case.recused) == (("linzhiyuan",), ())
    assert story.case.asked_recusal is None


def test_a_recused_officer_does_not_come_back_by_way_of_a_task():
    story = asked().do(step("decide_officer_recusal", approve="yes"), by=SUQING)
    story.case = replace(story.case, department="hy-reform", asked_departments=("hy-market",))
    with pytest.raises(Forbidden):
        story.do(step("answer_task", task="1", text="有。"), by=LINZHIYUAN)
