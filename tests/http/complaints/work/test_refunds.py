"""Refunds on the page of a case and on the supervisor's page."""

from dataclasses import replace

from services.complaints.domain.cases.command import Command
from tests.complaints import HANBING, LINZHIYUAN, a_case
from tests.sign_in import sign_in
from tests.unit.complaints.cases.story import Story

PAID = {"refund": "1", "what": "paid", "amount": "20.00", "text": "转账回单 7 号"}


def test_each_sum_is_shown_with_what_became_of_it(app, c, as_officer, clock):
    story = Story(a_case(real_name=False)).effective()
    command = Command(key="key-of-the-refund", fingerprint="f")
    c.cases.cases.add(replace(story.case, version=1), [], command)
    clock.set(story.now)
    lin = as_officer(LINZHIYUAN, story.case.id)
    page = lin.get()
    assert "责令退还，还没有退还" in page
    form = lin.get("/record_refund")
    assert "货物港务费，退给举报人，¥48.00" in form
    lin.post("record_refund", on=story.today.isoformat(), **PAID)
    page = lin.get()
    assert "已退 ¥20.00" in page
    assert "未结 ¥28.00" in page
    assert "还有 1 笔退款没有退还" in lin.get("/close")
    city = sign_in(app.test_client(), HANBING).get("/complaints/work/refunds").text
    assert "责令 ¥48.00，已退 ¥20.00，没收 ¥0.00，未结 ¥28.00" in city
    assert story.case.id in city
    officer = sign_in(app.test_client(), LINZHIYUAN)
    assert officer.get("/complaints/work/refunds").status_code == 403


def test_late_sums_are_shown_with_their_arithmetic(c, as_officer, clock):
    story = Story(a_case(real_name=False)).effective()
    command = Command(key="key-of-late-sums", fingerprint="f")
    c.cases.cases.add(replace(story.case, version=1), [], command)
    clock.set(story.now)
    lin = as_officer(LINZHIYUAN, story.case.id)
    by = story.today.isoformat()
    lin.post("record_terms", pay_by=by, refund_by=by)
    assert "逾期加收" not in lin.get()
    clock.forward(days=10)
    page = lin.get()
    assert "加处罚款：¥1,000.00 × 3% × 10 日 = ¥300.00" in page
    assert "逾期退还加收：¥48.00 × 2‰ × 10 日 = ¥0.96" in page
    clock.forward(days=40)
    assert "以罚款数额为限，为 ¥1,000.00" in lin.get()
