"""What the respondent answers to a notice: several times, in any order, until the decision."""

from dataclasses import replace
from datetime import date

import pytest

from services.complaints.domain.cases import forms
from services.complaints.domain.cases.case import CaseState
from services.complaints.domain.cases.hearings import hearing_owed
from services.complaints.domain.cases.next_step import next_step
from shared.errors import Conflict, Invalid
from tests.complaints import rules
from tests.unit.complaints.cases.story import FINDING, PENALTY, Story

DAY = date(2026, 11, 23)
STATEMENT = forms.RecordDefence(received_on=DAY, text="我们不同意。")
HEARING = replace(STATEMENT, text="要求听证。", hearing_requested=True)
WAIVER = replace(STATEMENT, text="放弃。", waived=True)
HELD = forms.RecordHearing(held_on=DAY, text="双方到场。")


def refused(story, form):
    with pytest.raises(Invalid) as error:
        story.do(form)
    return {each.path for each in error.value.errors}


def test_a_hearing_may_be_asked_for_after_a_first_statement():
    story = Story().noticed().do(STATEMENT).do(HEARING)
    assert [each.text for each in story.case.notice.defences] == ["我们不同意。", "要求听证。"]
    story.forward(14)
    with pytest.raises(Conflict, match="还没有举行"):
        story.do(PENALTY)
    assert story.do(HELD).do(PENALTY).case.state is CaseState.DRAFTED


def test_a_request_of_the_last_day_may_be_recorded_after_it_but_not_one_that_came_late():
    story = Story().noticed().forward(14)
    late = replace(HEARING, received_on=date(2026, 12, 1))
    assert refused(story, late) == {"hearing_requested"}
    story.do(replace(HEARING, received_on=date(2026, 11, 30)))
    assert hearing_owed(story.case)


def test_a_statement_is_taken_after_the_period_too():
    story = Story().defended()
    story.do(replace(STATEMENT, received_on=story.today))
    assert len(story.case.notice.defences) == 2


def test_a_hearing_that_is_given_up_is_not_held():
    story = Story().noticed().do(HEARING).do(replace(WAIVER, received_on=DAY)).forward(14)
    assert not hearing_owed(story.case)
    with pytest.raises(Conflict, match="已经放弃"):
        story.do(HELD)
    assert story.do(PENALTY).case.state is CaseState.DRAFTED


def test_the_last_word_counts_by_the_day_it_came_not_by_the_day_it_was_recorded():
    story = Story().noticed().forward(3)
    story.do(replace(HEARING, received_on=date(2026, 11, 26))).do(WAIVER)
    assert hearing_owed(story.case)


def test_a_draft_waits_for_the_period_unless_both_statement_and_hearing_are_given_up():
    story = Story().noticed().do(STATEMENT).forward(7)
    with pytest.raises(Conflict) as error:
        story.do(PENALTY)
    assert error.value.params == {"until": "2026-11-30"}
    story.do(replace(WAIVER, received_on=story.today))
    assert story.do(PENALTY).case.state is CaseState.DRAFTED


@pytest.mark.parametrize("answer", [STATEMENT, HEARING])
def test_an_answer_within_the_period_takes_a_waiver_back(answer):
    story = Story().noticed().do(WAIVER).do(answer)
    with pytest.raises(Conflict):
        story.do(PENALTY)


def test_a_waiver_says_nothing_about_a_later_notice():
    story = Story().noticed().do(WAIVER)
    story.do(forms.RecordFinding(findings=(FINDING,)))
    story.do(forms.GiveNotice(given_on=story.today, way="direct", text="拟处罚。"))
    with pytest.raises(Conflict, match="申辩和听证期限"):
        story.do(PENALTY)


@pytest.mark.parametrize(
    ("form", "path"),
    [
        (replace(HEARING, waived=True), "hearing_requested"),
        (replace(STATEMENT, text=""), "text"),
        (replace(STATEMENT, received_on=date(2026, 11, 22)), "received_on"),
        (replace(HEARING, received_on=None), "hearing_requested"),
        (replace(WAIVER, received_on=None), "hearing_requested"),
        (forms.RecordDefence(), "received_on"),
    ],
)
def test_a_record_that_cannot_be_right_is_refused(form, path):
    assert path in refused(Story().noticed(), form)


def test_that_nothing_came_is_said_once_and_only_where_nothing_came():
    assert refused(Story().defended(), forms.RecordDefence()) == {"received_on"}
    answered = Story().noticed().do(STATEMENT).forward(14)
    assert refused(answered, forms.RecordDefence()) == {"received_on"}


def test_a_second_hearing_is_not_asked_for_on_the_same_notice():
    story = Story().noticed().do(HEARING).do(HELD)
    assert refused(story, HEARING) == {"hearing_requested"}


def test_a_new_notice_about_new_findings_still_owes_the_hearing():
    story = Story().noticed().do(HEARING)
    story.do(forms.RecordFinding(findings=(FINDING,)))
    story.do(forms.GiveNotice(given_on=story.today, way="direct", text="拟处罚。"))
    story.forward(14).do(forms.RecordDefence())
    with pytest.raises(Conflict, match="还没有举行"):
        story.do(PENALTY)
    assert story.do(HELD).do(PENALTY).case.state is CaseState.DRAFTED


def test_a_new_notice_cannot_be_dated_before_the_findings_it_tells():
    story = Story().noticed().forward(10)
    story.do(forms.RecordFinding(findings=(FINDING,)))
    early = forms.GiveNotice(given_on=DAY, way="direct", text="拟处罚。")
    assert refused(story, early) == {"given_on"}
    assert story.do(replace(early, given_on=story.today)).case.state is CaseState.NOTICED


def test_the_hearing_is_the_next_step_and_a_further_record_never_is():
    track = rules().tracks["price_report"]
    story = Story().noticed().do(STATEMENT)
    waiting = next_step(story.case, track, story.today)
    assert waiting
    assert waiting.rule.code == "draft_decision"
    story.do(HEARING)
    asked = next_step(story.case, track, story.today)
    assert asked
    assert asked.rule.code == "record_hearing"


def test_the_history_says_what_kind_of_answer_it_was():
    story = Story().noticed().do(HEARING).do(WAIVER)
    assert [step.text for step in story.case.timeline[-2:]] == [
        "要求听证：要求听证。",
        "放弃陈述申辩和听证：放弃。",
    ]
