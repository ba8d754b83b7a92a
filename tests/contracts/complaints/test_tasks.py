"""A task reaches the worklist of the department that is asked, by its own day, and leaves it."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from services.complaints.domain.cases.recorded_step import RecordedStep
from services.complaints.domain.cases.worklist import Worklist
from services.complaints.usecases.cases.file_complaint import file_complaint
from services.complaints.usecases.cases.list_work import list_work
from services.complaints.usecases.cases.note_overdue_cases import note_overdue_cases
from services.complaints.usecases.cases.take_action import TakeAction, take_action
from shared.errors import Forbidden, NotFound
from tests.complaints import LINZHIYUAN, NOW, SUQING, a_complaint, ports_over, rules

pytestmark = pytest.mark.engines
TRANSPORT = replace(SUQING, sub="gaofan", name="高帆", department="hy-transport")
RULES = rules()


@pytest.fixture
def ports(mongo_database):
    return ports_over(mongo_database)


@pytest.fixture
def case_id(ports) -> str:
    return file_complaint(a_complaint(), key="key-1", now=NOW, ports=ports, rules=RULES).id


def act(ports, case_id: str, person, action: str, **values: str) -> Any:
    form = RecordedStep(action=action, values=values)
    asked = TakeAction(case_id=case_id, form=form, key=f"key-{action}-{person.sub}")
    return take_action(asked, actor=person, now=NOW, ports=ports, rules=RULES)


def work(ports, person) -> Worklist:
    return list_work(person, now=NOW, ports=ports, rules=RULES)


def listed(found: Worklist) -> list[Any]:
    return [each.item for group in found.groups.values() for each in group]


def test_a_task_stands_on_the_worklist_of_its_department_by_its_own_day(ports, case_id):
    assert listed(work(ports, TRANSPORT)) == []
    question = "该码头有无许可？举报人周岚 13812346120 说没有。"
    act(
        ports,
        case_id,
        LINZHIYUAN,
        "open_task",
        department="hy-transport",
        text=question,
        due_on="2026-11-25",
    )
    [item] = listed(work(ports, TRANSPORT))
    assert (item.id, item.due_on, item.task.no) == (case_id, date(2026, 11, 25), 1)
    assert "周岚" not in item.task.question
    [own] = listed(work(ports, LINZHIYUAN))
    assert own.task is None
    assert own.due_on > date(2026, 11, 25)
    act(ports, case_id, TRANSPORT, "answer_task", task="1", text="有许可。")
    assert listed(work(ports, TRANSPORT)) == []
    assert len(listed(work(ports, LINZHIYUAN))) == 1


def test_who_is_asked_takes_no_other_step_and_a_stranger_finds_no_case(ports, case_id):
    with pytest.raises(NotFound):
        act(ports, case_id, TRANSPORT, "answer_task", task="1", text="有。")
    act(
        ports,
        case_id,
        LINZHIYUAN,
        "open_task",
        department="hy-transport",
        text="有无许可？",
        due_on="2026-11-25",
    )
    with pytest.raises(Forbidden):
        act(
            ports,
            case_id,
            TRANSPORT,
            "open_task",
            department="hy-tax",
            text="请协查。",
            due_on="2026-11-25",
        )


def test_an_overdue_task_is_pressed_for_by_the_clock_process_until_it_is_answered(ports, case_id):
    asked = {"department": "hy-transport", "text": "有无许可？", "due_on": "2026-11-25"}
    act(ports, case_id, LINZHIYUAN, "open_task", **asked)
    for days, codes in ((3, ["S-50", "S-DUE", "S-LATE-1"]), (4, ["S-50", "S-DUE", "S-LATE-1"])):
        note_overdue_cases(now=NOW + timedelta(days=days), ports=ports, rules=RULES)
        steps = ports.cases.get(case_id).timeline
        assert [s.text.split()[1] for s in steps if s.text.startswith("task-1")] == codes
    act(ports, case_id, TRANSPORT, "answer_task", task="1", text="有许可。")
    assert note_overdue_cases(now=NOW + timedelta(days=8), ports=ports, rules=RULES) <= 1
    steps = ports.cases.get(case_id).timeline
    assert len([s for s in steps if s.text.startswith("task-1")]) == 3


def test_a_dispute_stands_on_the_worklist_of_the_other_side_by_the_day_to_agree(ports, case_id):
    said = {"department": "hy-transport", "text": "属于交通运输部门职责。"}
    act(ports, case_id, LINZHIYUAN, "raise_dispute", **said)
    [item] = listed(work(ports, TRANSPORT))
    assert (item.beside.kind, item.due_on) == ("dispute", date(2026, 12, 2))
    assert [each.beside for each in listed(work(ports, LINZHIYUAN))] == [None]
    with pytest.raises(Forbidden):
        act(ports, case_id, TRANSPORT, "answer_task", task="1", text="?")
    act(ports, case_id, TRANSPORT, "settle_dispute", agree="no", text="不属于我们。")
    assert listed(work(ports, TRANSPORT)) == []


def test_the_report_of_a_forwarded_case_stands_on_both_worklists_by_its_day(ports, case_id):
    said = {"department": "hy-transport", "text": "请核查。", "report_back_on": "2026-12-09"}
    act(ports, case_id, LINZHIYUAN, "forward_case", **said)
    awaited = [each.beside for each in listed(work(ports, LINZHIYUAN))]
    owed = [each.beside for each in listed(work(ports, TRANSPORT))]
    assert [(each.kind, each.due_on) for each in awaited] == [("awaited", date(2026, 12, 9))]
    assert {each.kind for each in owed if each} == {"report"}
    act(ports, case_id, TRANSPORT, "report_back", text="已办结。")
    assert listed(work(ports, LINZHIYUAN)) == []
