"""A clock starts and ends on the day of the act, not on the day it was recorded."""

from datetime import date

import pytest

from services.complaints.domain.cases import forms
from services.complaints.domain.cases.overdue import note_overdue
from services.complaints.domain.cases.recorded_step import RecordedStep
from shared.errors import Invalid
from tests.complaints import HANBING, a_case, an_act
from tests.unit.complaints.cases.story import Story
from tests.unit.complaints.cases.test_petition_reviews import OPINION, OTHER

TOLD = {"way": "phone", "text": "已电话告知。"}


def step(action: str, **values: str) -> RecordedStep:
    return RecordedStep(action=action, values=values)


def replied() -> Story:
    story = Story(a_case(track="petition")).do(step("accept"))
    return story.do(step("give_opinion", received_on="2026-11-23", **OPINION))


def paths(error) -> set[str]:
    return {each.path for each in error.value.errors}


def test_the_days_for_a_review_run_from_the_day_it_was_asked_for():
    story = replied().forward(20)
    story.do(step("record_review_request", asked_on="2026-11-25", text="不服。"))
    clock = story.case.clock("T-REVIEW-D")
    assert (clock.started_on, clock.due_on) == (date(2026, 11, 25), date(2026, 12, 25))
    story.do(step("give_review", received_on="2026-12-13", **OPINION), by=HANBING)
    story.forward(10)
    story.do(step("record_rereview_request", asked_on="2026-12-15", text="不服。"))
    assert story.case.clock("T-REREV-D").started_on == date(2026, 12, 15)


def test_a_reopened_case_counts_from_the_day_somebody_asked_for_it():
    story = Story(a_case(track="service", lines=0))
    story.do(step("refuse", ground="S2", text="法院已受理。", other_ways="起诉。"))
    story.do(forms.CloseCase()).forward(10)
    called = {"asked_on": "2026-11-25", "way": "phone", "reached": "yes", "solved": "no"}
    story.do(step("record_revisit", satisfaction="dissatisfied", **called))
    story.do(step("record_reopen_request", asked_on="2026-11-25", way="phone", text="没有解决。"))
    assert story.case.clock("P-SVC-ACC").started_on == date(2026, 11, 25)


def test_who_was_told_in_time_is_not_late_because_it_was_recorded_late():
    story = Story(a_case(track="petition"))
    due = story.case.clock("T-PET-REG").due_on
    story.forward(60)
    story.case, _ = note_overdue(story.case, an_act(story.case, None, story.now))
    assert story.case.overdue == ("T-PET-REG",)
    early = step("register_petition", told_on="2026-11-22", **TOLD)
    with pytest.raises(Invalid) as error:
        story.do(early)
    assert paths(error) == {"told_on"}
    story.do(step("register_petition", told_on="2026-11-25", **TOLD))
    assert story.case.clock("T-PET-REG").met_on == date(2026, 11, 25) <= due
    assert story.case.overdue == ()


def test_both_sides_are_told_of_the_end_on_the_day_they_were():
    story = Story(a_case(track="fee_dispute")).do(step("accept")).forward(2)
    story.do(step("end_mediation", ground="M1", text="撤回。", lead_found="no")).forward(30)
    with pytest.raises(Invalid) as error:
        story.do(step("tell_parties", told_on="2026-11-24", **TOLD))
    assert paths(error) == {"told_on"}
    story.do(step("tell_parties", told_on="2026-11-26", **TOLD))
    assert story.case.clock("T-MEDEND-N").met_on == date(2026, 11, 26)


def test_an_agreement_ends_the_mediation_on_its_own_day_but_not_before_acceptance():
    story = Story(a_case(track="fee_dispute")).do(step("accept")).forward(30)
    terms = {"text": "退还 48.00 元。"}
    with pytest.raises(Invalid) as error:
        story.do(step("record_agreement", agreed_on="2026-11-22", **terms))
    assert paths(error) == {"agreed_on"}
    story.do(step("record_agreement", agreed_on="2026-11-30", **terms))
    assert story.case.clock("P-FEE-MED").met_on == date(2026, 11, 30)


def test_an_opinion_is_not_received_before_acceptance_or_before_the_review_was_asked_for():
    story = Story(a_case(track="petition")).do(step("accept"))
    with pytest.raises(Invalid) as error:
        story.do(step("give_opinion", received_on="2020-01-01", **OPINION))
    assert paths(error) == {"received_on"}
    story.do(step("give_opinion", received_on="2026-11-23", **OPINION)).forward(5)
    story.do(step("record_review_request", asked_on="2026-11-26", text="不服。"))
    with pytest.raises(Invalid) as error:
        story.do(step("give_review", received_on="2026-11-25", **OPINION), by=HANBING)
    assert paths(error) == {"received_on"}
    story.do(step("give_review", received_on="2026-11-27", **OPINION), by=HANBING)
    story.do(step("record_rereview_request", asked_on="2026-11-28", text="不服。"))
    with pytest.raises(Invalid) as error:
        story.do(step("give_rereview", received_on="2026-11-27", **OPINION), by=OTHER)
    assert paths(error) == {"received_on"}
