"""Where several people stand behind a case, nothing that is written of it names any of them."""

from dataclasses import replace

import pytest

from services.complaints.domain.cases import forms
from services.complaints.domain.cases.complaint import Reporter
from services.complaints.domain.cases.recorded_step import RecordedStep
from services.complaints.usecases.cases.join_case import JoinCase, join_case
from services.complaints.usecases.cases.take_party_step import (
    PartyStep,
    respondent,
    take_party_step,
)
from shared.errors import Invalid
from tests.complaints import (
    FORWARDER,
    NOW,
    SHENYUE,
    TERMINAL,
    XUKEXIN,
    ZHOULAN,
    a_complaint,
    everything_in,
    rules,
)
from tests.contracts.complaints.desk import Desk, filed, staffed

pytestmark = pytest.mark.engines
SHEN = Reporter(sub=SHENYUE.sub, name="沈悦", phone="13912340000", company="嘉兴潮平货运有限公司")
THEIRS = "他们在十一月的三次提箱里每次都另外多收了一笔没有名目的港杂费用。"


@pytest.fixture
def ports(mongo_database):
    return staffed(mongo_database)


@pytest.fixture
def leading(ports):
    """Return the desk of a case that another reporter's case follows."""
    first = filed(ports)
    second = filed(ports, a_complaint(reporter=SHEN, narrative=THEIRS), key="key-0002")
    merging = RecordedStep(action="merge", values={"other": first.id, "text": "同一项收费。"})
    Desk(ports, second).do(merging)
    return Desk(ports, first)


def asking(statement: str) -> RecordedStep:
    values = {"statement": statement, "until": "2026-12-04", "uscc": TERMINAL, "by_letter": "no"}
    return RecordedStep(action="ask_respondent", values=values)


def test_a_colleague_who_joins_a_case_names_nobody_who_reported_it_before(ports, mongo_database):
    case = filed(ports)
    colleague = replace(ZHOULAN, sub="wuyue", name="吴越")
    giver = Reporter(sub="wuyue", name="吴越", uscc=FORWARDER)
    said = a_complaint(reporter=giver, narrative="周岚和吴越都去过码头，电话 13812346120。")
    joining = JoinCase(case_id=case.id, complaint=said, key="key-0009")
    after = join_case(joining, principal=colleague, now=NOW, ports=ports, rules=rules())
    shown = after.timeline[-1].text
    assert [name for name in ("周岚", "吴越", "13812346120") if name in shown] == []
    assert "周岚和吴越" not in everything_in(mongo_database)


def test_what_officers_write_in_the_leading_case_names_no_reporter_of_a_follower(leading):
    leading.do(asking("沈悦和周岚的箱子，嘉兴潮平货运有限公司代付的费用，请说明。"))
    statement = leading.case.questions[-1].statement
    for identity in ("沈悦", "周岚", "潮平"):
        assert identity not in statement
    leading.do(RecordedStep(action="note", values={"text": "13912340000 打来电话。"}))
    assert "13912340000" not in leading.case.last("note").text


def test_the_words_of_a_followers_reporter_are_not_put_to_the_respondent(leading):
    with pytest.raises(Invalid) as error:
        leading.do(asking(f"据反映，{THEIRS}请说明。"))
    assert {each.path for each in error.value.errors} == {"statement"}


def test_no_registered_name_holds_the_name_of_a_followers_reporter(leading):
    named = forms.CorrectRespondent(
        respondent_uscc=TERMINAL, respondent_name="海阳沈悦码头有限公司", text="照营业执照。"
    )
    with pytest.raises(Invalid) as error:
        leading.do(named)
    assert {each.path for each in error.value.errors} == {"respondent_name"}


def test_what_the_respondent_answers_names_no_reporter_of_a_follower(leading, ports):
    leading.do(asking("请说明这项收费的依据。"))
    answer = RecordedStep(action="answer_respondent", values={"text": "沈悦的箱子没有多收。"})
    step = PartyStep(case_id=leading.case.id, form=answer, key="key-0010")
    after = take_party_step(step, respondent(XUKEXIN), now=NOW, ports=ports, rules=rules())
    assert "沈悦" not in after.timeline[-1].values["text"]
