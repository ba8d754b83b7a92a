"""Transfer, forwarding and its return, dispute of competence: who has the case, who sees it."""

from dataclasses import replace
from datetime import date

import pytest

from services.complaints.domain.cases import forms
from services.complaints.domain.cases.case import CaseState, Respondent
from services.complaints.domain.cases.duties import duties_of
from services.complaints.domain.cases.overdue import note_overdue
from services.complaints.domain.cases.recorded_step import RecordedStep
from services.complaints.domain.cases.tasks import TaskState
from services.complaints.domain.cases.told import told_steps
from services.complaints.domain.search.visibility import may_see
from shared.errors import Conflict, Forbidden, Invalid
from shared.events.case_events import CaseTransferred
from tests.complaints import HANBING, LINZHIYUAN, SUQING, XUKEXIN, a_case, an_act, rules
from tests.unit.complaints.cases.story import Story

TRANSPORT = replace(SUQING, sub="gaofan", name="高帆", department="hy-transport")
REFORM = replace(SUQING, sub="luyao", name="陆遥", department="hy-reform")
FORWARD = {"department": "hy-transport", "report_back_on": "2026-12-20", "text": "请核实。"}
DISPUTE = {"department": "hy-transport", "text": "属于经营许可。"}
TRACKS = ["price_report", "fee_dispute", "service", "petition"]


def step(action: str, **values: str) -> RecordedStep:
    return RecordedStep(action=action, values=values)


def on(track: str) -> Story:
    return Story(a_case(track=track))


def transfer(to: str = "hy-transport", ground: str = "X1") -> RecordedStep:
    return step("transfer", department=to, ground=ground, text="属于经营许可事项。")


def paths(error) -> set[str]:
    return {each.path for each in error.value.errors}


@pytest.mark.parametrize("track", TRACKS)
def test_a_transfer_moves_the_case_and_leaves_its_clocks_alone(track):
    story = on(track)
    clocks = story.case.clocks
    story.do(transfer())
    case = story.case
    assert (case.department, case.routing.lead, case.routing.first_lead) == (
        "hy-transport",
        "hy-transport",
        "hy-market",
    )
    assert case.clocks == clocks
    assert case.partners == ("hy-port-office",)
    assert not may_see(LINZHIYUAN, case)
    [event] = story.events
    assert isinstance(event, CaseTransferred)
    assert (event.department, event.reporter_ref) == ("hy-transport", case.reporter_ref)
    assert told_steps(case, rules().tracks[case.track])[-1].action == "transfer"
    with pytest.raises(Forbidden):
        story.do(transfer("hy-reform"), by=LINZHIYUAN)


def test_the_officers_of_the_former_department_are_off_the_case():
    story = on("service").do(step("accept")).do(step("begin_handling", officer="suqing"))
    assert story.do(transfer()).case.officers == ()
    assert story.case.state is CaseState.HANDLING


@pytest.mark.parametrize("unit", ["hy-customs", "hy-port-company", "hy-market"])
def test_nothing_is_given_to_the_respondent_an_operator_or_oneself(unit):
    about = Respondent(uscc=None, name="海阳海关驻港办事处")
    for action in ("transfer", "forward_case", "raise_dispute"):
        story = Story(a_case(track="service", respondent=about))
        values = {"transfer": {"ground": "X1", "text": "x"}, "forward_case": FORWARD}
        form = step(action, **values.get(action, {"text": "x"}) | {"department": unit})
        with pytest.raises(Invalid) as error:
            story.do(form)
        assert paths(error) == {"department"}


def test_a_ground_comes_from_the_list_and_the_words_are_needed():
    with pytest.raises(Invalid) as error:
        on("service").do(step("transfer", department="hy-transport", ground="R1"))
    assert paths(error) == {"ground", "text"}


def test_the_supervisor_of_the_city_may_transfer_too():
    story = on("service").do(transfer(), by=HANBING)
    assert story.case.department == "hy-transport"


def test_a_proposal_a_notice_and_a_draft_fall_with_the_department_that_made_them():
    proposed = Story().proposed().do(transfer())
    assert (proposed.case.state, proposed.case.filing) == (CaseState.CHECKING, None)
    noticed = Story().noticed().do(transfer())
    assert (noticed.case.state, noticed.case.notice) == (CaseState.FILED, None)
    drafted = Story().drafted()
    draft = drafted.case.decision
    drafted.do(transfer())
    assert drafted.case.state is CaseState.FILED
    assert (drafted.case.decision, drafted.case.returned) == (None, draft)
    decided = Story().decided()
    with pytest.raises(Conflict):
        decided.do(transfer())


