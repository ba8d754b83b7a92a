"""The mailbox behind a receipt: who opens it, what it shows, words both ways."""

import io
import re
from dataclasses import replace
from datetime import timedelta

import pytest
import structlog
from structlog.testing import capture_logs

from services.complaints.domain.cases.allowance import ALLOWANCES, Turn
from services.complaints.domain.cases.forms import BeginCheck, DecideFiling, ProposeFiling
from services.complaints.domain.cases.receipt import grouped
from services.complaints.usecases.cases.anonymous.file_report import file_report
from services.complaints.usecases.cases.take_action import TakeAction, take_action
from tests.complaints import (
    GUANLI,
    HANBING,
    LINZHIYUAN,
    LUHENG,
    SUQING,
    XUKEXIN,
    ZHOULAN,
    a_complaint,
    everything_in,
)
from tests.http.complaints.anonymous import NARRATIVE, Visitor
from tests.sign_in import sign_in

pytestmark = pytest.mark.engines
CASE = "HY-2026-00001-1"
DESK = f"/complaints/cases/{CASE}/mailbox"
WRONG = "1234 5678 9012 3456"
SECRET_WORDS = "我叫周岚，电话13806386120，收据在财务室。"


@pytest.fixture
def visitor(app):
    return Visitor(app)


@pytest.fixture
def receipt(c):
    return reported(c, "first")


def reported(c, secret) -> str:
    """Report and return the receipt."""
    command = a_complaint(reporter=None, channel="anonymous", narrative=NARRATIVE)
    filed = file_report(command, secret=secret, now=c.now(), ports=c.cases, rules=c.rules)
    assert filed.receipt is not None
    return grouped(filed.receipt)


def act(c, form, by):
    seen = c.cases.cases.get(CASE).version
    asked = TakeAction(case_id=CASE, form=form, key=f"key-{form.ACTION}", seen=seen)
    return take_action(asked, actor=by, now=c.now(), ports=c.cases, rules=c.rules)


def decided(c):
    act(c, BeginCheck(officers=("suqing",)), LINZHIYUAN)
    act(c, ProposeFiling(outcome="filed", ground="F19", text="账单属实。"), LINZHIYUAN)
    act(c, DecideFiling(confirm=True), SUQING)


def asks(app, text="请补充提箱当日的闸口小票。", key="officer-key-1"):
    officer = sign_in(app.test_client(), LINZHIYUAN)
    return officer.post(DESK, data={"text": text, "key": key})


def test_a_receipt_opens_the_mailbox_of_its_case_alone(visitor, receipt, c):
    reported(c, "second")
    visitor.open(receipt)
    assert f"信箱 {CASE}" in visitor.page
    assert "HY-2026-00002-1" not in visitor.page
    assert "已收到，等待承办人核查" in visitor.page


@pytest.mark.parametrize("written", ["{0}", "{0}-", " {0} ", "０{0}"])
def test_a_receipt_may_be_written_in_many_ways(visitor, receipt, written):
    digits = receipt.replace(" ", "")
    typed = written.format(digits) if "０" not in written else digits.translate(_WIDE)
    visitor.open(typed)
    assert f"信箱 {CASE}" in visitor.page


_WIDE = str.maketrans("0123456789", "０１２３４５６７８９")


def test_the_cookie_is_short_lived_and_for_the_mailbox_alone(visitor, receipt):
    opened = visitor.post("/complaints/follow", {"receipt": receipt})
    [cookie] = opened.headers.getlist("Set-Cookie")
    assert "Path=/complaints/follow" in cookie
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie
    assert "Max-Age" not in cookie
    assert "Expires" not in cookie
    assert receipt.replace(" ", "") not in cookie + opened.location


def test_all_wrong_receipts_are_answered_alike(visitor, receipt):
    answers = []
    for wrong in (WRONG, "0000 0000 0000 0000"):
        answer = visitor.post("/complaints/follow", {"receipt": wrong})
        assert answer.status_code == 422
        assert not answer.headers.getlist("Set-Cookie")
        answers.append(visitor.page)
    assert answers[0] == answers[1]
    assert "没有这个回执" in answers[0]
    assert WRONG not in answers[0]


def test_what_is_no_receipt_is_told_so(visitor):
    for wrong in ("", "123", "abcdefghijklmnop", "1" * 17, "１" * 500):
        assert visitor.post("/complaints/follow", {"receipt": wrong}).status_code == 422
        assert "回执是 16 位数字" in visitor.page
        visitor.client.environ_base["REMOTE_ADDR"] = f"198.51.100.{len(wrong) % 250}"


def test_a_receipt_in_an_address_opens_nothing(visitor, receipt):
    visitor.get(f"/complaints/follow?receipt={receipt.replace(' ', '')}")
    assert "信箱 HY" not in visitor.page
    assert receipt.replace(" ", "") not in visitor.page
    assert visitor.get("/complaints/follow/mailbox").status_code == 303


