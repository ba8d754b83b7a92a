"""Reporting without a name: nothing is kept before, nothing tells who it was after."""

import io
import json
import re
from dataclasses import replace
from datetime import timedelta

import pytest
import structlog
from structlog.testing import capture_logs

from services.complaints.domain.cases.allowance import ALLOWANCES, Turn
from tests.complaints import LINZHIYUAN, XUKEXIN, ZHOULAN, everything_in
from tests.http.complaints.anonymous import LINES, NARRATIVE, Visitor, found
from tests.sign_in import sign_in

pytestmark = pytest.mark.engines
CASE = "HY-2026-00001-1"


@pytest.fixture
def visitor(app):
    return Visitor(app)


def stored(c):
    case = c.cases.cases.get(CASE)
    assert case is not None
    return case


def test_five_steps_end_in_a_receipt_and_a_case_without_anybody(visitor, c):
    receipt = visitor.report()
    assert re.fullmatch(r"\d{4} \d{4} \d{4} \d{4}", receipt)
    assert "高于标准 ¥48.00" in visitor.page
    case = stored(c)
    assert case.channel == "anonymous"
    assert case.secret
    assert not case.real_name
    assert (case.reporter_key, case.reporter_firm_key) == (None, None)
    assert "reporter" not in case.sealed
    assert case.department == "hy-market"


def test_the_receipt_is_kept_nowhere_in_clear(visitor, c, mongo_database):
    digits = visitor.report().replace(" ", "")
    everything = everything_in(mongo_database)
    assert digits not in everything
    assert stored(c).receipt in everything
    assert c.cases.cases.with_receipt(c.cases.receipts.digest(digits)) == stored(c)


def test_the_salt_is_not_in_the_database(visitor, c, mongo_database):
    visitor.report()
    everything = everything_in(mongo_database)
    assert c.settings.receipt_salt not in everything
    assert c.settings.blind_index_key not in everything


def test_no_event_names_a_reporter(visitor, c, mongo_database):
    visitor.report()
    event = json.loads(mongo_database["cases"].find_one({"_id": CASE})["outbox"][0]["body"])
    assert event["data"]["reporter_ref"] is None


def test_a_double_click_files_once_and_tells_the_same_receipt(visitor, c, mongo_database):
    visitor.fill()
    review = visitor.page
    first = visitor.step("review", do="submit") and visitor.receipt()
    visitor.page = review
    assert visitor.step("review", do="submit").status_code == 200
    assert visitor.receipt() == first
    assert mongo_database["cases"].count_documents({}) == 1


def test_after_ten_minutes_the_receipt_is_not_told_again(app, c):
    visitor = Visitor(app)
    visitor.fill()
    review = visitor.page
    visitor.step("review", do="submit")
    later = replace(c, now=lambda: c.now() + timedelta(minutes=11))
    app.extensions["fairport-complaints"] = later
    visitor.page = review
    visitor.step("review", do="submit")
    assert "不再显示" in visitor.page
    assert 'id="receipt"' not in visitor.page


def test_a_taken_receipt_is_passed_over(visitor, app, c, monkeypatch):
    first = visitor.report()
    kind = type(c.cases.receipts)
    draw = kind.draw
    taken = first.replace(" ", "")
    monkeypatch.setattr(
        kind, "draw", lambda self, secret, n: taken if n == 0 else draw(self, secret, n)
    )
    other = Visitor(app)
    second = other.report()
    assert second != first
    assert "HY-2026-00002-1" in other.page


def test_nothing_is_stored_before_it_is_submitted(visitor, mongo_database):
    visitor.fill()
    assert mongo_database["cases"].count_documents({}) == 0
    assert mongo_database["drafts"].count_documents({}) == 0


def test_no_cookie_is_set_on_the_way(visitor):
    visitor.fill()
    visitor.step("review", do="submit")
    assert visitor.client.get_cookie("fairport") is None
    assert not visitor.answer.headers.getlist("Set-Cookie")
    assert visitor.answer.headers["Cache-Control"] == "no-store"
    assert visitor.answer.headers["Referrer-Policy"] == "no-referrer"


def test_somebody_signed_in_is_not_known_here(app, c):
    visitor = Visitor(app)
    sign_in(visitor.client, ZHOULAN)
    visitor.report()
    assert ZHOULAN.name not in visitor.page
    assert stored(c).reporter_key is None
    assert "HY-2026-00001-1" not in visitor.client.get("/complaints/mine").text
    mine = visitor.client.get(f"/complaints/mine/{CASE}")
    about = sign_in(app.test_client(), XUKEXIN).get(f"/complaints/mine/{CASE}")
    assert mine.status_code == about.status_code == 404
    assert visitor.client.get(f"/api/complaints/{CASE}").status_code == 404


def test_no_contact_is_asked_for_and_one_sent_all_the_same_is_dropped(visitor, c):
    visitor.fill(**{"reporter.name": "周岚", "reporter.phone": "13806386120", "secret": "no"})
    assert "联系人" not in visitor.page
    visitor.step("review", do="submit")
    case = stored(c)
    assert case.secret
    opened = " ".join(c.cases.vault.open(each) for each in case.sealed.values())
    assert "13806386120" not in opened


def test_a_text_that_names_somebody_is_warned_of_before_it_is_sent(visitor):
    visitor.fill(narrative="我叫周岚，电话13806386120，码头多收费。")
    assert "文字里像是有姓名" in visitor.page
    visitor.fill()
    assert "文字里像是有姓名" not in visitor.page


def test_a_state_that_was_changed_is_refused(visitor):
    visitor.fill()
    state = found(r'name="state" value="([^"]+)"', visitor.page)
    for wrong in ("", state[:-2], state[5:], "x.y"):
        answer = visitor.post("/complaints/report/review", {"state": wrong, "do": "submit"})
        assert answer.status_code == 400


