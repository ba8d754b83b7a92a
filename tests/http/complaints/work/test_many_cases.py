"""Many cases at once: whose they are, who stands in, and what each department has open."""

from dataclasses import replace
from datetime import timedelta

import pytest

from services.complaints.usecases.cases.file_complaint import file_complaint
from tests.complaints import HANBING, LINZHIYUAN, LUHENG, NOW, SUQING, a_complaint
from tests.sign_in import sign_in

pytestmark = pytest.mark.engines
AWAY = {"stand_in": "suqing", "from_on": "2026-11-23", "to_on": "2026-11-27"}


@pytest.fixture
def three(c) -> list[str]:
    return [
        file_complaint(
            a_complaint(), key=f"key-many-{number}", now=NOW, ports=c.cases, rules=c.rules
        ).id
        for number in range(3)
    ]


@pytest.fixture
def at(app):
    """Return how somebody sits down at the pages of the worklist."""
    return lambda person: sign_in(app.test_client(), person)


def look(client, query: str = "", status: int = 200) -> str:
    answer = client.get(f"/complaints/work{query}")
    assert answer.status_code == status, answer.text
    return str(answer.text)


def assign(client, cases: list[str], officer: str, key: str = "key-assign-1", status: int = 200):
    form = {"cases": cases, "officer": officer, "key": key}
    answer = client.post("/complaints/work/assign", data=form)
    assert answer.status_code == status, answer.text
    return answer.text


def chosen(ids: list[str]) -> str:
    return "?" + "&".join(f"cases={each}" for each in ids)


def test_several_cases_are_looked_at_and_then_assigned_once(at, c, three):
    lin = at(LINZHIYUAN)
    preview = look(lin, f"/assign{chosen(three[:2])}")
    assert "给 2 件案件指定承办人" in preview
    assert f'value="{three[0]}:1"' in preview
    assert three[2] not in preview
    seen = [f"{each}:1" for each in three[:2]]
    for _again in range(2):
        assert "2 件已指定给苏晴" in assign(lin, seen, "suqing")
    assert [c.cases.cases.get(each).officers for each in three] == [("suqing",)] * 2 + [()]
    assert c.cases.cases.get(three[0]).version == 2
    mine = look(at(SUQING), "?whose=mine").partition("昨天以来收到")[0]
    assert three[0] in mine
    assert three[2] not in mine


def test_a_case_that_was_changed_meanwhile_is_left_and_told_apart(at, c, three):
    lin = at(LINZHIYUAN)
    assign(lin, [f"{three[0]}:1"], "linzhiyuan", "key-first-01")
    text = assign(lin, [f"{each}:1" for each in three[:2]], "suqing", "key-second-1")
    assert "1 件已指定给苏晴" in text
    assert "没有改动：" in text
    assert "别人刚改过这件案件" in text
    assert c.cases.cases.get(three[0]).officers == ("linzhiyuan",)


def test_nobody_is_named_from_elsewhere_and_no_other_departments_case_is_touched(at, c, three):
    lin, lu = at(LINZHIYUAN), at(LUHENG)
    assert "只能选择本部门的承办人" in assign(lin, [f"{three[0]}:1"], "luheng")
    assert "没有选中可以指定的案件" in look(lu, f"/assign{chosen(three)}")
    assert "请从列表中选择" in assign(lin, [f"{three[0]}:1"], "", "key-nobody-1", 422)
    assign(lu, [f"{three[0]}:1"], "luheng", "key-luheng-1")
    assert c.cases.cases.get(three[0]).officers == ()


def test_more_than_fifty_are_refused(at, c):
    lin = at(LINZHIYUAN)
    ids = [f"HY-2026-{number:05d}-1" for number in range(51)]
    assert "一次最多 50 件" in look(lin, f"/assign{chosen(ids)}", 422)
    assert "一次最多 50 件" in assign(lin, [f"{each}:1" for each in ids], "suqing", status=422)


def test_a_stand_in_finds_the_cases_of_the_absent_colleague_among_the_own(at, c, three):
    lin, su = at(LINZHIYUAN), at(SUQING)
    assign(lin, [f"{three[0]}:1"], "linzhiyuan")
    wrong = lin.post("/complaints/work/absence", data=AWAY | {"to_on": "soon"})
    assert wrong.status_code == 422
    assert lin.post("/complaints/work/absence", data=AWAY).status_code == 303
    assert "由苏晴代办" in look(lin, "/absence")
    page = look(su, "?whose=mine")
    assert "您正在代林致远办理" in page
    assert three[0] in page.partition("昨天以来收到")[0]
    assign(su, [f"{three[0]}:2"], "suqing", "key-standin1")
    assert "苏晴（代林致远）" in su.get(f"/complaints/cases/{three[0]}").text
    assert "苏晴 (for 林致远)" in su.get(f"/complaints/cases/{three[0]}?lang=en").text
    assert lin.post("/complaints/work/absence/end").status_code == 303
    assert "您正在代" not in look(su, "?whose=mine&lang=zh")


def test_the_department_alone_leaves_out_what_it_was_asked(at, c, three):
    question = {"department": "hy-transport", "text": "有无许可？", "due_on": "2026-11-25"}
    lin = at(LINZHIYUAN)
    page = lin.get(f"/complaints/cases/{three[0]}/open_task")
    assert page.status_code == 200
    form = question | {"key": "key-task-001", "version": "1"}
    assert lin.post(f"/complaints/cases/{three[0]}/open_task", data=form).status_code == 303
    transport = at(replace(SUQING, sub="gaofan", name="高帆", department="hy-transport"))
    assert "答复协办事项" in look(transport)
    assert "答复协办事项" not in look(transport, "?whose=department")


def test_the_supervisor_sees_every_department_with_counts_that_lead_to_its_cases(
    at, c, three, clock
):
    han = at(HANBING)
    move = {
        "department": "hy-transport", "ground": "X1", "text": "许可。",
        "key": "key-move-001", "version": "1",
    }  # fmt: skip
    at(LINZHIYUAN).post(f"/complaints/cases/{three[0]}/transfer", data=move)
    clock.set(NOW + timedelta(days=40))
    page = look(han, "/departments")
    assert "市交通运输局" in page
    assert "市市场监管局" in page
    assert "全市在办 3 件" in page
    assert "/complaints/work?group=overdue&amp;department=hy-transport" in page
    listed = look(han, "?group=overdue&department=hy-transport").partition("昨天以来收到")[0]
    assert three[0] in listed
    assert three[1] not in listed
    assert at(LINZHIYUAN).get("/complaints/work/departments").status_code == 403
