"""A whole bill through the API and the page: read, looked over, checked."""

import re
from dataclasses import replace
from datetime import timedelta
from io import BytesIO

import pytest

from services.complaints.app import create_app
from services.complaints.domain.cases.allowance import ALLOWANCES, Turn
from services.complaints.usecases.cases.drafts import sweep_drafts
from tests.complaints import ZHOULAN, everything_in
from tests.http.complaints.filing_browser import Browser, found, hidden_in
from tests.sign_in import trust_test_issuer
from tests.unit.complaints.bills.bills import FORWARDER, INVOICE, SETTLEMENT, workbook

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


def value_in(page, name):
    field = re.search(rf'<input[^>]*name="{name}"[^>]*>', page)
    value = re.search(r'value="([^"]*)"', field[0]) if field else None
    return value[1] if value else None


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


def test_the_number_in_the_head_comes_into_the_form_unless_one_was_typed(client):
    page = post(client, do="read", text=INVOICE).text
    assert value_in(page, "bill_no") == "26372000000123456789"
    page = post(client, do="read", text=INVOICE, bill_no="own-1").text
    assert value_in(page, "bill_no") == "own-1"


def test_what_cannot_be_read_is_said_in_english_too(client):
    headers = {"Accept-Language": "en"}
    read = client.post(API, data=file(), headers=headers).get_json()
    assert " is not an amount in CNY" in str(read["lines"][2]["unread"])
    of_ours = re.sub("“[^”]*”", "", " ".join(read["remarks"]))  # a name is quoted as it stands
    assert not re.search("[\u4e00-\u9fff]", of_ours)


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


SHIP = {"net_tons": "10000", "ship_length_m": "180", "bill_no": "GM-2026-118"}
PILOTAGE = {
    "lines.0.item": "引航费", "lines.0.amount": "4500", "lines.0.quantity": "1",
    "lines.0.unit": "call", "lines.0.charged_on": "2026-11-12",
}  # fmt: skip


def test_what_is_told_of_the_ship_counts_for_every_line(client):
    lines = {**PILOTAGE, "port": "青岛港", "trade": "foreign"}
    without = post(client, do="check", **lines).get_data(as_text=True)
    assert "知道以下情况，结论可能改变：" in without
    assert 'name="lines.0.net_tons"' in without
    told = post(client, do="check", **lines, **SHIP).get_data(as_text=True)
    assert 'value="10000"' in told
    assert "× 10,000) × 0.9 = 4,050.00 元" in told
    assert "4,050.00 元" not in without


def test_a_line_tells_its_own_facts_against_those_for_all(client):
    lines = {**PILOTAGE, "port": "青岛港", "trade": "foreign", "lines.0.net_tons": "1"}
    page = post(client, do="check", **lines, **SHIP).get_data(as_text=True)
    assert "× 1) × 0.9 = 0.41 元" in page
    assert 'name="lines.0.net_tons" type="text" value="1"' in page


def test_a_wrong_fact_for_all_lines_is_said_once_at_its_field(client):
    answer = post(client, do="check", **{**LINES, "net_tons": "viel"})
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert page.count('href="#f-net-tons"') == 1


def test_each_line_tells_what_it_was_checked_as_how_and_how_surely(client):
    lines = {**LINES, "lines.1.item": "乌有项目甲乙丙"}
    page = post(client, do="check", **lines).get_data(as_text=True)
    assert "按“货物港务费”核对，名称相同，得分 1.00" in page
    assert "没有认出是哪一项收费" in page


def test_a_bill_goes_into_a_complaint_by_way_of_signing_in(client, app, c):
    answer = post(client, do="complain", **LINES, **SHIP)
    assert answer.status_code == 303
    assert "/auth/sign-in" in client.get(answer.location).location
    zhoulan = Browser(app, ZHOULAN)
    page = zhoulan.get(answer.location).get_data(as_text=True)
    draft = found(r"/complaints/file/([0-9a-f]+)/matter", page)
    brought = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page))
    matter = {**brought, "matter": "over", "city": "haiyang", "do": "next"}
    zhoulan.client.post(f"/complaints/file/{draft}/matter", data=matter)
    lines = zhoulan.get(f"/complaints/file/{draft}/lines").get_data(as_text=True)
    for text in ("货物港务费", "押箱费", "GM-2026-118", "10000", "180", "青岛港"):
        assert f'value="{text}"' in lines, text
    assert "lines.2.item" not in lines


def test_a_bill_is_kept_sealed_and_for_one_hour(client, app, c, mongo_database):
    address = post(client, do="complain", **LINES).location
    assert "押箱费" not in everything_in(mongo_database)
    later = create_app(replace(c, now=lambda: c.now() + timedelta(hours=1)))
    late = Browser(trust_test_issuer(later), ZHOULAN).get(address)
    assert late.status_code == 404
    assert "这份账单只暂存一小时" in late.get_data(as_text=True)
    assert sweep_drafts(now=c.now() + timedelta(hours=1, seconds=1), ports=c.cases) == 1


def test_a_bill_goes_into_a_report_without_a_name_and_is_kept_nowhere(app, c):
    visitor = app.test_client()
    page = visitor.post("/complaints/report/bill", data={**LINES, **SHIP}).get_data(as_text=True)
    state = {"state": found(r'name="state" value="([^"]+)"', page)}
    page = visitor.post("/complaints/report/matter", data={**state, "do": "goto:matter"})
    state = {"state": found(r'name="state" value="([^"]+)"', page.get_data(as_text=True))}
    told = {**state, "matter": "over", "city": "haiyang", "do": "goto:lines"}
    lines = visitor.post("/complaints/report/matter", data=told).get_data(as_text=True)
    assert 'value="押箱费"' in lines
    assert 'value="GM-2026-118"' in lines


def test_a_bill_without_a_charge_makes_no_complaint(client):
    answer = post(client, do="complain", port="青岛港")
    assert answer.status_code == 422
    assert "账单里还没有收费" in answer.get_data(as_text=True)


def test_the_page_of_one_charge_takes_a_bill_as_well(client):
    page = client.get("/complaints/check").get_data(as_text=True)
    assert 'action="/complaints/check/bill" enctype="multipart/form-data"' in page
    data = {**hidden_in(page), "do": "read", **file()}
    read = client.post(PAGE, data=data, content_type="multipart/form-data")
    assert 'value="码头操作费THC"' in read.get_data(as_text=True)