def test_five_wrong_receipts_of_an_address_have_to_wait(app, receipt):
    guesser = Visitor(app, REMOTE_ADDR="203.0.113.9")
    for number in range(ALLOWANCES[Turn.RECEIPT].one):
        answer = guesser.post("/complaints/follow", {"receipt": f"{number:016d}"})
        assert answer.status_code == 422
    answer = guesser.post("/complaints/follow", {"receipt": receipt})
    assert answer.status_code == 429
    assert 0 < int(answer.headers["Retry-After"]) <= 900
    assert "分钟后再试" in guesser.page
    honest = Visitor(app, REMOTE_ADDR="203.0.113.10")
    honest.open(receipt)
    assert f"信箱 {CASE}" in honest.page


def test_right_receipts_cost_no_turn(app, receipt):
    for _ in range(ALLOWANCES[Turn.RECEIPT].one + 2):
        visitor = Visitor(app, REMOTE_ADDR="203.0.113.9")
        visitor.open(receipt)
        assert f"信箱 {CASE}" in visitor.page


def test_guessing_from_many_addresses_has_an_end_for_all(app, c, receipt, monkeypatch):
    few = replace(ALLOWANCES[Turn.RECEIPT], all=3)
    monkeypatch.setitem(ALLOWANCES, Turn.RECEIPT, few)
    for number in range(3):
        guesser = Visitor(app, REMOTE_ADDR=f"203.0.113.{number}")
        guesser.post("/complaints/follow", {"receipt": f"{number:016d}"})
        assert guesser.answer.status_code == 422
    last = Visitor(app, REMOTE_ADDR="203.0.113.99")
    assert last.post("/complaints/follow", {"receipt": receipt}).status_code == 429


def test_the_counts_that_are_stored_name_no_address(app, receipt, mongo_database):
    guesser = Visitor(app, REMOTE_ADDR="203.0.113.9")
    guesser.post("/complaints/follow", {"receipt": WRONG})
    rows = list(mongo_database["turns"].aggregate([]))
    assert {row["_id"].split("|")[0] for row in rows} == {"receipt"}
    assert "203.0.113.9" not in everything_in(mongo_database)


def test_words_go_both_ways_and_are_sealed(visitor, receipt, app, c, mongo_database):
    assert asks(app).status_code == 303
    visitor.open(receipt)
    assert "请补充提箱当日的闸口小票。" in visitor.page
    assert LINZHIYUAN.name not in visitor.page
    visitor.write(SECRET_WORDS)
    assert SECRET_WORDS in visitor.page
    everything = everything_in(mongo_database)
    for secret in ("闸口小票", "周岚", "13806386120", "财务室"):
        assert secret not in everything
    assert c.cases.cases.get(CASE).version == 4


def test_officers_read_words_without_personal_data_and_as_written_for_a_reason(
    visitor, receipt, app
):
    visitor.open(receipt)
    visitor.write(SECRET_WORDS)
    officer = sign_in(app.test_client(), LINZHIYUAN)
    shown = officer.get(DESK).text
    assert "财务室" in shown
    assert "13806386120" not in shown
    case = officer.get(f"/complaints/cases/{CASE}").text
    assert "举报人有新留言" in case
    assert "匿名举报，没有身份信息" in case
    opened = officer.post(
        f"/complaints/cases/{CASE}/identity", data={"reason": "I1", "text": "核对"}
    ).text
    assert "13806386120" in opened
    assert "匿名" in opened


def test_a_new_word_makes_an_event_without_any_of_it(visitor, receipt, mongo_database):
    visitor.open(receipt)
    visitor.write(SECRET_WORDS)
    row = mongo_database["cases"].find_one({"_id": CASE})
    event = row["outbox"][-1]["body"]
    assert "case.reporter_wrote.v1" in event
    assert not re.search("周岚|1380638|财务室|receipt", event)


def test_the_same_form_leaves_words_once(visitor, receipt, c):
    visitor.open(receipt)
    page = visitor.page
    for _ in range(2):
        visitor.page = page
        visitor.write("补充：还有一张小票。", file=(io.BytesIO(b"ticket"), "a.txt"))
    case = c.cases.cases.get(CASE)
    assert len(case.mailbox) == 1
    assert len(case.attachments) == 1


def test_a_file_comes_with_words_and_officers_get_it(visitor, receipt, app, c):
    visitor.open(receipt)
    visitor.write("见附件。", file=(io.BytesIO("小票".encode()), "周岚的小票.txt"))
    [attachment] = c.cases.cases.get(CASE).attachments
    officer = sign_in(app.test_client(), LINZHIYUAN)
    assert f"/api/attachments/{attachment.id}" in officer.get(DESK).text
    assert officer.get(f"/api/attachments/{attachment.id}").text == "小票"
    stranger = sign_in(app.test_client(), XUKEXIN)
    assert stranger.get(f"/api/attachments/{attachment.id}").status_code == 404


def test_nothing_said_is_told_so_and_too_much_is_kept_in_the_form(visitor, receipt):
    visitor.open(receipt)
    assert visitor.write("  ").status_code == 422
    assert "请填写留言" in visitor.page
    assert visitor.write("字" * 5001).status_code == 422
    assert "字" * 5001 in visitor.page


