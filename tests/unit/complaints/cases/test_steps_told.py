"""Which steps name a party in their event, so that it can be told, and which name nobody."""

from dataclasses import asdict, replace
from datetime import date

import pytest

from services.complaints.domain.cases.recorded_step import RecordedStep
from shared.events.case_events import CaseChanged
from tests.complaints import SUQING, TERMINAL, a_case
from tests.unit.complaints.cases.story import Story

MEETING = {"held_on": "2026-11-26", "at": "14:30", "place": "口岸大厅", "mediators": "林致远"}
ASKED = {
    "statement": "请说明这项收费。",
    "until": "2026-12-01",
    "uscc": TERMINAL,
    "by_letter": "no",
}


def step(action: str, **values: str) -> RecordedStep:
    return RecordedStep(action=action, values=values)


def last(story: Story) -> CaseChanged:
    event = story.events[-1]
    assert isinstance(event, CaseChanged)
    return event


@pytest.mark.parametrize("track", ["fee_dispute", "service", "petition"])
def test_who_complained_is_named_by_a_reference_in_what_it_is_shown(track):
    story = Story(a_case(track=track)).do(step("accept"))
    event = last(story)
    assert (event.action, event.track, event.department) == ("accept", track, "hy-market")
    assert event.reporter_ref == story.case.reporter_ref
    anonymous = Story(a_case(track=track, real_name=False)).do(step("accept"))
    assert last(anonymous).reporter_ref is None


def test_a_respondent_is_named_only_where_it_sees_the_case_already():
    story = Story(a_case(track="fee_dispute")).do(step("accept"))
    assert last(story).respondent_uscc is None
    story.do(step("ask_respondent", **ASKED)).do(step("appoint_mediation", **MEETING))
    assert (last(story).respondent_uscc, last(story).held_on) == (TERMINAL, date(2026, 11, 26))
    another = replace(story.case.respondent, uscc="91370687MA3TE5T11M")
    story.case = replace(story.case, respondent=another)
    story.do(step("end_mediation", ground="M1", text="撤回。", lead_found="no"))
    assert last(story).respondent_uscc is None


def test_no_respondent_is_told_of_what_only_the_reporter_is_shown():
    story = Story(a_case(track="service", lines=0)).do(step("ask_respondent", **ASKED))
    assert last(story.do(step("accept"))).respondent_uscc is None


def test_an_extension_names_the_reporter_and_its_refusal_nobody():
    asked = step("ask_extension", clock="T-FILE", number="15", text="须核实。")
    story = Story().checking().do(asked)
    assert last(story).reporter_ref is None
    no, yes = {"approve": "no", "text": "不同意。"}, {"approve": "yes", "text": "须核实。"}
    story.do(step("decide_extension", **no), by=SUQING)
    assert last(story).reporter_ref is None
    story.do(asked).do(step("decide_extension", approver="局长批件", **yes), by=SUQING)
    assert last(story).reporter_ref == story.case.reporter_ref


def test_an_inner_step_tells_what_and_nothing_of_whom():
    told = asdict(last(Story().checking()))
    assert {name for name, value in told.items() if value} == {
        *("key", "version", "occurred_at", "action", "state")
    }
