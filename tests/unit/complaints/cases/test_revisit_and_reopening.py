"""After the closing: who was reached, how it went, and until when the case can be reopened."""

from dataclasses import replace
from datetime import date

import pytest

from services.complaints.domain.cases import forms
from services.complaints.domain.cases.case import CaseState
from services.complaints.domain.cases.revisit import last_revisit
from services.complaints.domain.cases.take import take
from services.complaints.domain.cases.windows import window_of
from shared.errors import Conflict, Forbidden, Invalid
from tests.complaints import LINZHIYUAN, an_act
from tests.unit.complaints.cases.story import Story
from tests.unit.complaints.cases.test_recorded_steps import on, paths, step

CALLED = {"asked_on": "2026-11-23", "way": "phone", "reached": "yes"}
BAD = {"satisfaction": "dissatisfied", "solved": "no"}
GOOD = {"satisfaction": "satisfied", "solved": "yes"}


def by(party: str, story: Story, action: str, **values: str) -> Story:
    """Take a step as a party does."""
    act = replace(an_act(story.case, None, story.now), party=party)
    story.case, events = take(story.case, step(action, **values), act)
    story.events += events
    return story


def closed(track: str = "service") -> Story:
    story = on(track).do(step("accept"))
    if track == "service":
        story.do(step("begin_handling", officer="linzhiyuan"))
        story.do(step("reply", justified="yes", text="属实。", done="已补办。"))
    else:
        story.do(step("record_agreement", agreed_on="2026-11-23", text="退还多收部分。"))
    return story.do(forms.CloseCase())


def refused(track: str = "service") -> Story:
    ground = {"service": "S2", "fee_dispute": "R4"}[track]
    story = on(track).do(step("refuse", ground=ground, text="已由法院受理。", other_ways="起诉。"))
    return story.do(forms.CloseCase())


def test_a_revisit_by_telephone_asks_for_both_answers_of_who_was_reached():
    story = closed()
    with pytest.raises(Invalid) as error:
        story.do(step("record_revisit", **CALLED))
    assert paths(error) == {"satisfaction", "solved"}
    story.do(step("record_revisit", **CALLED | {"reached": "no"}))
    assert last_revisit(story.case) is None
    story.do(step("record_revisit", **CALLED, **GOOD))
    said = last_revisit(story.case)
    assert said is not None
    assert said.values["satisfaction"] == "satisfied"
    assert story.case.state is CaseState.CLOSED
    assert story.case.open_due is None


def test_the_reporter_answers_once_after_each_closing_and_no_officer_does_it():
    story = closed()
    with pytest.raises(Forbidden):
        story.do(step("answer_revisit", **GOOD), by=LINZHIYUAN)
    by("reporter", story, "answer_revisit", **BAD)
    last = story.case.timeline[-1]
    assert (last.actor, last.actor_name) == ("reporter", "")
    with pytest.raises(Conflict):
        by("reporter", story, "answer_revisit", **GOOD)


def test_who_is_satisfied_or_was_not_asked_cannot_have_it_reopened():
    with pytest.raises(Conflict):
        by("reporter", closed(), "reopen", text="没有解决。")
    story = by("reporter", closed(), "answer_revisit", **GOOD)
    with pytest.raises(Conflict):
        by("reporter", story, "reopen", text="没有解决。")


@pytest.mark.parametrize(
    ("story", "state", "clock"),
    [
        (lambda: closed("service"), "handling", "P-SVC-DONE"),
        (lambda: refused("service"), "received", "P-SVC-ACC"),
        (lambda: closed("fee_dispute"), "accepted", "P-FEE-MED"),
        (lambda: refused("fee_dispute"), "received", "P-FEE-ACC"),
    ],
)
def test_a_reopened_case_goes_on_where_it_ended_with_a_limit_of_its_own(story, state, clock):
    reopened = by("reporter", story(), "answer_revisit", **BAD).forward(3)
    by("reporter", reopened, "reopen", text="仍然没有退还。")
    assert reopened.case.state == state
    assert reopened.case.clock(clock).started_on == date(2026, 11, 26)
    assert reopened.case.clock(clock).is_open
    assert reopened.case.due_on is not None


