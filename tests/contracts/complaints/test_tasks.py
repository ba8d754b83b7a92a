"""A task reaches the worklist of the department that is asked, by its own day, and leaves it."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from services.complaints.domain.cases.recorded_step import RecordedStep
from services.complaints.domain.cases.worklist import Worklist
from services.complaints.usecases.cases.file_complaint import file_complaint
from services.complaints.usecases.cases.list_work import list_work
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
