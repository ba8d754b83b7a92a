"""Refunds on the page of a case and on the supervisor's page."""

from dataclasses import replace

from services.complaints.domain.cases.command import Command
from tests.complaints import HANBING, LINZHIYUAN, a_case, everything_in
from tests.sign_in import sign_in
from tests.unit.complaints.cases.story import Story

ORIGINALS = {
    "narrative": '"提箱时多收。"',
    "request": '"查处。"',
    "as_written": '{"respondent_name": "", "bill_no": "", "lines": []}',
    "attachment_names": "{}",
}
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


def test_a_payer_found_by_the_inspection_is_followed_under_a_sealed_name(
    c, as_officer, clock, mongo_database
):
    name = "海阳澜汐供应链有限公司"
    story = Story(a_case(real_name=False)).effective()
    sealed = {part: c.cases.vault.seal("hy-market", text) for part, text in ORIGINALS.items()}
    case = replace(story.case, version=1, sealed=sealed)
    c.cases.cases.add(case, [], Command(key="key-of-a-payer", fingerprint="f"))
    clock.set(story.now)
    lin = as_officer(LINZHIYUAN, story.case.id)
    values = {"amount": "30.00", "document_no": "海市监责退〔2026〕2号", "text": f"{name}的账单"}
    lin.post("add_payer", payer=name, lines="1", **values)
    page = lin.get()
    assert "付款人 2（身份封存）" in page
    assert "责令 ¥78.00" in page
    assert name not in page
    assert name not in everything_in(mongo_database)
    assert c.cases.cases.get(case.id).last("add_payer").values["text"] == "（身份封存）的账单"
    shown = lin.send("identity", {"reason": "I2", "text": "核对退款回单。"}, status=200)
    assert name in shown
    assert "还有 2 笔退款" in lin.get("/close")