def test_a_form_another_site_sends_is_refused(visitor):
    visitor.fill()
    cross = {"Sec-Fetch-Site": "cross-site"}
    assert visitor.step("review", do="submit", headers=cross).status_code == 403


def test_lines_are_added_checked_and_deleted_without_losing_the_rest(visitor):
    visitor.fill()
    visitor.step("review", do="goto:lines")
    two = LINES | {"lines.1.item": "夜间作业附加费", "lines.1.amount": "200"}
    two |= {"lines.1.charged_on": "2026-11-12"}
    visitor.step("lines", two, do="check:1")
    assert "目录外收费 ¥200.00" in visitor.page
    visitor.step("lines", two, do="delete:0")
    assert 'name="lines.0.item" type="text" value="夜间作业附加费"' in visitor.page
    visitor.step("lines", {}, do="back")
    assert "海阳云屿集装箱码头有限公司" in visitor.page


def test_what_is_wrong_is_said_and_nothing_typed_is_lost(visitor):
    visitor.get("/complaints/report/matter")
    assert visitor.step("matter", {"city": "haiyang"}).status_code == 422
    assert "请选择一种情况" in visitor.page
    answer = visitor.step("review", do="submit")
    assert answer.status_code == 422
    assert "请写明发生了什么" in visitor.page


def test_the_language_changes_without_losing_what_was_typed(visitor):
    visitor.fill()
    visitor.step("review", do="goto:evidence")
    visitor.post(
        "/complaints/report/evidence?lang=en",
        {
            "state": found(r'name="state" value="([^"]+)"', visitor.page),
            "narrative": NARRATIVE,
            "do": "stay",
        },
    )
    assert "What happened" in visitor.page
    assert NARRATIVE in visitor.page
    visitor.step("evidence", {"narrative": NARRATIVE})
    assert "Submit the report" in visitor.page


def test_a_file_comes_along_under_a_name_that_tells_nothing(visitor, app, c, mongo_database):
    visitor.fill()
    visitor.step("review", do="goto:evidence")
    file = {"file": (io.BytesIO("账单".encode()), "周岚的账单.txt")}
    visitor.step("evidence", {"narrative": NARRATIVE, **file})
    visitor.step("review", do="submit")
    [attachment] = stored(c).attachments
    assert c.cases.attachments.name_of(attachment.id) == "附件1.txt"
    officer = sign_in(app.test_client(), LINZHIYUAN)
    answer = officer.get(f"/api/attachments/{attachment.id}")
    assert answer.get_data(as_text=True) == "账单"
    assert "%E5%91%A8" not in answer.headers["Content-Disposition"]


def test_a_file_of_another_report_cannot_be_taken_over(app, c):
    first, second = Visitor(app), Visitor(app)
    first.fill()
    first.step("review", do="goto:evidence")
    first.step("evidence", {"narrative": NARRATIVE, "file": (io.BytesIO(b"bill"), "a.txt")})
    first.step("review", do="submit")
    second.report()
    other = c.cases.cases.get("HY-2026-00002-1")
    assert other.attachments == ()


def test_an_executable_is_refused_and_the_text_stays(visitor):
    visitor.fill()
    visitor.step("review", do="goto:evidence")
    bad = {"file": (io.BytesIO(b"MZ\x90\x00" + b"\x00" * 200), "账单.pdf")}
    answer = visitor.step("evidence", {"narrative": NARRATIVE, **bad})
    assert answer.status_code == 422
    assert NARRATIVE in visitor.page


def test_too_many_reports_from_one_address_have_to_wait_and_lose_nothing(app):
    for _ in range(ALLOWANCES[Turn.REPORT].one):
        Visitor(app, REMOTE_ADDR="203.0.113.9").report()
    late = Visitor(app, REMOTE_ADDR="203.0.113.9")
    late.fill()
    answer = late.step("review", do="submit")
    assert answer.status_code == 429
    assert int(answer.headers["Retry-After"]) > 0
    assert NARRATIVE in late.page
    assert Visitor(app, REMOTE_ADDR="203.0.113.10").report()


def test_the_log_of_a_report_holds_no_address_and_no_id_of_the_entrance(app):
    visitor = Visitor(app, REMOTE_ADDR="203.0.113.77", HTTP_USER_AGENT="secret-agent")
    outer = "0123456789abcdef0123456789abcdef"
    with capture_logs(processors=[structlog.contextvars.merge_contextvars]) as lines:
        visitor.client.environ_base["HTTP_X_REQUEST_ID"] = outer
        visitor.client.environ_base["HTTP_X_CORRELATION_ID"] = outer
        visitor.client.environ_base["HTTP_REFERER"] = "http://intranet.example/zhou"
        receipt = visitor.report()
    told = str(lines)
    assert "/complaints/report/review" in told
    for secret in ("203.0.113.77", "secret-agent", outer, "intranet", receipt, NARRATIVE):
        assert secret not in told
    assert "X-Request-Id" not in visitor.answer.headers


def test_an_unexpected_error_is_logged_by_its_places_alone(app, monkeypatch):
    def crash(*_args, **_more):
        raise RuntimeError("1234567890123456 13806386120")

    monkeypatch.setattr("services.complaints.routes.cases.report_pages.file_report", crash)
    app.testing = False
    visitor = Visitor(app)
    visitor.fill()
    with capture_logs() as lines:
        assert visitor.step("review", do="submit").status_code == 500
    [line] = [each for each in lines if each["event"] == "unexpected error"]
    assert line["kind"] == "RuntimeError"
    assert "13806386120" not in str(lines)