def test_who_was_asked_as_a_helper_owes_no_answer_once_it_has_the_case():
    story = on("service").do(
        step("open_task", department="hy-transport", text="有无许可？", due_on="2026-11-27")
    )
    story.do(transfer())
    assert story.case.tasks[0].state is TaskState.WITHDRAWN
    assert story.case.asked_departments == ()
    assert "hy-transport" not in story.case.partners


def test_a_forwarded_case_is_seen_by_its_sender_reported_on_and_then_closed():
    story = on("service").do(step("forward_case", **FORWARD, attachments="2", pages="7"))
    sent = story.case.forwarding
    assert (sent.by_department, sent.report_back_on, sent.attachments, sent.pages) == (
        "hy-market",
        date(2026, 12, 20),
        2,
        7,
    )
    assert story.case.state is CaseState.FORWARDED
    assert may_see(LINZHIYUAN, story.case)
    with pytest.raises(Forbidden):
        story.do(step("accept"), by=LINZHIYUAN)
    refusal = step("refuse", ground="S1", text="不是通关事项。", other_ways="诉讼。")
    story.do(refusal, by=TRANSPORT)
    with pytest.raises(Conflict, match="还没有向转送部门反馈结果"):
        story.do(forms.CloseCase(), by=TRANSPORT)
    story.do(step("report_back", text="已告知不予受理。"), by=TRANSPORT)
    assert story.case.forwarding.reported_on == story.today
    assert story.do(forms.CloseCase(), by=TRANSPORT).case.state is CaseState.CLOSED


@pytest.mark.parametrize("track", ["price_report", "fee_dispute", "service"])
def test_a_case_wrongly_forwarded_is_given_back_and_not_passed_on(track):
    story = on(track).do(step("forward_case", **FORWARD))
    for again in (
        transfer("hy-reform"),
        step("forward_case", **FORWARD | {"department": "hy-tax"}),
    ):
        if story.case.state is CaseState.FORWARDED:
            break
        with pytest.raises(Conflict, match="转来的案件不自行再转"):
            story.do(again, by=TRANSPORT)
    story.do(step("give_back", text="不属于我局职责。"), by=TRANSPORT)
    case = story.case
    assert (case.department, case.forwarding, case.state) == (
        "hy-market",
        None,
        CaseState.RECEIVED,
    )
    assert case.routing.first_lead == "hy-market"
    with pytest.raises(Conflict):
        story.do(step("give_back", text="再退。"))


def test_a_petition_goes_back_within_five_working_days_if_its_sender_agrees():
    story = on("petition").do(step("forward_case", **FORWARD))
    assert story.case.clock("T-PET-BACK").due_on == date(2026, 11, 30)
    assert story.case.clock("T-PET-REG").due_on == date(2026, 12, 8)
    with pytest.raises(Conflict):
        story.do(step("decide_return", agree="yes"))
    story.do(step("ask_return", text="属于市场监管职责，理由如下。"), by=TRANSPORT)
    assert story.case.clock("T-PET-BACK").met_on == story.today
    with pytest.raises(Forbidden):
        story.do(step("decide_return", agree="yes"), by=TRANSPORT)
    story.do(step("decide_return", agree="yes"))
    assert (story.case.department, story.case.state) == ("hy-market", CaseState.REGISTERED)
    assert isinstance(story.events[-1], CaseTransferred)


def test_a_sender_that_keeps_to_it_says_why_and_the_receiver_handles():
    story = on("petition").do(step("forward_case", **FORWARD))
    story.do(step("ask_return", text="不属于我局。"), by=TRANSPORT)
    with pytest.raises(Invalid) as error:
        story.do(step("decide_return", agree="no"))
    assert paths(error) == {"text"}
    story.do(step("decide_return", agree="no", text="三定方案第五条。"))
    assert story.case.department == "hy-transport"
    assert story.case.forwarding.return_asked == ""
    with pytest.raises(Conflict):
        story.do(step("ask_return", text="再次请求。"), by=TRANSPORT)
    assert story.do(step("accept"), by=TRANSPORT).case.state is CaseState.ACCEPTED


def test_an_objection_after_the_fifth_working_day_comes_too_late():
    story = on("petition").do(step("forward_case", **FORWARD)).forward(7)
    story.do(step("ask_return", text="第五个工作日。"), by=TRANSPORT)
    late = on("petition").do(step("forward_case", **FORWARD)).forward(8)
    with pytest.raises(Conflict, match="提出异议的期限已于"):
        late.do(step("ask_return", text="第六个工作日。"), by=TRANSPORT)


