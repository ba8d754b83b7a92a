"""A whole bill through the API and the page: read, looked over, checked."""

import re
from dataclasses import replace
from io import BytesIO

import pytest

from services.complaints.domain.cases.allowance import ALLOWANCES, Turn
from tests.http.complaints.filing_browser import hidden_in
from tests.unit.complaints.bills.bills import FORWARDER, SETTLEMENT, workbook

pytestmark = pytest.mark.engines
API, PAGE = "/api/catalogue/bill", "/complaints/check/bill"
LINES = {
    "port": "青岛港", "trade": "foreign", "direction": "import", "loaded": "true", "total": "700",
    "lines.0.item": "货物港务费", "lines.0.amount": "320", "lines.0.quantity": "4",
    "lines.0.unit": "box", "lines.0.container": "40", "lines.0.charged_on": "2026-11-12",
    "lines.1.item": "押箱费", "lines.1.amount": "300", "lines.1.charged_on": "2026-11-12",
    "lines.2.item": "", "lines.2.amount": "",
}  # fmt: skip


@pytest.fixture
def client(app):
    return app.test_client()


def file(name="bill.xlsx"):
    return {"file": (BytesIO(workbook(FORWARDER)), name)}


def post(client, **fields):
    hidden = hidden_in(client.get(PAGE).get_data(as_text=True))
    return client.post(PAGE, data={**hidden, **fields}, content_type="multipart/form-data")


def test_a_file_is_read_by_the_api_without_an_account(client):
    answer = client.post(API, data=file(), content_type="multipart/form-data")
    assert answer.status_code == 200
    read = answer.get_json()
    assert (read["kind"], len(read["lines"]), read["total"]) == ("xlsx", 4, "2500")


def test_a_text_is_read_and_its_lines_can_be_checked_as_they_are(client):
    read = client.post(API, json={"text": SETTLEMENT}).get_json()
    body = {"lines": read["lines"], "total": read["total"]}
    checked = client.post("/api/catalogue/check", json=body)
    assert checked.status_code == 200
    assert len(checked.get_json()["lines"]) == len(read["lines"])


def test_what_cannot_be_read_is_said_in_english_too(client):
    headers = {"Accept-Language": "en"}
    read = client.post(API, data=file(), headers=headers).get_json()
    assert " is not an amount in CNY" in str(read["lines"][2]["unread"])
    assert not re.search("[\u4e00-\u9fff]", " ".join(read["remarks"]))


@pytest.mark.parametrize(
    ("sent", "status"),
    [({"json": {}}, 422), ({"json": {"text": " "}}, 422), ({"data": {}}, 422), ({}, 422)],
    ids=["no text", "empty", "no file", "nothing"],
)
def test_a_request_without_a_bill_is_refused(client, sent, status):
    assert client.post(API, **sent).status_code == status


def test_an_address_that_sends_very_many_bills_has_to_wait(client, monkeypatch):
    few = {Turn.BILL: replace(ALLOWANCES[Turn.BILL], one=2)}
    monkeypatch.setattr("services.complaints.adapters.address_turns.ALLOWANCES", few)
    answers = [client.post(API, json={"text": "报关费 200"}) for _ in range(3)]
    assert [each.status_code for each in answers] == [200, 200, 429]
    assert int(answers[2].headers["Retry-After"]) > 0


def test_the_page_shows_the_lines_for_a_look_and_checks_nothing_yet(client):
    page = post(client, do="read", **file()).get_data(as_text=True)
    assert 'value="码头操作费THC"' in page
    assert "不是人民币金额" in page
    assert "核对结果" not in page


def test_the_page_checks_the_lines_together_and_prints_what_it_rests_on(client):
    page = post(client, do="check", **LINES).get_data(as_text=True)
    assert "高于标准 ¥48.00" in page
    assert "初步核对，不是行政决定。" in page
    assert "2026年11月23日核对" in page
    assert "全国港口收费标准" in page
    assert "各行合起来看" in page
    assert "押" in page.split("各行合起来看")[1]


def test_a_wrong_amount_comes_back_at_its_line(client):
    answer = post(client, do="check", **{**LINES, "lines.1.amount": "三百"})
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert 'href="#f-lines-1-amount"' in page
    assert 'value="三百"' in page


def test_a_line_can_be_added_without_a_script(client):
    page = post(client, do="add", **LINES).get_data(as_text=True)
    assert 'name="lines.3.item"' in page


def test_the_page_is_all_english_for_who_asks(client):
    client.set_cookie("fairport-language", "en")
    page = client.get(PAGE, headers={"Accept-Language": "en"}).get_data(as_text=True)
    assert "Check a whole bill" in page
