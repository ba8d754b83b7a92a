"""The respondent a reporter named wrongly is corrected before a decision, and what follows."""

from dataclasses import replace

import pytest

from services.complaints.domain.cases import forms
from services.complaints.domain.cases.case import CaseState, Respondent
from services.complaints.domain.cases.released import released
from services.complaints.domain.search.indexed_case import Place, indexed
from services.complaints.domain.search.visibility import may_see
from shared.errors import Conflict, Invalid
from tests.complaints import (
    LINZHIYUAN,
    NOW,
    SUQING,
    TERMINAL,
    TERMINAL_NAME,
    a_case,
    rules,
)
from tests.unit.complaints.cases.story import PENALTY, Story

PUYANG = "91330482300000029H"
CORRECT = forms.CorrectRespondent(
    respondent_uscc=PUYANG, respondent_name="平湖栖浦港务服务有限公司", text="对照营业执照核实。"
)
RENAMED = "海阳云屿集装箱码头集团有限公司"
SAME = replace(CORRECT, respondent_uscc=TERMINAL, respondent_name=RENAMED)
MARKET = replace(CORRECT, respondent_name="海阳市市场监督管理局")
APPROVE = forms.ApproveDecision(approve=True, respondent_uscc=PUYANG, document_no="61号")


@pytest.mark.parametrize(
    ("told", "state"),
    [
        ("checking", "checking"),
        ("proposed", "checking"),
        ("filed", "filed"),
        ("found", "filed"),
        ("noticed", "filed"),
        ("defended", "filed"),
        ("drafted", "filed"),
    ],
)
def test_another_enterprise_undoes_what_was_made_against_the_first(told, state):
    case = getattr(Story(), told)().do(CORRECT).case
    assert case.state == state
    assert (case.respondent.uscc, case.respondent.shown) == (PUYANG, CORRECT.respondent_name)
    assert case.notice is None
    assert case.decision is None
    if state == "checking":
        assert case.filing is None


@pytest.mark.parametrize(
    ("told", "state"),
    [
        ("checking", "checking"),
        ("proposed", "filing_proposed"),
        ("noticed", "noticed"),
        ("drafted", "noticed"),
    ],
)
def test_the_same_enterprise_under_its_registered_name_undoes_the_draft_alone(told, state):
    case = getattr(Story(), told)().do(SAME).case
    assert case.state == state
    assert case.decision is None
    assert case.respondent.names == (RENAMED, TERMINAL_NAME)


def test_the_history_says_from_whom_to_whom_by_whom_and_why():
    step = Story().checking().do(CORRECT).case.timeline[-1]
    assert step.action == "correct_respondent"
    assert step.actor == LINZHIYUAN.sub
    assert TERMINAL_NAME in step.text
    assert PUYANG in step.text
    assert "对照营业执照核实。" in step.text


@pytest.mark.parametrize("told", ["decided", "effective", "not_filed"])
def test_nothing_is_corrected_once_it_is_decided(told):
    with pytest.raises(Conflict):
        getattr(Story(), told)().do(CORRECT)


@pytest.mark.parametrize(
    ("changes", "path"),
    [
        ({"respondent_uscc": "91330482300000029X"}, "respondent_uscc"),
        ({"respondent_name": ""}, "respondent_name"),
        ({"text": " "}, "text"),
    ],
)
def test_a_correction_needs_a_valid_code_a_name_and_a_reason(changes, path):
    with pytest.raises(Invalid) as error:
        Story().do(replace(CORRECT, **changes))
    assert [each.path for each in error.value.errors] == [path]


def test_what_is_already_so_is_not_corrected_again():
    with pytest.raises(Invalid):
        Story().do(CORRECT).do(CORRECT)


