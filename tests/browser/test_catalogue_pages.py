from collections.abc import Iterator
from urllib.parse import urlencode

import pytest
from playwright.sync_api import expect

from tests.browser.page_checks import assert_good_at_every_width
from tests.browser.serving import served
from tests.http.complaints.catalogue_app import catalogue_app

pytestmark = pytest.mark.browser

BODY = "海阳云屿集装箱码头有限公司"
ABOVE = {
    "item": "港务费", "body": BODY, "port": "海阳港", "container": "40", "loaded": "true",
    "trade": "foreign", "direction": "import", "cargo": "general", "quantity": "4", "unit": "box",
    "amount": "320.00", "charged_on": "2026-11-12",
}  # fmt: skip
WITHIN = {**ABOVE, "amount": "272"}
SEVERAL = {**ABOVE, "direction": "", "container": "20", "amount": "80"}
OUTSIDE = {**ABOVE, "item": "夜间作业附加费", "unit": "ticket", "quantity": "1", "amount": "200"}
SIMILAR = {**OUTSIDE, "item": "查验服务费", "body": "", "amount": "350"}
WRONG = {**ABOVE, "amount": "-3", "charged_on": "2030-01-01"}
DETENTION = {
    "item": "滞箱费", "port": "武汉新港", "charged_on": "2024-06-01", "quantity": "1",
    "unit": "box", "amount": "3000", "container": "20", "days": "22", "container_type": "GP",
}  # fmt: skip
PILOTAGE = {
    "item": "引航费", "port": "烟台港", "charged_on": "2026-11-12", "quantity": "1",
    "unit": "call", "amount": "45000", "trade": "foreign", "net_tons": "100000",
}  # fmt: skip
PAGES = {
    "check-empty": "/complaints/check",
    "check-above": f"/complaints/check?{urlencode(ABOVE)}",
    "check-within": f"/complaints/check?{urlencode(WITHIN)}",
    "check-several": f"/complaints/check?{urlencode(SEVERAL)}",
    "check-outside": f"/complaints/check?{urlencode(OUTSIDE)}",
    "check-similar": f"/complaints/check?{urlencode(SIMILAR)}",
    "check-wrong": f"/complaints/check?{urlencode(WRONG)}",
    "check-tiers": f"/complaints/check?{urlencode(DETENTION)}",
    "check-bill": "/complaints/check/bill",
    "check-ship": f"/complaints/check?{urlencode(PILOTAGE)}",
    "rules-unverified": "/complaints/rules/unverified",
    "tracks": "/complaints/tracks",
    "track-report": "/complaints/tracks/price_report",
    "track-service": "/complaints/tracks/service",
    "catalogue": "/complaints/catalogue",
    "catalogue-found": "/complaints/catalogue?q=港务费&port=海阳港&container=40",
    "catalogue-none": "/complaints/catalogue?q=没有这一项",
    "catalogue-row": "/complaints/catalogue/HY-0112-40-foreign",
}


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with served(catalogue_app()) as url:
        yield url


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_catalogue_page_is_accessible_and_fits_every_window(still, address, name, language):
    mark = "&" if "?" in PAGES[name] else "?"
    still.goto(f"{address}{PAGES[name]}{mark}lang={language}")
    assert_good_at_every_width(still, f"{name}-{language}")


def test_a_similar_name_is_chosen_with_one_click(page, address):
    page.goto(f"{address}{PAGES['check-similar']}")
    expect(page.locator("#v")).to_contain_text("待人工核对")
    page.get_by_role("link", name="按这一项核对").first.click()
    expect(page.locator("#v")).to_contain_text("高于标准 ¥50.00")


def test_a_charge_is_checked_from_the_empty_form(page, address):
    page.goto(f"{address}/complaints/check")
    page.get_by_label("收费项目").fill("港务费")
    page.get_by_label("港口").fill("海阳港")
    page.get_by_label("贸易").select_option("foreign")
    page.get_by_label("方向").select_option("import")
    page.get_by_label("实收金额（元）").fill("80")
    page.get_by_role("button", name="核对").click()
    expect(page.locator("#v")).to_contain_text("高于标准 ¥12.00")
