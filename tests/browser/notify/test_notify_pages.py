import pytest
from playwright.sync_api import expect

from services.notify.domain.messages.message import State
from tests.browser.page_checks import assert_good_at_every_width

pytestmark = [pytest.mark.engines, pytest.mark.browser]
LOG = "/notify/dispatch?from=2026-04-01&to=2026-05-31"
PAGES = {
    "notify-inbox": ("zhoulan", "/notify/inbox"),
    "notify-inbox-english": ("xukexin", "/notify/inbox?lang=en"),
    "notify-inbox-empty": ("shenji", "/notify/inbox"),
    "notify-dispatch": ("guanli", LOG),
    "notify-dispatch-english": ("shenji", f"{LOG}&lang=en"),
    "notify-dispatch-wrong": ("shenji", "/notify/dispatch?from=2026-05-02&to=2026-05-01"),
}


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_accessible_and_fits_at_both_widths(open_as, still, name):
    open_as(still, *PAGES[name])
    assert_good_at_every_width(still, name)


def test_a_reporter_opens_a_message_and_it_counts_as_read(open_as, page):
    open_as(page, "zhoulan", "/notify/inbox")
    expect(page.get_by_text("3 条未读。")).to_be_visible()
    page.get_by_role("link", name="立案告知").click()
    expect(page.get_by_text("决定立案")).to_be_visible()
    assert_good_at_every_width(page, "notify-message")
    page.get_by_role("navigation", name="当前位置").get_by_role("link", name="消息").click()
    expect(page.get_by_text("2 条未读。")).to_be_visible()


def test_an_administrator_has_a_failed_mail_sent_again(open_as, told, page):
    failed = told.message("respondent", "email")
    open_as(page, "guanli", LOG)
    page.get_by_role("link", name="3", exact=True).click()
    expect(page.get_by_text("邮件服务器答复 550").first).to_be_visible()
    open_as(page, "guanli", f"/notify/dispatch/{failed.id}")
    assert_good_at_every_width(page, "notify-dispatched")
    page.get_by_role("button", name="重发").click()
    expect(page.get_by_text("已安排重发，是第 1 次重发。")).to_be_visible()
    told.send()
    assert told.message("respondent", "email").state is State.ACCEPTED
