"""Revealing who reported: for a reason, to few, always kept; and the trail of it."""

from dataclasses import replace

import pytest

from tests.complaints import HANBING, SHENJI, SUQING

pytestmark = pytest.mark.engines
SECRETS = ("周岚", "13812346120", "zhoulan@xian.example", "海滨中路")
PORT_OFFICE = replace(SUQING, sub="hy-port", name="赵港", department="hy-port-office")


def test_no_page_shows_an_identity_before_a_reason_is_given(lin):
    for path in ("", "/trail", "/identity", "/begin_check"):
        text = lin.get(path)
        assert not [secret for secret in SECRETS if secret in text]
    assert "周*" in lin.get()
    assert "138****6120" in lin.get()


def test_a_reason_is_needed_in_code_and_in_words(lin):
    text = lin.send("identity", {"reason": "I9"}, status=422)
    assert "有 2 处需要修改" in text
    assert not [secret for secret in SECRETS if secret in text]
    assert "查看身份和原文" not in lin.get("/trail?kind=identity")


def test_an_identity_is_shown_and_kept_by_no_browser(lin, case_id):
    form = {"reason": "I1", "text": "核对提箱时间。"}
    answer = lin.client.post(f"/complaints/cases/{case_id}/identity", data=form)
    assert answer.status_code == 200
    assert all(secret in answer.text for secret in SECRETS)
    assert answer.headers["Cache-Control"] == "no-store"
    trail = lin.get("/trail?kind=identity")
    assert "核对提箱时间。" in trail
    assert "需要联系举报人" in trail


@pytest.mark.parametrize("person", [HANBING, SHENJI, PORT_OFFICE], ids=lambda each: each.sub)
def test_a_try_by_somebody_else_is_refused_and_kept(as_officer, lin, person):
    reader = as_officer(person)
    assert "这次尝试已经留痕" in reader.get("/identity", status=403)
    reader.send("identity", {"reason": "I1", "text": "看看"}, status=403)
    trail = lin.get("/trail?kind=identity")
    assert "查看身份被拒绝" in trail
    assert person.name in trail


def test_the_trail_tells_what_was_done_and_who_looked(lin, su):
    lin.post("begin_check", officers=["suqing"], text="先核对账单。")
    su.get()
    done, looked = su.get("/trail?kind=done"), su.get("/trail?kind=looked")
    assert "先核对账单。" in done
    assert "查看案件" not in done.partition("<table")[2]
    assert "苏晴" in looked.partition("<table")[2]
