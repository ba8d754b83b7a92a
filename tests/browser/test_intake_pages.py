"""What beside fees is asked on the pages of filing, and a clerk's desk: usable by everybody."""

import re

import pytest
from playwright.sync_api import expect

from shared.principal import Principal, Role
from tests.browser.page_checks import assert_accessible, assert_fits
from tests.browser.workbench.conftest import clock, container, open_as
from tests.complaints import TERMINAL_NAME, ZHOULAN

__all__ = ["clock", "container", "open_as"]
pytestmark = [pytest.mark.browser, pytest.mark.engines]
CLERK = Principal(
    sub="gaoyuan", name="高媛", role=Role.CLERK, department="hy-port-office", city="haiyang"
)
PHONE = {"width": 360, "height": 740}


def assert_whole(page) -> None:
    """Everything is accessible, and nothing is wider than a phone."""
    assert_accessible(page)
    assert_fits(page)


def test_a_service_and_a_mediation_are_filed_on_a_phone(page, open_as):
    page.set_viewport_size(PHONE)
    open_as(page, ZHOULAN, "/complaints/file")
    page.get_by_label("收的钱比公示的标准高").check()
    page.get_by_label("海阳").check()
    page.keyboard.press("Enter")
    page.get_by_label("收费单位的名称").fill(TERMINAL_NAME)
    page.keyboard.press("Enter")
    page.get_by_text("服务问题").first.click()
    page.get_by_label("办事单位").fill("海阳海关")
    page.get_by_label("实际开始时间").fill("2026-11-12T09:00")
    page.get_by_role("button", name="再加一行").click()
    page.get_by_label("账单上的项目名称").fill("船舶港务费")
    page.get_by_label("收费日期").fill("2026-11-12")
    page.get_by_label("金额（元）", exact=True).fill("200")
    assert_whole(page)
    page.get_by_label("金额（元）", exact=True).press("Enter")
    page.wait_for_url(re.compile("/evidence$"))
    page.get_by_label("发生了什么").fill("查验拖了一天，还收了费。")
    page.get_by_label("请调解").check()
    assert_whole(page)
    page.get_by_role("button", name="保存，下一步").click()
    page.wait_for_url(re.compile("/agree$"))
    expect(page.get_by_text("对方会知道您是谁")).to_be_visible()
    assert_whole(page)
    page.get_by_label("不同意，只举报").check()
    page.get_by_role("button", name="保存，下一步").click()
    page.wait_for_url(re.compile("/review$"))
    assert_whole(page)
    page.get_by_role("button", name="提交举报").click()
    expect(page.get_by_text("HY-2026-00001-2")).to_be_visible()
    assert_whole(page)


@pytest.mark.parametrize("path", ["/complaints/register", "/complaints/register/tickets"])
def test_a_clerks_pages_are_usable_by_everybody(page, open_as, path):
    page.set_viewport_size(PHONE)
    open_as(page, CLERK, path)
    assert_whole(page)
