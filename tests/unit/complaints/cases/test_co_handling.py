"""Co-handling tasks: who is asked, who answers, and that no case closes over one."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from services.complaints.domain.cases import forms
from services.complaints.domain.cases.case import CaseState, Respondent
from services.complaints.domain.cases.pressing_tasks import press_task
from services.complaints.domain.cases.recorded_step import RecordedStep
from services.complaints.domain.cases.tasks import TaskState
from services.complaints.domain.search.visibility import may_see
from shared.errors import Conflict, Forbidden, Invalid
from shared.events.task_events import CaseTaskTold
from tests.complaints import LINZHIYUAN, NOW, SUQING, XUKEXIN, a_case, an_act, rules
from tests.unit.complaints.cases.story import Story

TRANSPORT = replace(SUQING, sub="gaofan", name="高帆", department="hy-transport")
CUSTOMS = replace(SUQING, sub="heyi", name="何毅", department="hy-customs")
LATE = NOW + timedelta(days=30)
TRACKS = ["price_report", "fee_dispute", "service", "petition"]


def step(action: str, **values: str) -> RecordedStep:
    return RecordedStep(action=action, values=values)


def asked(story: Story, department: str = "hy-transport", due_on: str = "2026-11-27") -> Story:
    return story.do(
        step("open_task", department=department, text="该码头有无经营许可？", due_on=due_on)
    )


def on(track: str) -> Story:
    return Story(a_case(track=track))


def paths(error) -> set[str]:
    return {each.path for each in error.value.errors}


@pytest.mark.parametrize("track", TRACKS)
def test_a_department_is_asked_answers_and_the_answer_is_taken(track):
    story = on(track)
    assert not may_see(TRANSPORT, story.case)
    asked(story)
    assert may_see(TRANSPORT, story.case)
    assert story.case.asked_departments == ("hy-transport",)
    story.do(step("answer_task", task="1", text="有，编号 12。"), by=TRANSPORT)
    [task] = story.case.tasks
    assert (task.state, task.answer, task.answered_by) == (
        TaskState.ANSWERED,
        "有，编号 12。",
        "gaofan",
    )
    assert story.case.asked_departments == ()
    story.do(step("accept_answer", task="1"))
    assert story.case.tasks[0].state is TaskState.ACCEPTED
    assert story.case.department == "hy-market"


def test_an_officer_who_is_asked_may_answer_and_nothing_else():
    story = asked(on("service"))
    for other in (step("accept"), step("open_task", department="hy-tax", text="?", due_on="")):
        with pytest.raises(Forbidden):
            story.do(other, by=TRANSPORT)
    with pytest.raises(Forbidden):
        story.do(step("answer_task", task="1", text="不归我们。"), by=CUSTOMS)
    with pytest.raises(Forbidden):
        story.do(step("answer_task", task="1", text="自己答。"), by=LINZHIYUAN)
    story.do(step("answer_task", task="1", text="有。"), by=TRANSPORT)
    with pytest.raises(Forbidden):
        story.do(step("answer_task", task="1", text="再答。"), by=TRANSPORT)


def test_a_department_answers_its_own_task_alone():
    story = asked(asked(on("service")), "hy-customs")
    with pytest.raises(Invalid) as error:
        story.do(step("answer_task", task="2", text="有。"), by=TRANSPORT)
    assert paths(error) == {"task"}
    story.do(step("answer_task", task="2", text="无异常。"), by=CUSTOMS)
    assert story.case.asked_departments == ("hy-transport",)


def test_an_answer_goes_back_with_words_and_a_new_day():
    story = asked(on("service")).do(step("answer_task", task="1", text="见附件。"), by=TRANSPORT)
    story.do(step("return_answer", task="1", text="没有附件。", due_on="2026-12-02"))
    [task] = story.case.tasks
    assert task.waits_for_answer
    assert (task.due_on, task.returned, task.answered_at) == (
        date(2026, 12, 2),
        "没有附件。",
        None,
    )
    assert story.case.asked_departments == ("hy-transport",)


def test_a_case_does_not_close_over_an_open_task_nor_over_an_unread_answer():
    story = asked(on("service")).do(
        step("refuse", ground="S2", text="法院已受理。", other_ways="诉讼。")
    )
    with pytest.raises(Conflict, match="还有没有办完的协办事项"):
        story.do(forms.CloseCase())
    story.do(step("answer_task", task="1", text="有。"), by=TRANSPORT)
    with pytest.raises(Conflict, match="还有没有办完的协办事项"):
        story.do(forms.CloseCase())
    story.do(step("withdraw_task", task="1", text="不再需要。"))
    assert story.do(forms.CloseCase()).case.state is CaseState.CLOSED
    assert story.case.last("answer_task").values["text"] == "有。"


def test_every_step_that_closes_a_case_needs_its_tasks_done():
    closing = [
        rule
        for track in rules().tracks.values()
        for rule in track.dated_actions
        if any(outcome.to == CaseState.CLOSED for outcome in rule.outcomes)
    ]
    assert len(closing) >= len(TRACKS)
    assert all("no_open_task" in rule.needs for rule in closing)


@pytest.mark.parametrize("unit", ["hy-market", "hy-port-company"])
def test_neither_the_lead_nor_an_operator_is_asked(unit):
    with pytest.raises(Invalid) as error:
        asked(on("service"), unit)
    assert paths(error) == {"department"}


def test_the_authority_complained_of_is_not_asked():
    story = Story(
        a_case(track="service", respondent=Respondent(uscc=None, name="海阳海关驻港办事处"))
    )
    with pytest.raises(Invalid) as error:
        asked(story, "hy-customs")
    assert paths(error) == {"department"}


def test_a_helper_that_turns_out_to_be_the_respondent_loses_task_and_case():
    story = asked(asked(Story()), "hy-customs")
    story.do(
        forms.CorrectRespondent(
            respondent_uscc="91330482300000029H", respondent_name="海阳海关", text="对照证书。"
        )
    )
    assert story.case.asked_departments == ("hy-transport",)
    assert story.case.tasks[1].state is TaskState.WITHDRAWN
    assert not may_see(CUSTOMS, story.case)
    assert may_see(TRANSPORT, story.case)


def test_the_day_of_an_answer_does_not_lie_in_the_past():
    with pytest.raises(Invalid) as error:
        asked(on("service"), due_on="2026-11-22")
    assert paths(error) == {"due_on"}


def test_a_task_shows_the_respondent_nothing():
    assert not may_see(XUKEXIN, asked(on("service")).case)


def test_each_side_of_a_task_is_told_by_event_without_its_words():
    story = asked(on("service")).do(step("accept"))
    story.do(step("begin_handling", officer=LINZHIYUAN.sub))
    story.do(step("answer_task", task="1", text="见附件。"), by=TRANSPORT)
    story.do(step("return_answer", task="1", text="没有附件。", due_on="2026-12-02"))
    story.do(step("withdraw_task", task="1", text="不再需要。"))
    told = [each for each in story.events if isinstance(each, CaseTaskTold)]
    assert [(each.act, each.department_told) for each in told] == [
        ("opened", "hy-transport"),
        ("answered", "hy-market"),
        ("returned", "hy-transport"),
        ("withdrawn", "hy-transport"),
    ]
    assert [each.officer_ref for each in told] == [None, story.case.officer_ref, None, None]
    assert told[2].due_on == date(2026, 12, 2)
    assert "附件" not in str(told)


def test_an_answer_owed_is_pressed_for_before_its_day_on_it_and_after_it():
    story = asked(on("service"), due_on="2026-12-03")
    taken = []
    while pressed := press_task(story.case, an_act(story.case, None, LATE), rules().supervision):
        story.case, [event] = pressed
        taken.append((event.rung, event.port_office))
        assert (event.department_told, event.officer_ref) == ("hy-transport", None)
    office = "hy-port-office"
    assert taken == [
        ("S-50", None),
        ("S-80", None),
        ("S-DUE", None),
        ("S-LATE-1", None),
        ("S-LATE-3", office),
        ("S-LATE", office),
    ]
    assert len([each for each in story.case.timeline if each.action == "pressed"]) == 6


def test_what_was_answered_is_not_pressed_for_and_a_new_day_begins_anew():
    story = asked(on("service"))
    rung = story.case.tasks[0].next_rung
    assert story.case.next_due <= rung.at
    story.do(step("answer_task", task="1", text="有。"), by=TRANSPORT)
    assert press_task(story.case, an_act(story.case, None, LATE), rules().supervision) is None
    story.do(step("return_answer", task="1", text="没有附件。", due_on="2026-11-23"))
    codes = [each.code for each in story.case.tasks[0].ladder]
    assert codes == ["S-DUE", "S-LATE-1", "S-LATE-3", "S-LATE"]
