"""Limits that stand still for the reasons their own rule lists, and for no other."""

from dataclasses import replace
from datetime import date

import pytest

from services.complaints.domain.cases import forms
from services.complaints.domain.cases.overdue import note_overdue
from services.complaints.domain.cases.recorded_step import RecordedStep
from services.complaints.domain.cases.worklist import WorkGroup, WorkItem, grouped
from shared.errors import Conflict, Invalid
from tests.complaints import SUQING, a_case, an_act, rules
from tests.unit.complaints.cases.story import PENALTY, Story


def step(action: str, **values: str) -> RecordedStep:
    return RecordedStep(action=action, values=values)


def paused(story: Story, clock: str, reason: str, **more: str) -> Story:
    return story.do(step("pause_clock", clock=clock, reason=reason, text="委托检测。", **more))


def resumed(story: Story, clock: str, **more: str) -> Story:
    return story.do(step("resume_clock", clock=clock, text="报告已出。", **more))


def only(error) -> tuple[str, str]:
    [found] = error.value.errors
    return found.path, found.message % found.params


def test_days_of_a_test_do_not_count_towards_the_check():
    story = paused(Story().checking(), "T-FILE", "test")
    assert story.case.due_on is None
    resumed(story.forward(8), "T-FILE")
    clock = story.case.clock("T-FILE")
    # 15 working days from 11-23, of which 11-24 to 12-01 (six of them) do not count.
    assert clock.due_on == date(2026, 12, 22)
    assert any("2026-11-24 至 2026-12-01 暂停（检测" in each.sentence for each in clock.steps)


@pytest.mark.parametrize("reason", ["suspension", "hearing", "notice", "test", "refund"])
def test_listed_days_do_not_count_towards_the_decision(reason):
    story = paused(Story().filed(), "T-CASE", reason)
    before = story.case.clock("T-CASE").due_on
    resumed(story.forward(10), "T-CASE")
    after = story.case.clock("T-CASE").due_on
    assert (before, after) == (date(2027, 2, 22), date(2027, 3, 3))


def test_a_reason_the_rule_does_not_list_is_refused_with_those_it_lists():
    with pytest.raises(Invalid) as error:
        paused(Story().filed(), "T-CASE", "material")
    path, said = only(error)
    assert path == "reason"
    assert "suspension（" in said


def test_a_reason_of_another_limit_is_refused():
    with pytest.raises(Invalid) as error:
        paused(Story(), "T-FILE", "refund")
    assert only(error)[0] == "reason"


def test_a_limit_whose_rule_lists_no_reason_is_not_offered_to_stand_still():
    with pytest.raises(Conflict, match="列明可以暂停"):
        paused(Story(a_case(track="petition")), "T-PET-REG", "test")


def test_pauses_recorded_late_never_take_the_same_days_twice():
    story = paused(Story().forward(3), "T-FILE", "test", on="2026-11-24")
    resumed(story, "T-FILE", on="2026-11-25")
    with pytest.raises(Invalid) as error:
        paused(story, "T-FILE", "appraisal", on="2026-11-24")
    assert only(error) == ("on", "日期不能早于 2026-11-25")
    resumed(paused(story, "T-FILE", "appraisal", on="2026-11-25"), "T-FILE")
    assert story.case.clock("T-FILE").due_on == date(2026, 12, 16)


def test_a_pause_begins_within_the_limit_and_ends_after_it_began():
    story = Story().forward(3)
    with pytest.raises(Invalid) as error:
        paused(story, "T-FILE", "test", on="2026-11-22")
    assert only(error) == ("on", "日期不能早于 2026-11-23")
    paused(story, "T-FILE", "test", on="2026-11-25")
    with pytest.raises(Invalid) as error:
        resumed(story, "T-FILE", on="2026-11-24")
    assert only(error) == ("on", "日期不能早于 2026-11-25")


def test_a_limit_that_ran_out_is_not_stopped_afterwards():
    story = Story().forward(30)
    with pytest.raises(Invalid) as error:
        paused(story, "T-FILE", "test")
    assert only(error)[0] == "on"


def test_a_limit_that_ran_out_while_a_pause_was_unrecorded_is_in_time_again_and_noted_anew():
    story = Story().forward(22)
    story.case, _ = note_overdue(story.case, an_act(story.case, None, story.now))
    assert story.case.overdue == ("T-FILE",)
    resumed(paused(story, "T-FILE", "test", on="2026-11-23"), "T-FILE")
    assert story.case.overdue == ()
    assert story.case.clock("T-FILE").due_on == date(2027, 1, 6)
    story.forward(25)
    story.case, _ = note_overdue(story.case, an_act(story.case, None, story.now))
    assert story.case.overdue == ("T-FILE",)


def test_a_decision_ends_a_limit_that_stands_still():
    story = paused(Story().defended(), "T-CASE", "hearing").do(PENALTY)
    approval = forms.ApproveDecision(
        approve=True, respondent_uscc=story.case.respondent.uscc, document_no="61号"
    )
    clock = story.do(approval, by=SUQING).case.clock("T-CASE")
    assert clock.met_on == story.today
    assert not clock.stands_still


def test_a_limit_kept_by_an_older_release_may_stand_still_too():
    story = Story()
    [clock] = story.case.clocks
    assert clock.stops == ("test", "appraisal", "identification")
    story.case = replace(story.case, clocks=(replace(clock, stops=None),))
    assert paused(story, "T-FILE", "test").case.clocks[0].stands_still


def test_cases_that_stand_still_are_listed_apart():
    case = paused(Story(), "T-FILE", "test").case
    names = set(WorkItem.__dataclass_fields__)
    item = WorkItem(**{name: getattr(case, name) for name in names if hasattr(case, name)})
    listed = grouped([item], today=date(2026, 11, 24), calendar=rules().calendar).groups
    assert [each.item.id for each in listed[WorkGroup.STANDING]] == [case.id]
    assert not listed[WorkGroup.NO_LIMIT]
