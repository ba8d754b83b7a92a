"""Co-handling over HTTP: the question on the page of the lead, the answer on that of the helper."""

from dataclasses import replace

import pytest

from services.complaints.usecases.cases.meet_staff import meet
from tests.complaints import NOW, SUQING, ZHOULAN
from tests.sign_in import sign_in

pytestmark = pytest.mark.engines
TRANSPORT = replace(SUQING, sub="gaofan", name="高帆", department="hy-transport")
QUESTION = {"department": "hy-transport", "text": "该码头有无经营许可？", "due_on": "2026-11-25"}


@pytest.fixture
def helper(c, as_officer):
    meet(TRANSPORT, now=NOW, staff=c.cases.staff)
    return as_officer(TRANSPORT)


def test_a_question_is_put_answered_and_the_answer_taken_on_pages(lin, helper, app):
    helper.get(status=403)
    form = lin.get("/open_task")
    assert "市交通运输局" in form
    assert 'value="hy-port-company"' not in form
    assert 'value="hy-market"' not in form
    lin.post("open_task", **QUESTION)
    page = helper.get()
    assert "该码头有无经营许可？" in page
    assert "答复这一项" in page
    assert "查看身份" not in page
    assert "/open_task" not in page
    listed = sign_in(app.test_client(), TRANSPORT).get("/complaints/work").text
    assert "答复协办事项：该码头有无经营许可？" in listed
    assert "还剩 2 个工作日" in listed
    helper.post("answer_task", task="1", text="有，编号 12。")
    assert "答复这一项" not in helper.get()
    assert "有，编号 12。" in lin.get()
    lin.post("accept_answer", task="1")
    assert "答复已确认" in lin.get()
    assert "Answer taken" in lin.get("?lang=en")


def test_the_form_of_the_helper_offers_its_own_tasks_alone(lin, helper):
    lin.post("open_task", **QUESTION | {"department": "hy-customs"})
    lin.post("open_task", **QUESTION)
    form = helper.get("/answer_task")
    assert 'value="2"' in form
    assert 'value="1"' not in form
    assert "请从列表中选择" in helper.post("answer_task", 422, task="1", text="无异常。")
    helper.get("/withdraw_task", status=403)
    helper.get("/identity", status=403)


def test_the_reporter_sees_one_case_and_nothing_of_the_question(lin, app, case_id):
    lin.post("open_task", **QUESTION)
    answer = sign_in(app.test_client(), ZHOULAN).get(f"/complaints/mine/{case_id}")
    assert answer.status_code == 200
    assert "该码头有无经营许可" not in answer.text


def test_the_helper_reads_no_word_of_an_internal_note_anywhere(lin, helper, case_id):
    lin.post("open_task", **QUESTION)
    lin.post("note", text="线人说另有账本。")
    assert "线人说另有账本。" in lin.get()
    api = f"/api/cases/{case_id}"
    read = [helper.get(), helper.get("/answer_task")]
    read += [helper.client.get(address).text for address in (api, f"{api}/timeline")]
    assert all("内部记录" in page or "note" in page for page in read)
    assert not [page for page in read if "线人说另有账本" in page]
