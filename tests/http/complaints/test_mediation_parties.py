"""The respondent of a mediation takes part when it signs in, once an officer checked its code."""

import pytest

from services.complaints.domain.cases.command import Command
from services.complaints.domain.cases.recorded_step import RecordedStep
from services.complaints.usecases.cases.take_action import TakeAction, take_action
from shared.errors import Invalid
from tests.complaints import LINZHIYUAN, TERMINAL, XUKEXIN, a_case
from tests.http.complaints.filing_browser import Browser

pytestmark = pytest.mark.engines
MEETING = {"held_on": "2026-11-26", "at": "14:30", "place": "口岸大厅", "mediators": "林致远"}


@pytest.fixture
def case_id(c) -> str:
    case = a_case(track="fee_dispute")
    c.cases.cases.add(case, [], Command(key="key-case", fingerprint="case"))
    return case.id


def act(c, case_id: str, action: str, **values: str) -> None:
    form = RecordedStep(action=action, values=values)
    asked = TakeAction(case_id=case_id, form=form, key=f"key-{action}-{len(str(values))}")
    take_action(asked, actor=LINZHIYUAN, now=c.now(), ports=c.cases, rules=c.rules)


def test_the_respondent_reads_the_appointment_and_answers_a_proposal_signed_in(c, app, case_id):
    firm, mine = Browser(app, XUKEXIN), f"/complaints/mine/{case_id}"
    act(c, case_id, "accept")
    assert firm.get(mine).status_code == 404
    with pytest.raises(Invalid):
        act(c, case_id, "appoint_mediation", **MEETING, uscc="91370687MA3TE5T03T")
    act(c, case_id, "appoint_mediation", **MEETING)
    assert firm.get(mine).status_code == 404
    act(c, case_id, "appoint_mediation", **MEETING, uscc=TERMINAL)
    pages = [firm.get(each).text for each in (mine, "/complaints/mine")]
    assert all(case_id in page for page in pages)
    assert "口岸大厅" in pages[0]
    assert "提箱时码头多收了" not in pages[0]
    said = {
        "held_on": "2026-11-23",
        "present": "双方",
        "text": "各执一词。",
        "proposal": "退还一半。",
    }
    act(c, case_id, "record_session", **said)
    step = f"{mine}/steps/answer_proposal"
    assert "退还一半" in firm.get(mine).text
    posted = {"key": "key-answer-0001", "accepted": "yes", "text": "同意。"}
    assert firm.post(step, posted).status_code == 303
    assert c.cases.cases.get(case_id).last("answer_proposal").actor == "respondent"
