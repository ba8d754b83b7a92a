"""Filing without a mouse: Enter in a field goes on and never deletes, uploads or goes back."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.page_checks import assert_accessible
from tests.browser.workbench.conftest import clock, container, open_as
from tests.complaints import TERMINAL_NAME, ZHOULAN

__all__ = ["clock", "container", "open_as"]
pytestmark = [pytest.mark.browser, pytest.mark.engines]
BILL = {"name": "bill.txt", "mimeType": "text/plain", "buffer": "账单".encode()}


def test_enter_in_a_field_goes_on_and_keeps_file_and_lines(page, open_as):
    open_as(page, ZHOULAN, "/complaints/file")
    page.get_by_label("收的钱比公示的标准高").check()
    page.get_by_label("海阳").check()
    page.keyboard.press("Enter")
    page.get_by_label("收费单位的名称").fill(TERMINAL_NAME)
    page.keyboard.press("Enter")
    page.get_by_role("button", name="再加一行").click()
    page.get_by_label("账单上的项目名称").fill("夜间作业费")
    page.get_by_label("收费日期").fill("2026-11-12")
    page.get_by_label("金额（元）", exact=True).fill("200")
    page.get_by_label("金额（元）", exact=True).press("Enter")
    page.wait_for_url(re.compile("/evidence$"))
    page.get_by_label("账单、发票").set_input_files([BILL])
    page.get_by_role("button", name="上传", exact=True).click()
    expect(page.get_by_role("button", name="删除 bill.txt")).to_be_visible()
    assert_accessible(page)
    page.get_by_label("发生了什么").fill("多收了夜间作业费。")
    page.get_by_label(re.compile("^电话")).fill("13800000000")
    page.get_by_label(re.compile("^电话")).press("Enter")
    page.wait_for_url(re.compile("/review$"))
    expect(page.get_by_text("bill.txt")).to_be_visible()
    expect(page.get_by_role("rowheader", name="夜间作业费")).to_be_visible()
