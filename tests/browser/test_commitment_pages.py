from collections.abc import Iterator
from urllib.parse import urlencode

import pytest
from playwright.sync_api import expect

from tests.browser.page_checks import assert_accessible, assert_fits, screenshot
from tests.browser.serving import served
from tests.http.complaints.commitments_app import commitments_app
from tests.http.complaints.test_commitments_page import CHECK, MORNING, TALLY

pytestmark = pytest.mark.browser

PAGES = {
    "delay-empty": CHECK,
    "delay-asked": f"{CHECK}?{urlencode({'measure': 'jiaxing/2-7#2'})}",
    "delay-average": f"{CHECK}?{urlencode({'measure': 'jiaxing/2-8'})}",
    "delay-broken": f"{CHECK}?{urlencode(TALLY)}",
    "delay-unknown": f"{CHECK}?{urlencode(MORNING)}",
    "delay-wrong": f"{CHECK}?{urlencode({**TALLY, 'at.tally_report_sent': 'soon'})}",
}


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with served(commitments_app()) as url:
        yield url


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_commitment_page_is_accessible_and_fits_every_window(
    page, phone, address, name, language
):
    mark = "&" if "?" in PAGES[name] else "?"
    for window in (page, phone):
        window.goto(f"{address}{PAGES[name]}{mark}lang={language}")
        screenshot(window, f"{name}-{language}")
        assert_fits(window)
        assert_accessible(window)


def test_a_promise_is_checked_from_the_empty_form(page, address):
    page.goto(f"{address}{CHECK}")
    page.get_by_label("措施", exact=True).select_option("jiaxing/2-7#2")
    page.get_by_role("button", name="选定").click()
    page.get_by_label("布控查验", exact=True).fill("2026-08-03T09:30")
    page.get_by_label("完成查验", exact=True).fill("2026-08-04T10:00")
    page.get_by_role("button", name="核对").click()
    expect(page.locator("#v")).to_contain_text("不能判断")
    page.get_by_label("是", exact=True).check()
    page.get_by_role("button", name="重新核对").click()
    expect(page.locator("#v")).to_contain_text("没有兑现，相差 1 日")
