import pytest
from playwright.sync_api import expect

from tests.browser.page_checks import assert_accessible, assert_good_at_every_width, screenshot

pytestmark = [pytest.mark.engines, pytest.mark.browser]
YUNYU = "91370687300000010P"
PAGES = {
    "credit-me": ("xukexin", "/credit/me"),
    "credit-me-empty": ("zhoulan", "/credit/me"),
    "credit-me-english": ("xukexin", "/credit/me?lang=en"),
    "credit-access-log": ("xukexin", "/credit/me/access-log"),
    "credit-subjects": ("zhengyan", "/credit/subjects?q=海阳"),
    "credit-subjects-wrong": ("zhengyan", "/credit/subjects?q=91370687300000010Q"),
    "credit-subject": ("suqing", f"/credit/subjects/{YUNYU}"),
    "credit-entry": ("suqing", "/credit/entries/1"),
    "credit-ledger": ("shenji", "/credit/ledger"),
    "credit-gate": ("guanhai", "/credit/gate"),
}


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_accessible_and_fits_at_both_widths(open_as, still, name):
    open_as(still, *PAGES[name])
    assert_good_at_every_width(still, name)


def test_an_agency_asks_and_reads_the_answer(open_as, page):
    open_as(page, "guanhai", "/credit/gate")
    page.get_by_label("统一社会信用代码").fill(YUNYU)
    page.get_by_label("绿色通道、容缺受理").check()
    page.get_by_role("button", name="查询").click()
    expect(page.get_by_role("heading", name="不予允许")).to_be_visible()
    expect(page.get_by_text("G-2026-000001").first).to_be_visible()
    assert_good_at_every_width(page, "credit-receipt")


def test_an_auditor_has_the_ledger_verified(open_as, page):
    open_as(page, "shenji", "/credit/ledger")
    page.get_by_role("button", name="验证").click()
    expect(page.get_by_text("11 条全部相符")).to_be_visible()
    assert_accessible(page)
    screenshot(page, "credit-ledger-verified")
