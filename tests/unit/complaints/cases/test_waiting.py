"""Waiting for material, a recusal or a hearing: what stands still, and until when."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from services.complaints.domain.cases.overdue import note_overdue
from services.complaints.domain.cases.recorded_step import RecordedStep
from services.complaints.domain.cases.schedule import overdue_at
from services.complaints.domain.cases.silence import note_silence
from shared.errors import Conflict, Forbidden
from tests.complaints import HANBING, a_case, an_act
from tests.unit.complaints.cases.story import Story

ASK = {"text": "请提供舱单号。", "until": "2026-11-27"}


def step(action: str, **values: str) -> RecordedStep:
    return RecordedStep(action=action, values=values)


def accepted(track: str) -> Story:
    return Story(a_case(track=track, lines=0 if track == "service" else 1)).do(step("accept"))


def noted_overdue(story: Story) -> Story:
    story.case, _ = note_overdue(story.case, an_act(story.case, None, story.now))
    return story


@pytest.mark.parametrize(
    ("track", "code", "form"),
    [
        ("service", "P-SVC-DONE", step("ask_material", **{**ASK, "until": "2027-12-31"})),
        ("fee_dispute", "P-FEE-MED", step("ask_recusal", mediator="林致远", text="有关系。")),
    ],
)
def test_a_limit_that_ran_out_is_not_silenced_by_asking_for_something(track, code, form):
    story = accepted(track)
    story.now = datetime(2027, 3, 1, 2, tzinfo=UTC)
    noted_overdue(story).do(form)
    clock = story.case.clock(code)
    assert clock.is_running
    assert story.case.overdue == (code,)
    assert story.case.due_on == clock.due_on
    with pytest.raises(Conflict):
        story.do(form)


def test_what_was_asked_for_too_late_to_wait_is_still_ended_once():
    story = accepted("service").forward(90)
    story.do(step("ask_material", text="请提供舱单号。", until="2027-12-31"))
    story.do(step("end_waiting", came="yes"))
    with pytest.raises(Conflict):
        story.do(step("end_waiting", came="yes"))


def test_the_limit_runs_again_after_the_day_the_material_was_to_come():
    story = accepted("service").do(step("ask_material", **ASK))
    due = story.case.clock("P-SVC-DONE").due_on
    assert story.case.next_due == overdue_at(date(2026, 11, 27))
    with pytest.raises(Forbidden):
        story.do(step("material_late"))
    story.now = overdue_at(date(2026, 11, 27))
    story.case, told = note_silence(story.case, an_act(story.case, None, story.now)) or (None, [])
    clock = story.case.clock("P-SVC-DONE")
    assert [getattr(event, "action", "") for event in told] == ["material_late"]
    assert clock.is_running
    assert clock.pauses[0].to_on == date(2026, 11, 27)
    assert (due, clock.due_on) == (date(2026, 12, 10), date(2026, 12, 16))
    assert note_silence(story.case, an_act(story.case, None, story.now)) is None


def test_a_hearing_in_a_late_rereview_begins_and_ends_though_its_limit_runs_on():
    story = accepted("petition")
    opinion = {"upheld": "yes", "text": "事实。", "opinion": "意见。", "received_on": "2026-11-23"}
    story.do(step("give_opinion", **opinion))
    story.do(step("record_review_request", asked_on="2026-11-23", text="不服。"))
    story.do(step("give_review", **opinion), by=HANBING)
    story.do(step("record_rereview_request", asked_on="2026-11-23", text="不服。"))
    above = replace(HANBING, sub="qinsheng", department="hy-government")
    story.forward(90).do(step("begin_hearing", text="口岸大厅。"), by=above)
    assert story.case.clock("T-REREV-D").is_running
    with pytest.raises(Conflict):
        story.do(step("begin_hearing", text="口岸大厅。"), by=above)
    story.do(step("end_hearing", text="双方到场。"), by=above)
