"""In the browser: what is typed of a report is kept on the device where that is switched on."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.anonymous.test_anonymous_report import ZH, press
from tests.browser.page_checks import assert_good
from tests.journeys.story import until

pytestmark = [pytest.mark.engines, pytest.mark.browser]
WORDS = "刷新以后还在的话"
KEPT = "localStorage.getItem('fairport-report')"


def kept(window: Page) -> bool:
    return window.evaluate(KEPT) is not None


def at_respondent(window: Page, address: str) -> None:
    """Open the second step of a new report."""
    window.goto(f"{address}/complaints/report/matter")
    window.locator("[name=matter]").first.check()
    window.locator("[name=city][value=haiyang]").check()
    press(window, ZH["next"])


def test_what_is_typed_survives_a_reload_and_a_crash_where_its_writer_wants_that(phone, site):
    address, _ = site
    name = "[name='respondent.name']"
    at_respondent(phone, address)
    phone.locator(name).fill(WORDS)
    phone.reload()
    expect(phone.locator(name)).to_have_value("")
    until(lambda: not kept(phone))

    phone.get_by_label(re.compile("暂存在这台设备上")).check()
    phone.locator(name).fill(WORDS)
    expect(phone.get_by_text("已暂存在这台设备上")).to_be_visible()
    assert_good(phone, "anonymous-kept")
    phone.reload()
    expect(phone.locator(name)).to_have_value(WORDS)

    context, crashed = phone.context, phone
    phone = context.new_page()
    crashed.close()
    phone.goto(f"{address}/complaints/report")
    expect(phone.get_by_text("这台设备上暂存着一份没有提交的举报")).to_be_visible()
    assert_good(phone, "anonymous-resume")
    press(phone, "接着填写")
    expect(phone.locator(name)).to_have_value(WORDS)
    expect(phone.get_by_label(re.compile("暂存在这台设备上"))).to_be_checked()
    press(phone, "忘掉暂存的内容")
    until(lambda: not kept(phone))
    press(phone, ZH["next"])
    until(lambda: not kept(phone))

    phone.get_by_label(re.compile("暂存在这台设备上")).check()
    until(lambda: kept(phone))
    assert WORDS not in phone.evaluate(KEPT)  # earlier steps are in the signed state alone
    phone.goto(f"{address}/complaints/report")
    press(phone, "忘掉暂存的内容")
    expect(phone.get_by_text("这台设备上暂存着一份没有提交的举报")).to_be_hidden()
    until(lambda: not kept(phone))


def test_the_submission_takes_the_kept_report_away(page, site):
    address, _ = site
    at_respondent(page, address)
    page.get_by_label(re.compile("暂存在这台设备上")).check()
    until(lambda: kept(page))
    page.goto(f"{address}/complaints/report")
    finish(page)
    until(lambda: not kept(page))


def finish(window: Page) -> None:
    """Go on with the kept report and submit it."""
    press(window, "接着填写")
    window.locator("[name='respondent.name']").fill("海阳云屿集装箱码头有限公司")
    press(window, ZH["next"])
    press(window, ZH["add"])
    for name, text in {"item": "货物港务费", "amount": "320", "charged_on": "2026-11-12"}.items():
        window.locator(f"[name='lines.0.{name}']").fill(text)
    press(window, ZH["next"])
    window.locator("[name=narrative]").fill("码头多收了港务费。")
    press(window, ZH["next"])
    press(window, ZH["submit"])
    expect(window.locator("#receipt")).to_be_visible()
