"""A party reads what the other one wrote, and of its own steps all but the words it typed.

What was taken out of them would tell whose name was in them.
"""

from dataclasses import replace

import pytest

from services.complaints.domain.cases.case import CaseState
from services.complaints.domain.cases.recorded_step import RecordedStep
from services.complaints.domain.cases.take import take
from services.complaints.domain.cases.told import told_values
from tests.complaints import a_case, an_act, rules

TRACK = rules().tracks["fee_dispute"]
PARTIES = ("reporter", "respondent")


def other(party: str) -> str:
    return PARTIES[1 - PARTIES.index(party)]


def step_by(party: str, action: str, **values: str):
    case = replace(a_case(track="fee_dispute"), state=CaseState.MEDIATING)
    held = RecordedStep(
        action="record_session",
        values={
            "held_on": "2026-11-23",
            "present": "双方代理人",
            "text": "说明。",
            "proposal": "退还。",
        },
    )
    case, _ = take(case, held, an_act(case))
    act = replace(an_act(case, None), party=party)
    case, _ = take(case, RecordedStep(action=action, values=values), act)
    return case.timeline[-1]


@pytest.mark.parametrize("party", PARTIES)
def test_no_party_is_shown_its_own_words_in_which_a_name_may_be_taken_out(party):
    asked = step_by(party, "ask_recusal", mediator="林致远", text="与【姓名】是亲属。")
    assert told_values(TRACK, asked, party) == {}
    assert told_values(TRACK, asked, other(party)) == asked.values


@pytest.mark.parametrize("party", PARTIES)
def test_what_a_party_chose_is_shown_to_it(party):
    answered = step_by(party, "answer_proposal", accepted="no", text="【姓名】不同意。")
    assert told_values(TRACK, answered, party) == {"accepted": "no"}
    assert told_values(TRACK, answered, other(party))["text"] == "【姓名】不同意。"


def test_what_no_rule_shows_a_party_it_does_not_read():
    case = a_case(track="fee_dispute")
    note = RecordedStep(action="note", values={"text": "内部。"})
    case, _ = take(case, note, an_act(case))
    assert [told_values(TRACK, case.timeline[-1], party) for party in PARTIES] == [{}, {}]
