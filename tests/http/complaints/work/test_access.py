"""Who may open the officers' pages, and that the answer tells nobody what exists."""

import re
from dataclasses import replace

import pytest

from tests.complaints import GUANLI, HANBING, LINZHIYUAN, LUHENG, SHENJI, SUQING, XUKEXIN, ZHOULAN
from tests.sign_in import sign_in

pytestmark = pytest.mark.engines
PAGES = ("", "/trail", "/identity", "/begin_check", "/nothing")
NO_RIGHT = "您没有查看这件案件的权限"
REQUEST_ID = re.compile(r"[0-9a-f]{32}|csrf_token\" value=\"[^\"]+|HY-2026-\d{5}-1")
PORT_OFFICE = replace(SUQING, sub="hy-port", department="hy-port-office")


@pytest.mark.parametrize("page", PAGES)
def test_an_officer_elsewhere_gets_the_same_answer_whether_or_not_the_case_exists(as_officer, page):
    there = as_officer(LUHENG).get(page, status=403)
    not_there = as_officer(LUHENG, "HY-2026-09999-1").get(page, status=403)
    assert NO_RIGHT in there
    assert REQUEST_ID.sub("", there) == REQUEST_ID.sub("", not_there)


@pytest.mark.parametrize("person", [ZHOULAN, XUKEXIN, GUANLI], ids=lambda each: each.sub)
@pytest.mark.parametrize("page", ["", "/trail", "/identity", "/begin_check"])
def test_who_handles_no_cases_is_refused(as_officer, person, page):
    assert "货物港务费" not in as_officer(person).get(page, status=403)


@pytest.mark.parametrize("path", ["/complaints/work", "/complaints/cases/HY-2026-00001-1"])
def test_who_is_not_signed_in_is_sent_to_sign_in(app, case_id, path):
    answer = app.test_client().get(path)
    assert answer.status_code == 303
    assert answer.headers["Location"].startswith("/auth/sign-in")


def test_the_supervisor_sees_the_case_with_the_steps_of_a_supervisor_alone(as_officer):
    text = as_officer(HANBING).get()
    assert "/note" in text
    assert "begin_check" not in text
    assert "/identity" not in text


@pytest.mark.parametrize("person", [SHENJI, PORT_OFFICE], ids=lambda each: each.sub)
def test_who_only_reads_sees_the_case_without_actions(as_officer, person):
    text = as_officer(person).get()
    assert "这里只能查看，不能办理" in text
    assert "begin_check" not in text
    assert "/identity" not in text


def test_the_supervisor_reads_the_case_and_can_have_it_transferred(as_officer):
    text = as_officer(HANBING).get()
    assert "口岸办不办理案件，可以协调移送" in text
    assert "/transfer" in text
    assert "begin_check" not in text
    assert "/identity" not in text


def test_a_partner_department_takes_no_action(as_officer):
    text = as_officer(PORT_OFFICE).get("/begin_check", status=403)
    assert "只有承办部门的承办人可以办这一步" in text


def test_a_step_of_the_system_has_no_page(lin):
    lin.get("/reporter_told", status=404)
    lin.get("/file", status=404)


def test_an_auditor_has_no_worklist(app):
    assert sign_in(app.test_client(), SHENJI).get("/complaints/work").status_code == 403


def test_a_form_without_its_token_changes_nothing(app, lin, case_id):
    forged = sign_in(app.test_client(), LINZHIYUAN)
    forged.environ_base.pop("HTTP_X_CSRF_TOKEN")
    answer = forged.post(f"/complaints/cases/{case_id}/begin_check", data={"officers": "suqing"})
    assert answer.status_code == 400
    assert "已收到" in lin.get()
