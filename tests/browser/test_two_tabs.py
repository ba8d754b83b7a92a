"""One complaint in two tabs of a browser, and the page that shows both versions."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.page_checks import assert_accessible, assert_fits, screenshot
from tests.browser.workbench.conftest import clock, container, open_as
from tests.complaints import TERMINAL_NAME, ZHOULAN

__all__ = ["clock", "container", "open_as"]
pytestmark = [pytest.mark.browser, pytest.mark.engines]


@pytest.mark.parametrize("window", ["page", "phone"])
def test_the_later_tab_is_shown_both_versions_and_can_keep_its_own(request, open_as, window):
    one = request.getfixturevalue(window)
    open_as(one, ZHOULAN, "/complaints/file")
    one.get_by_label("收的钱比公示的标准高").check()
    one.get_by_label("海阳").check()
    one.get_by_role("button", name="保存，下一步").click()
    other = one.context.new_page()
    other.goto(one.url)
    one.get_by_label("收费单位的名称").fill(TERMINAL_NAME)
    one.get_by_role("button", name="保存，下一步").click()
    one.wait_for_url(re.compile("/lines$"))
    other.get_by_label("收费单位的名称").fill("海阳云屿码头")
    other.get_by_role("button", name="保存，下一步").click()
    expect(other.get_by_role("alert").get_by_role("heading")).to_have_text(
        "这一步在另一个窗口改过了"
    )
    expect(other.get_by_role("cell", name=TERMINAL_NAME)).to_be_visible()
    expect(other.get_by_label("收费单位的名称")).to_have_value("海阳云屿码头")
    screenshot(other, "two-tabs")
    assert_fits(other)
    assert_accessible(other)
    other.get_by_role("button", name="保存，下一步").click()
    other.wait_for_url(re.compile("/lines$"))
    expect(other.get_by_text("海阳云屿码头").first).to_be_visible()
