"""Who approves an extension: the person its limit names, on record, with the reason told."""

import pytest

from services.complaints.domain.cases.recorded_step import RecordedStep
from services.complaints.domain.cases.told import told_steps
from shared.errors import Forbidden, Invalid
from tests.complaints import HANBING, SUQING, a_case, rules
from tests.unit.complaints.cases.story import Story

APPROVAL = "办公室主任批件〔2026〕7号"


def decide(**values: str) -> RecordedStep:
    return RecordedStep(action="decide_extension", values={"approve": "yes", **values})


def asked(track: str, clock: str, number: str) -> Story:
    values = {"clock": clock, "number": number, "text": "内部：人手不足。"}
    story = Story(a_case(track=track))
    if track != "price_report":
        story.do(RecordedStep(action="accept", values={}))
    return story.do(RecordedStep(action="ask_extension", values=values))


@pytest.mark.parametrize(
    ("track", "clock", "number"),
    [("petition", "T-PET-DONE", "30"), ("price_report", "T-FILE", "15")],
)
def test_what_the_head_approves_names_the_approval(track, clock, number):
    story = asked(track, clock, number)
    for by in (SUQING, HANBING):
        with pytest.raises(Invalid) as error:
            story.do(decide(text="情况复杂。"), by=by)
        assert {each.path for each in error.value.errors} == {"approver"}
    story.do(decide(text="情况复杂。", approver=APPROVAL), by=SUQING)
    assert story.case.clock(clock).extensions[0].number == int(number)


def test_what_the_port_office_approves_no_fellow_officer_grants():
    story = asked("service", "P-SVC-DONE", "5")
    with pytest.raises(Forbidden, match="口岸办"):
        story.do(decide(text="须赴现场。", approver="口岸办同意"), by=SUQING)
    story.do(decide(text="须赴现场。"), by=HANBING)
    assert story.case.clock("P-SVC-DONE").extensions


def test_a_fellow_officer_may_still_refuse_what_the_port_office_approves():
    story = asked("service", "P-SVC-DONE", "5")
    story.do(decide(approve="no", text="材料已齐。"), by=SUQING)
    assert not story.case.clock("P-SVC-DONE").extensions


def test_the_reporter_reads_why_a_limit_was_extended_but_not_the_request():
    story = asked("petition", "T-PET-DONE", "30")
    with pytest.raises(Invalid) as error:
        story.do(decide(approver=APPROVAL), by=SUQING)
    assert {each.path for each in error.value.errors} == {"text"}
    story.do(decide(text="需要实地核查。", approver=APPROVAL), by=SUQING)
    told = told_steps(story.case, rules().tracks["petition"])
    assert [each.text for each in told if "extension" in each.action] == ["需要实地核查。"]
