"""Which step comes next, what a case waits for, and why a step is missing."""

from typing import Any

import pytest

from services.complaints.domain.cases import forms
from services.complaints.domain.cases.case import CaseState
from services.complaints.domain.cases.next_step import (
    awaited_offer,
    hindered_offers,
    later_offers,
    leading_action,
    next_offer,
    next_step,
)
from services.complaints.domain.cases.offers import available_actions
from tests.complaints import LINZHIYUAN, SUQING, a_case, rules
from tests.unit.complaints.cases.story import Story

TRACK = rules().tracks["price_report"]
STORIES = ("checking", "proposed", "filed", "found", "noticed", "defended", "drafted", "decided")


def offers(story, person=LINZHIYUAN):
    return available_actions(story.case, person, track=TRACK, today=story.today)


def waiting(story) -> Any:
    return next_step(story.case, TRACK, story.today)


def following(story, person=LINZHIYUAN):
    found = next_offer(story.case, offers(story, person), TRACK)
    return found.rule.code if found else None


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ("checking", "propose_filing"),
        ("proposed", "decide_filing"),
        ("filed", "record_finding"),
        ("found", "give_notice"),
        ("noticed", "record_defence"),
        ("defended", "draft_decision"),
        ("drafted", "approve_decision"),
        ("decided", "record_service"),
    ],
)
def test_each_state_has_one_next_step(told, code):
    story = getattr(Story(), told)()
    assert following(story, SUQING) == code
    assert waiting(story).rule.code == code


@pytest.mark.parametrize("told", ["not_filed", "effective"])
def test_a_case_that_is_done_waits_for_the_telling_of_its_reporter(told):
    story = getattr(Story(), told)()
    assert following(story) is None
    if told == "effective":
        story.refunded()
    waits = waiting(story)
    assert waits.rule.code == "close"
    assert "还没有告知实名举报人" in waits.obstacle.message
    story.do(forms.ReporterTold(told_on=story.today), by=None)
    assert following(story) == "close"


def test_a_fresh_case_is_begun_and_a_closed_one_waits_for_nothing():
    assert following(Story()) == "begin_check"
    closed = Story(a_case(real_name=False)).effective().refunded().do(forms.CloseCase())
    assert following(closed) is None
    assert waiting(closed) is None


def test_who_proposed_has_nothing_to_do_but_to_wait():
    story = Story().proposed()
    assert following(story) is None
    assert [each.rule.code for each in hindered_offers(story.case, offers(story))] == [
        "decide_filing"
    ]


def test_a_step_that_only_leads_back_is_never_next():
    story = Story().noticed()
    answer = forms.RecordDefence(text="不同意。", received_on=story.today)
    story.do(answer)
    assert any(each.possible and each.rule.code == "record_finding" for each in offers(story))
    assert following(story) is None
    waits = waiting(story)
    assert waits.rule.code == "draft_decision"
    assert waits.obstacle.params == {"until": "2026-11-30"}


@pytest.mark.parametrize("told", [True, False])
def test_nothing_waits_for_telling_a_reporter_who_was_told_or_is_unknown(told):
    story = Story(a_case(real_name=told)).drafted()
    if told:
        story.do(forms.ReporterTold(told_on=story.today), by=None)
    awaited = awaited_offer(story.case, offers(story), TRACK)
    assert awaited
    assert awaited.obstacle
    assert awaited.rule.code == "approve_decision"
    assert "须由另一名承办人" in awaited.obstacle.message
    early = Story(a_case(real_name=told)).noticed()
    early.do(forms.RecordDefence(text="不同意。", received_on=early.today))
    if told:
        early.do(forms.ReporterTold(told_on=early.today), by=None)
    assert waiting(early).rule.code == "draft_decision"


@pytest.mark.parametrize(
    ("state", "code"),
    [("received", "begin_check"), ("drafted", "approve_decision"), ("effective", "close")],
)
def test_a_state_alone_tells_the_step_that_leads_on(state, code):
    leading = leading_action(TRACK, CaseState(state))
    assert leading
    assert leading.code == code


def test_a_case_without_an_upheld_line_goes_straight_to_its_decision():
    story = Story().filed()
    story.do(forms.RecordFinding(findings=(forms.LineFindingForm(no=1, upheld=False),)))
    assert following(story) == "draft_decision"


@pytest.mark.parametrize(
    ("told", "clock"),
    [("checking", "T-FILE"), ("filed", "T-CASE"), ("noticed", "T-CASE"), ("decided", "T-SERVE")],
)
def test_a_step_must_beat_the_clock_that_it_or_a_later_step_ends(told, clock):
    story = getattr(Story(), told)()
    assert waiting(story).clock.code == clock


@pytest.mark.parametrize("told", STORIES)
def test_later_steps_are_those_no_earlier_state_allows(told):
    story = getattr(Story(), told)()
    later = {each.rule.code for each in later_offers(story.case, offers(story), TRACK)}
    assert "begin_check" not in later
    assert not later & {each.rule.code for each in offers(story) if each.possible}


def test_an_anonymous_case_not_filed_is_closed_at_once():
    story = Story(a_case(real_name=False)).not_filed()
    assert following(story) == "close"
    assert waiting(story).clock is None