@pytest.mark.parametrize("track", TRACKS)
def test_a_dispute_is_agreed_on_within_seven_working_days(track):
    story = on(track).do(step("raise_dispute", **DISPUTE))
    assert story.case.clock("T-JURIS").due_on == date(2026, 12, 2)
    assert may_see(TRANSPORT, story.case)
    assert may_see(LINZHIYUAN, story.case)
    with pytest.raises(Conflict, match="还在协商"):
        story.do(step("rule_dispute", department="hy-transport", text="指定。"), by=HANBING)
    with pytest.raises(Conflict, match="管辖争议还没有解决"):
        story.do(transfer("hy-reform"))
    story.do(step("settle_dispute", agree="yes"), by=TRANSPORT)
    assert (story.case.department, story.case.dispute) == ("hy-transport", None)
    assert story.case.clock("T-JURIS").met_on == story.today


@pytest.mark.parametrize(("named", "lead"), [("hy-transport", "hy-transport"), ("hy-market",) * 2])
def test_where_the_other_side_declines_the_common_superior_rules(named, lead):
    story = on("service").do(step("raise_dispute", **DISPUTE))
    with pytest.raises(Forbidden):
        story.do(step("settle_dispute", agree="yes"), by=REFORM)
    with pytest.raises(Invalid) as error:
        story.do(step("settle_dispute", agree="no"), by=TRANSPORT)
    assert paths(error) == {"text"}
    story.do(step("settle_dispute", agree="no", text="不属于我局。"), by=TRANSPORT)
    with pytest.raises(Invalid) as error:
        story.do(step("rule_dispute", department="hy-reform", text="指定。"), by=HANBING)
    assert paths(error) == {"department"}
    with pytest.raises(Forbidden):
        story.do(step("rule_dispute", department="hy-market", text="指定。"))
    story.do(step("rule_dispute", department=named, text="行政处罚法第二十五条。"), by=HANBING)
    assert (story.case.department, story.case.dispute) == (lead, None)
    assert story.case.clock("T-JURIS").met_on == story.today


def test_silence_for_seven_working_days_leaves_it_to_the_superior():
    story = on("service").do(step("raise_dispute", **DISPUTE)).forward(10)
    story.do(step("rule_dispute", department="hy-transport", text="指定。"), by=HANBING)
    assert story.case.department == "hy-transport"


def test_a_dispute_may_be_withdrawn_and_no_case_is_refused_over_one():
    story = on("service").do(step("raise_dispute", **DISPUTE))
    refusal = step("refuse", ground="S1", text="不是通关事项。", other_ways="诉讼。")
    with pytest.raises(Conflict):
        story.do(refusal)
    story.do(step("withdraw_dispute", text="由本局办理。")).do(refusal)
    assert story.do(forms.CloseCase()).case.state is CaseState.CLOSED


def test_the_respondent_learns_of_none_of_it():
    story = on("service").do(step("raise_dispute", **DISPUTE))
    assert not may_see(XUKEXIN, story.case)


@pytest.mark.parametrize("track", TRACKS)
def test_the_other_side_may_claim_a_case_and_gets_it_or_the_superior_rules(track):
    story = on(track)
    with pytest.raises(Forbidden):
        story.do(step("claim_competence", text="属于经营许可。"), by=TRANSPORT)
    story.do(step("open_task", department="hy-transport", text="有无许可？", due_on="2026-11-27"))
    story.do(step("claim_competence", text="属于经营许可。"), by=TRANSPORT)
    assert [(each.kind, each.department) for each in duties_of(story.case)][1:] == [
        ("dispute", "hy-market")
    ]
    with pytest.raises(Conflict):
        story.do(step("settle_dispute", agree="yes"))
    with pytest.raises(Forbidden):
        story.do(step("settle_claim", agree="yes"), by=TRANSPORT)
    story.do(step("withdraw_claim", text="另行处理。"), by=TRANSPORT)
    assert story.case.dispute is None
    story.do(step("claim_competence", text="属于经营许可。"), by=TRANSPORT)
    with pytest.raises(Invalid):
        story.do(step("settle_claim", agree="no"))
    story.do(step("settle_claim", agree="no", text="属于价格。"))
    story.do(step("rule_dispute", department="hy-market", text="指定。"), by=HANBING)
    story.do(step("claim_competence", text="有新证据。"), by=TRANSPORT)
    story.do(step("settle_claim", agree="yes"))
    assert (story.case.department, story.case.dispute) == ("hy-transport", None)
    assert not story.case.clock("T-JURIS").is_open


def test_a_right_to_object_that_nobody_uses_lapses_and_is_never_late():
    story = on("petition").do(step("forward_case", **FORWARD)).forward(9)
    right = story.case.clock("T-PET-BACK")
    assert (right.due_on < story.today, right.is_open, right.ladder) == (True, True, ())
    assert story.case.due_on == story.case.clock("T-PET-REG").due_on
    assert note_overdue(story.case, an_act(story.case, None, story.now))[1] == []
    story.do(step("accept"), by=TRANSPORT)
    assert story.case.clock("T-PET-BACK").met_on == right.due_on
