"""Review and re-review of a petition: within thirty days each, by the side above."""

from dataclasses import replace
from datetime import date

import pytest

from services.complaints.domain.cases import forms
from services.complaints.domain.cases.case import CaseState
from services.complaints.domain.cases.windows import window_of
from shared.errors import Conflict, Forbidden, Invalid
from tests.complaints import HANBING, LINZHIYUAN, an_act
from tests.unit.complaints.cases.story import Story
from tests.unit.complaints.cases.test_recorded_steps import on, paths, step
from tests.unit.complaints.cases.test_revisit_and_reopening import by

OTHER = replace(HANBING, sub="qinsheng", name="秦生", department="hy-government")
OPINION = {"upheld": "no", "text": "收费依据已失效。", "opinion": "予以退还。"}


def replied() -> Story:
    story = on("petition").do(step("accept"))
    return story.do(step("give_opinion", received_on="2026-11-23", **OPINION))


def reviewed() -> Story:
    story = by("reporter", replied(), "ask_review", text="不服。")
    return story.do(step("give_review", received_on="2026-11-23", **OPINION), by=HANBING)


def test_the_petitioner_asks_within_thirty_days_and_the_body_above_has_thirty():
    story = replied().forward(30)
    by("reporter", story, "ask_review", text="不服。")
    assert story.case.state is CaseState.REVIEWING
    clock = story.case.clock("T-REVIEW-D")
    assert (clock.started_on, clock.due_on) == (date(2026, 12, 23), date(2027, 1, 22))


def test_a_late_request_is_refused_with_the_day_the_time_ended():
    story = replied()
    window = window_of(story.case, "ask_review", an_act(story.case).limits)
    assert window is not None
    assert window.until == date(2026, 12, 23)
    with pytest.raises(Conflict) as error:
        by("reporter", story.forward(31), "ask_review", text="不服。")
    assert error.value.params == {"day": "2026-12-23"}


def test_a_request_on_paper_counts_by_the_day_it_was_made():
    story = replied().forward(40)
    with pytest.raises(Invalid) as error:
        story.do(step("record_review_request", asked_on="2026-11-22", text="不服。"))
    assert paths(error) == {"asked_on"}
    story.do(step("record_review_request", asked_on="2026-12-20", text="不服。"))
    assert story.case.state is CaseState.REVIEWING


def test_a_petitioner_cannot_say_that_it_was_asked_earlier():
    with pytest.raises(Invalid) as error:
        by("reporter", replied().forward(40), "ask_review", asked_on="2026-12-20", text="不服。")
    assert paths(error) == {"asked_on"}


def test_only_the_side_above_gives_the_opinion():
    story = by("reporter", replied(), "ask_review", text="不服。")
    form = step("give_review", received_on="2026-11-23", **OPINION)
    own = replace(HANBING, department=story.case.department)
    for person in (LINZHIYUAN, own):
        with pytest.raises(Forbidden):
            story.do(form, by=person)
    story.do(form, by=HANBING)
    assert story.case.state is CaseState.REVIEWED
    assert not story.case.clock("T-REVIEW-D").is_open


def test_a_re_review_is_by_another_person_pauses_for_its_hearing_and_ends_it_all():
    story = by("reporter", reviewed(), "ask_rereview", text="仍不服。")
    assert story.case.clock("T-REREV-D").due_on == date(2026, 12, 23)
    story.forward(1).do(step("begin_hearing", text="27日九时听证。"), by=OTHER)
    form = step("give_rereview", received_on="2026-11-27", **OPINION)
    with pytest.raises(Conflict):
        story.forward(3).do(form, by=OTHER)
    story.do(step("end_hearing", text="双方到场。"), by=OTHER)
    assert story.case.clock("T-REREV-D").due_on == date(2026, 12, 28)
    with pytest.raises(Conflict):
        story.do(form, by=HANBING)
    story.do(form, by=OTHER)
    assert story.case.state is CaseState.REREVIEWED
    story.do(forms.CloseCase())
    for action in ("ask_review", "ask_rereview"):
        with pytest.raises(Conflict):
            by("reporter", story, action, text="再次请求。")


def test_a_closed_petition_can_still_be_reviewed_in_time_but_one_refused_cannot():
    story = replied().do(forms.CloseCase())
    by("reporter", story, "ask_review", text="不服。")
    assert story.case.state is CaseState.REVIEWING
    refused = on("petition").do(step("refuse", ground="Q2", text="已复核。", other_ways="诉讼。"))
    refused.do(forms.CloseCase())
    with pytest.raises(Conflict):
        by("reporter", refused, "ask_review", text="不服。")