def test_the_corrected_case_goes_on_to_its_decision_with_a_new_notice():
    story = Story().noticed().do(CORRECT)
    draft = replace(PENALTY, respondent_uscc=PUYANG, respondent_name=CORRECT.respondent_name)
    with pytest.raises(Conflict):
        story.do(draft)
    story.do(forms.GiveNotice(given_on=story.today, way="direct", text="拟处罚。")).forward(14)
    story.do(forms.RecordDefence()).do(draft)
    with pytest.raises(Invalid):
        story.do(replace(APPROVE, respondent_uscc=TERMINAL), by=SUQING)
    story.do(APPROVE, by=SUQING)
    story.do(forms.RecordService(served_on=story.today, way="direct", proof="回证"))
    effective = story.events[-1]
    assert (effective.key, effective.respondent_name) == (PUYANG, CORRECT.respondent_name)


@pytest.mark.parametrize("told", ["found", "noticed"])
def test_a_new_notice_cannot_be_dated_before_the_enterprise_it_goes_to_was_named(told):
    story = getattr(Story(), told)().forward(10).do(CORRECT)
    early = forms.GiveNotice(given_on=NOW.date(), way="direct", text="拟处罚。")
    with pytest.raises(Invalid):
        story.do(early)
    assert story.do(replace(early, given_on=story.today)).case.notice


def test_a_name_put_right_leaves_the_day_of_a_notice_free():
    story = Story().found().forward(3).do(SAME)
    story.do(forms.GiveNotice(given_on=NOW.date(), way="direct", text="拟处罚。"))
    assert story.case.state is CaseState.NOTICED


def test_who_corrects_a_draft_cannot_approve_it_as_it_then_stands():
    story = Story().drafted().do(SAME, by=SUQING)
    with pytest.raises(Conflict):
        story.do(replace(APPROVE, respondent_uscc=TERMINAL), by=SUQING)
    story.do(PENALTY, by=SUQING)
    with pytest.raises(Conflict):
        story.do(replace(APPROVE, respondent_uscc=TERMINAL), by=SUQING)


def test_a_department_with_an_interest_is_said_and_its_successor_in_the_order_named():
    case = Story().checking().do(MARKET).case
    assert case.department == case.routing.lead == "hy-market"
    assert case.routing.lead_instead == "hy-reform"
    assert "市市场监管局是被投诉单位" in case.routing.note
    assert case.routing.note in case.timeline[-1].text


def test_a_correction_that_ends_the_interest_ends_the_warning():
    case = Story().checking().do(MARKET).do(CORRECT).case
    assert case.routing.lead_instead is None
    assert case.routing.partners == a_case().partners


def test_a_partner_with_an_interest_helps_no_longer_and_sees_nothing():
    port_office = replace(SUQING, sub="hy-port", department="hy-port-office")
    before = Story().checking()
    assert may_see(port_office, before.case)
    office = replace(CORRECT, respondent_name="海阳市口岸办")
    after = before.do(office).case
    assert after.partners == ()
    assert not may_see(port_office, after)
    assert after.routing.lead_instead is None


def test_a_code_that_shows_an_interest_only_with_the_draft_is_said_there():
    nameless = Respondent(uscc=None, name="某单位")
    story = Story(a_case(respondent=nameless)).defended()
    story.do(replace(PENALTY, respondent_name=MARKET.respondent_name))
    assert story.case.routing.lead_instead == "hy-reform"
    assert "市市场监管局是被投诉单位" in story.case.timeline[-1].text


def test_the_index_follows_code_and_name_and_keeps_the_reporters_word():
    found = indexed(Story().do(CORRECT).case)
    assert found.facts["respondent_uscc"] == {PUYANG}
    assert found.facts["respondent_key"] == {CORRECT.respondent_name, TERMINAL_NAME}
    texts = [each.text for each in found.texts if each.place is Place.RESPONDENT]
    assert texts == [CORRECT.respondent_name, TERMINAL_NAME]


def test_people_of_the_first_enterprise_stay_barred_from_its_handling():
    named = replace(LINZHIYUAN, organisation=TERMINAL_NAME)
    assert not may_see(named, Story().do(CORRECT).case)


def test_the_corrected_respondent_never_reads_the_notice_to_the_first():
    story = Story().noticed().do(CORRECT)
    assert released(story.case, rules().tracks["price_report"]) is None
    no_penalty = replace(story.case, respondent=replace(story.case.respondent, confirmed=True))
    assert released(no_penalty, rules().tracks["price_report"]) is None
    assert story.case.state is CaseState.FILED
