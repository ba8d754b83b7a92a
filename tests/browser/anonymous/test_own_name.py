"""In the browser: an anonymous reporter reads what a name changes, errs once, and gives it."""

import pytest
from playwright.sync_api import expect

from services.complaints.domain.cases.receipt import grouped
from services.complaints.usecases.cases.anonymous.file_report import file_report
from tests.browser.page_checks import assert_good
from tests.complaints import NOW, a_complaint

pytestmark = [pytest.mark.engines, pytest.mark.browser]


def test_a_name_is_given_in_the_mailbox_after_what_it_changes_was_read(phone, site, container):
    address, _ = site
    command = a_complaint(reporter=None, channel="anonymous")
    filed = file_report(
        command, secret="one", now=NOW, ports=container.cases, rules=container.rules
    )
    assert filed.receipt is not None
    phone.goto(f"{address}/complaints/follow")
    phone.locator("[name=receipt]").fill(grouped(filed.receipt))
    phone.get_by_role("button", name="打开信箱").click()
    phone.get_by_role("link", name="留下姓名").click()
    expect(phone.get_by_text("不能撤回，也不能改回匿名。没有想好就不要填。")).to_be_visible()
    phone.get_by_label("姓名", exact=True).fill("王芳")
    phone.get_by_role("button", name="留下姓名，转为实名").click()
    expect(phone.get_by_label("姓名", exact=True)).to_have_value("王芳")
    assert_good(phone, "anonymous-name")
    phone.get_by_label("电话", exact=True).fill("13806386120")
    phone.get_by_label("我知道留下姓名以后不能撤回").check()
    phone.get_by_role("button", name="留下姓名，转为实名").click()
    expect(phone.get_by_text("您已经留下姓名")).to_be_visible()
    expect(phone.get_by_text("举报人留下姓名")).to_be_visible()