def test_a_form_without_the_token_of_the_mailbox_is_refused(visitor, receipt, c):
    visitor.open(receipt)
    for token in ("", "0" * 64):
        answer = visitor.post(
            "/complaints/follow/mailbox", {"token": token, "key": "k" * 32, "text": "x"}
        )
        assert answer.status_code == 400
    crossing = visitor.client.post(
        "/complaints/follow/mailbox", data={}, headers={"Sec-Fetch-Site": "cross-site"}
    )
    assert crossing.status_code == 403
    assert c.cases.cases.get(CASE).mailbox == ()


def test_a_mailbox_that_closed_meanwhile_keeps_the_words(visitor, receipt):
    visitor.open(receipt)
    visitor.client.delete_cookie("fairport-mailbox", path="/complaints/follow")
    assert visitor.write("还没有写完的话").status_code == 422
    assert 'value="还没有写完的话"' in visitor.page
    visitor.open(receipt, text="还没有写完的话")
    assert "还没有写完的话</textarea>" in visitor.page
    visitor.write("还没有写完的话")
    assert visitor.answer.status_code == 200


def test_closing_the_mailbox_ends_it(visitor, receipt):
    visitor.open(receipt)
    visitor.post("/complaints/follow/leave", {})
    assert visitor.get("/complaints/follow/mailbox").status_code == 303


def test_a_cookie_of_another_signer_opens_nothing(visitor, receipt):
    visitor.client.set_cookie("fairport-mailbox", "WyJIWSJd.x.y", path="/complaints/follow")
    assert visitor.get("/complaints/follow/mailbox").status_code == 303


def test_the_filing_decision_is_in_the_mailbox_and_told_on_the_day_it_is_looked_at(
    visitor, receipt, app, c
):
    visitor.open(receipt)
    decided(c)
    assert c.cases.cases.get(CASE).reporter_told_on is None
    app.extensions["fairport-complaints"] = replace(c, now=lambda: c.now() + timedelta(days=2))
    visitor.get("/complaints/follow/mailbox")
    assert "已立案，正在调查。" in visitor.page
    case = c.cases.cases.get(CASE)
    assert case.reporter_told_on is not None
    assert case.reporter_told_on.isoformat() == "2026-11-25"
    assert case.timeline[-1].action == "reporter_looked"
    visitor.get("/complaints/follow/mailbox")
    assert c.cases.cases.get(CASE).version == case.version


def test_no_limit_for_telling_runs_for_an_anonymous_report(visitor, receipt, c):
    decided(c)
    assert c.cases.cases.get(CASE).clock("T-FILE-N") is None


def test_officers_see_whether_their_words_were_read(visitor, receipt, app):
    asks(app)
    officer = sign_in(app.test_client(), SUQING)
    assert "举报人还没有看" in officer.get(DESK).text
    visitor.open(receipt)
    assert "举报人11月23日看过" in officer.get(DESK).text


def test_an_officers_form_sent_twice_leaves_words_once(receipt, app, c):
    asks(app)
    asks(app)
    assert len(c.cases.cases.get(CASE).mailbox) == 1


def test_only_who_handles_the_case_may_write(receipt, app):
    for person in (HANBING, LUHENG, ZHOULAN, XUKEXIN, GUANLI):
        client = sign_in(app.test_client(), person)
        answer = client.post(DESK, data={"text": "你是谁", "key": "officer-key-2"})
        assert answer.status_code == 403, person.name
    assert "只能查看" not in sign_in(app.test_client(), HANBING).get(DESK).text
    assert sign_in(app.test_client(), XUKEXIN).get(DESK).status_code == 403
    assert sign_in(app.test_client(), LUHENG).get(DESK).status_code == 403


def test_the_api_for_officers_tells_neither_digest_nor_words(visitor, receipt, app, c):
    visitor.open(receipt)
    visitor.write(SECRET_WORDS)
    told = sign_in(app.test_client(), LINZHIYUAN).get(f"/api/cases/{CASE}").text
    digest = c.cases.cases.get(CASE).receipt
    assert digest not in told
    assert '"mailbox"' not in told
    assert "sealed" not in told


def test_the_log_of_a_mailbox_holds_no_receipt_and_no_address(app, receipt):
    visitor = Visitor(app, REMOTE_ADDR="203.0.113.77", HTTP_USER_AGENT="secret-agent")
    with capture_logs(processors=[structlog.contextvars.merge_contextvars]) as lines:
        visitor.open(receipt)
        visitor.write(SECRET_WORDS)
        visitor.post("/complaints/follow", {"receipt": WRONG})
    told = str(lines)
    assert "/complaints/follow/mailbox" in told
    for secret in ("203.0.113.77", "secret-agent", receipt, receipt.replace(" ", ""), "周岚"):
        assert secret not in told


def test_pages_of_the_mailbox_are_kept_by_no_browser(visitor, receipt):
    visitor.open(receipt)
    assert visitor.answer.headers["Cache-Control"] == "no-store"
    assert visitor.answer.headers["Referrer-Policy"] == "no-referrer"
