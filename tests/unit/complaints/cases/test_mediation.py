"""Mediation: a recusal stops it, proposals are answered, agreements are followed, leads checked."""

from datetime import date

import pytest

from services.complaints.domain.cases import forms
from services.complaints.domain.cases.case import CaseState
from shared.errors import Conflict, Forbidden, Invalid
from tests.complaints import HANBING, LINZHIYUAN
from tests.unit.complaints.cases.story import Story
from tests.unit.complaints.cases.test_recorded_steps import due, on, paths, step
from tests.unit.complaints.cases.test_revisit_and_reopening import by

MEETING = {"held_on": "2026-11-26", "at": "14:30", "place": "口岸大厅", "mediators": "林致远"}
SESSION = {"held_on": "2026-11-23", "present": "双方代理人", "text": "未达成一致。"}


def mediating() -> Story:
    return on("fee_dispute").do(step("accept")).do(step("appoint_mediation", **MEETING))


def agreed(**more: str) -> Story:
    terms = {"agreed_on": "2026-11-23", "text": "退还 48.00 元。", **more}
    return mediating().do(step("record_agreement", **terms))


def test_a_recusal_stops_the_limit_and_the_mediation_until_the_port_office_decides():
    story = mediating()
    assert due(story, "P-FEE-MED") == date(2027, 1, 22)
    by("respondent", story, "ask_recusal", mediator="林致远", text="与反映人是亲属。")
    assert story.case.clock("P-FEE-MED").stands_still
    for form in (
        step("record_session", **SESSION),
        step("record_agreement", agreed_on="2026-11-23", text="退还。"),
        step("ask_recusal", mediator="林致远", text="同上。"),
    ):
        with pytest.raises(Conflict, match="回避"):
            story.do(form)
    story.forward(4)
    with pytest.raises(Forbidden):
        story.do(step("decide_recusal", approve="no", text="不属实。"), by=LINZHIYUAN)
    with pytest.raises(Invalid) as error:
        story.do(step("decide_recusal", approve="yes"), by=HANBING)
    assert paths(error) == {"mediators"}
    story.do(step("decide_recusal", approve="yes", mediators="苏晴"), by=HANBING)
    assert due(story, "P-FEE-MED") == date(2027, 1, 26)
    assert not story.case.clock("P-FEE-MED").stands_still


def test_each_party_answers_a_proposal_once_and_a_new_one_again():
    story = mediating()
    with pytest.raises(Conflict, match="还没有调解方案"):
        by("reporter", story, "answer_proposal", accepted="yes")
    story.do(step("record_session", **SESSION, proposal="退还 40.00 元。"))
    by("reporter", story, "answer_proposal", accepted="no", text="须全额退还。")
    by("respondent", story, "answer_proposal", accepted="yes")
    with pytest.raises(Conflict, match="已经答复过"):
        by("reporter", story, "answer_proposal", accepted="yes")
    story.do(step("record_session", **SESSION, proposal="退还 48.00 元。"))
    by("reporter", story, "answer_proposal", accepted="yes")


@pytest.mark.parametrize("owed", [{"refund": "48.00"}, {"perform_by": "2026-12-10"}])
def test_an_agreement_with_something_to_do_is_closed_once_its_performance_is_known(owed):
    story = agreed(**owed)
    with pytest.raises(Conflict, match="履行情况"):
        story.do(forms.CloseCase())
    with pytest.raises(Invalid) as error:
        story.do(step("record_performance", performed="no", on="2026-11-20"))
    assert paths(error) == {"text", "on"}
    story.do(step("record_performance", performed="yes", on="2026-11-23", text="转账凭证 7 号"))
    assert story.do(forms.CloseCase()).case.state is CaseState.CLOSED


def test_an_agreement_with_nothing_to_do_is_closed_at_once():
    assert agreed().do(forms.CloseCase()).case.state is CaseState.CLOSED


def test_a_lead_is_checked_within_its_own_limit_and_holds_the_closing():
    story = agreed().do(step("check_lead", text="发票上另有两项未公示的收费。"))
    assert due(story, "T-CLUE") == date(2026, 12, 14)
    with pytest.raises(Conflict):
        story.do(forms.CloseCase())
    with pytest.raises(Invalid) as error:
        story.do(step("end_lead", filed="yes", text="属实。"))
    assert paths(error) == {"case_no"}
    story.do(step("end_lead", filed="yes", case_no="HY-2026-04173-1", text="属实。"))
    assert not story.case.clock("T-CLUE").is_open
    assert story.case.related == ("HY-2026-04173-1",)


@pytest.mark.parametrize(("found", "open_"), [("yes", True), ("no", False)])
def test_a_lead_found_at_the_end_of_mediation_starts_its_limit_by_itself(found, open_):
    story = mediating()
    story.do(step("end_mediation", ground="M2", text="对方拒绝。", lead_found=found))
    assert story.case.state is CaseState.ENDED
    assert (story.case.clock("T-CLUE") is not None) is open_
    assert story.case.clock("T-MEDEND-N").is_open
