"""The page of a whole bill in a browser: read, checked, complained about."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from playwright.sync_api import expect

from services.complaints.adapters.indexes import create_indexes
from services.complaints.app import create_app
from services.complaints.container import build_container
from tests.browser.page_checks import assert_good_at_every_width
from tests.browser.serving import served
from tests.complaints import NOW, SETTINGS, ZHOULAN, rules
from tests.sign_in import sign_in, trust_test_issuer
from tests.unit.complaints.bills.bills import FORWARDER, workbook

pytestmark = [pytest.mark.browser, pytest.mark.engines]
BILL = "/complaints/check/bill"
TEXT = "货物港务费 4箱 80 320\n押箱费 300\n引航费 4500\n合计 5120"
READ, CHECK = 'button[name="do"][value="read"]', "form .actions button[value=check]"


@pytest.fixture
def app(mongo_database):
    create_indexes(mongo_database)
    container = build_container(SETTINGS, database=mongo_database, now=lambda: NOW)
    return trust_test_issuer(create_app(replace(container, rules=rules())))


@pytest.fixture
def address(app) -> Iterator[str]:
    with served(app) as url:
        yield url


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_bill_is_good_to_look_at_when_it_was_read_and_when_it_was_checked(
    still, address, language
):
    still.goto(f"{address}/complaints/check?lang={language}")
    bill = {"name": "账单.xlsx", "mimeType": "application/xlsx", "buffer": workbook(FORWARDER)}
    still.set_input_files("#f-file", bill)
    still.click(READ)
    expect(still.locator(CHECK)).to_be_visible()
    assert_good_at_every_width(still, f"bill-read-{language}")
    still.goto(f"{address}{BILL}")
    still.fill("#f-text", TEXT)
    still.click(READ)
    still.fill("#f-port", "青岛港")
    still.click(CHECK)
    expect(still.locator("#result")).to_be_visible()
    assert_good_at_every_width(still, f"bill-result-{language}")


def test_a_checked_bill_becomes_a_complaint_with_all_its_lines(page, app, address):
    client = sign_in(app.test_client(), ZHOULAN)
    for cookie in (client._cookies or {}).values():
        page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": address}])
    page.goto(f"{address}{BILL}")
    page.fill("#f-text", TEXT)
    page.click(READ)
    page.fill("#f-bill-no", "GM-118")
    page.locator("#f-bill-no").press("Enter")
    expect(page.locator("#f-text")).to_be_visible()
    page.fill("#f-text", TEXT)
    page.click(READ)
    page.click(CHECK)
    page.get_by_role("button", name="投诉这份账单").click()
    page.get_by_label("收的钱比公示的标准高").check()
    page.get_by_label("海阳").check()
    page.get_by_role("button", name="保存，下一步").click()
    page.fill("#f-respondent-name", "海阳云屿集装箱码头有限公司")
    page.get_by_role("button", name="保存，下一步").click()
    for item in ("货物港务费", "押箱费", "引航费"):
        expect(page.locator(f'input[value="{item}"]')).to_have_count(1)