def test_the_window_is_thirty_days_from_the_closing_and_a_late_wish_is_told_the_day():
    story = by("reporter", closed(), "answer_revisit", **BAD)
    window = window_of(story.case, "reopen", an_act(story.case).limits)
    assert window is not None
    assert window.until == date(2026, 12, 23)
    with pytest.raises(Conflict) as error:
        by("reporter", story.forward(31), "reopen", text="没有解决。")
    assert error.value.params == {"day": "2026-12-23"}
    assert by("reporter", story.forward(-1), "reopen", text="没有解决。").case.is_open


def test_a_report_not_filed_is_checked_anew_and_its_reporter_told_anew():
    story = Story().not_filed()
    story.do(forms.RecordTold(told_on=story.today, way="phone", text="14:20 通话"))
    story.do(forms.CloseCase())
    by("reporter", story, "answer_revisit", **BAD)
    by("reporter", story, "reopen", text="补充了提箱单。")
    assert story.case.state is CaseState.CHECKING
    assert (story.case.filing, story.case.reporter_told_on) == (None, None)
    assert story.case.clock("T-FILE").is_open


def test_a_report_that_ended_in_a_decision_is_not_reopened():
    story = Story().effective().refunded()
    story.do(forms.RecordTold(told_on=story.today, way="phone", text="14:20 通话"))
    story.do(forms.CloseCase())
    by("reporter", story, "answer_revisit", **BAD)
    with pytest.raises(Conflict, match="已经作出处理决定"):
        by("reporter", story, "reopen", text="罚得太轻。")


def test_the_reporters_own_answer_outweighs_what_an_officer_recorded():
    story = by("reporter", closed(), "answer_revisit", **BAD)
    story.do(step("record_revisit", **CALLED, **GOOD))
    said = last_revisit(story.case)
    assert said is not None
    assert said.actor == "reporter"
    assert by("reporter", story, "reopen", text="没有解决。").case.state is CaseState.HANDLING


@pytest.mark.parametrize("told", [BAD, {"solved": "no"}])
def test_a_call_that_reached_nobody_has_no_answers(told):
    story = closed()
    with pytest.raises(Invalid) as error:
        story.do(step("record_revisit", **CALLED | {"reached": "no"}, **told))
    assert paths(error) == set(told)


def test_an_older_call_that_reached_nobody_counts_as_no_answer():
    story = closed().do(step("record_revisit", **CALLED, **GOOD))
    *before, last = story.case.timeline
    unreached = replace(last, values={**last.values, **BAD, "reached": "no"})
    story.case = replace(story.case, timeline=(*before, unreached))
    assert last_revisit(story.case) is None


@pytest.mark.parametrize("track", ["price_report", "fee_dispute", "service"])
def test_who_complained_by_telephone_has_it_reopened_through_an_officer(track):
    story = Story().not_filed() if track == "price_report" else closed(track)
    if track == "price_report":
        story.do(forms.RecordTold(told_on=story.today, way="phone", text="14:20 通话"))
        story.do(forms.CloseCase())
    story.forward(29)
    request = step("record_reopen_request", asked_on="2026-11-30", way="phone", text="没有解决。")
    with pytest.raises(Conflict):
        story.do(request)
    story.do(step("record_revisit", **CALLED, **BAD))
    early = step("record_reopen_request", asked_on="2026-11-22", way="phone", text="没有解决。")
    with pytest.raises(Invalid) as error:
        story.do(early)
    assert paths(error) == {"asked_on"}
    story.forward(30).do(request)
    states = {"price_report": "checking", "fee_dispute": "accepted", "service": "handling"}
    assert story.case.state == states[track]


def test_a_request_made_too_late_is_not_recorded():
    story = closed().forward(40).do(step("record_revisit", **CALLED, **BAD))
    with pytest.raises(Conflict) as error:
        story.do(step("record_reopen_request", asked_on="2026-12-24", way="phone", text="没有。"))
    assert error.value.params == {"day": "2026-12-23"}
