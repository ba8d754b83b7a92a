"""An anonymous report from the first page to the answer in the mailbox, in both languages."""

import re

import pytest
from playwright.sync_api import FilePayload, Page, expect

from services.complaints.domain.cases.forms import BeginCheck, DecideFiling, ProposeFiling
from services.complaints.usecases.cases.take_action import TakeAction, take_action
from tests.browser.page_checks import assert_good
from tests.complaints import LINZHIYUAN, NOW, SUQING, TERMINAL, TERMINAL_NAME

pytestmark = [pytest.mark.engines, pytest.mark.browser]
CASE = "HY-2026-00001-1"
NARRATIVE = "11月12日提箱时码头多收货物港务费，询问时答复一直这么收。我叫王芳，电话13806386120。"
FILE: FilePayload = {"name": "王芳的账单.txt", "mimeType": "text/plain", "buffer": "账单".encode()}
ZH = {
    "begin": "开始填写",
    "over": "收的钱比公示的标准高",
    "city": "海阳市",
    "next": "下一步",
    "add": "再加一行",
    "submit": "提交举报",
    "copy": "复制回执",
    "copied": "已复制，用后请清空剪贴板",
    "read": "抄好了，去看信箱",
    "open": "打开信箱",
    "leave": "提交留言",
    "close": "关上信箱",
}
EN = {
    "begin": "Begin",
    "over": "Charged more than the published price",
    "city": "Haiyang",
    "next": "Next",
    "add": "Add a line",
    "submit": "Submit the report",
    "copy": "Copy the receipt",
    "copied": "Copied; clear the clipboard afterwards",
    "read": "Written down, go to the mailbox",
    "open": "Open the mailbox",
    "leave": "Send",
    "close": "Close the mailbox",
}


def press(window: Page, name: str) -> None:
    window.get_by_role("button", name=name, exact=True).click()


def report(window: Page, words: dict[str, str], prefix: str) -> str:
    """Fill in the five steps from the page of explanation on; return the receipt."""
    assert_good(window, f"{prefix}-explained")
    press(window, words["begin"])
    window.locator("[name=matter]").first.check()
    window.locator("[name=city][value=haiyang]").check()
    assert_good(window, f"{prefix}-matter")
    press(window, words["next"])
    window.locator("[name='respondent.name']").fill(TERMINAL_NAME)
    window.locator("[name='respondent.uscc']").fill(TERMINAL)
    press(window, words["next"])
    window.locator("button[value=add]").click()
    line = {"item": "货物港务费", "quantity": "4", "amount": "320", "charged_on": "2026-11-12"}
    for name, text in line.items():
        window.locator(f"[name='lines.0.{name}']").fill(text)
    chosen = {"unit": "box", "container": "40", "trade": "foreign", "direction": "import"}
    for name, value in {**chosen, "loaded": "true"}.items():
        window.locator(f"[name='lines.0.{name}']").select_option(value)
    assert_good(window, f"{prefix}-lines")
    press(window, words["next"])
    window.locator("[name=narrative]").fill(NARRATIVE)
    window.locator("[name=file]").set_input_files([FILE])
    assert_good(window, f"{prefix}-evidence")
    press(window, words["next"])
    assert_good(window, f"{prefix}-review")
    press(window, words["submit"])
    expect(window.locator("#receipt")).to_have_text(re.compile(r"\d{4} \d{4} \d{4} \d{4}"))
    assert_good(window, f"{prefix}-receipt")
    press(window, words["copy"])
    expect(window.get_by_text(words["copied"])).to_be_visible()
    return window.locator("#receipt").inner_text()


def open_mailbox(window: Page, receipt: str, words: dict[str, str]) -> None:
    window.locator("[name=receipt]").fill(receipt)
    press(window, words["open"])
    expect(window).to_have_url(re.compile(r"/complaints/follow/mailbox$"))


def asked_and_decided(container) -> None:
    steps = (
        (BeginCheck(officers=("suqing",)), LINZHIYUAN),
        (ProposeFiling(outcome="filed", ground="F19", text="账单属实。"), LINZHIYUAN),
        (DecideFiling(confirm=True), SUQING),
    )
    for form, by in steps:
        seen = container.cases.cases.get(CASE).version
        asked = TakeAction(case_id=CASE, form=form, key=f"key-{form.ACTION}", seen=seen)
        take_action(asked, actor=by, now=NOW, ports=container.cases, rules=container.rules)


@pytest.mark.parametrize("words", [ZH, EN], ids=["zh", "en"])
def test_a_report_without_a_name_is_filed_followed_and_answered(
    page, phone, site, container, words
):
    address, enter = site
    language = "zh" if words is ZH else "en"
    window = page if words is ZH else phone
    desk = phone if words is ZH else page
    window.goto(f"{address}/complaints/report?lang={language}")
    receipt = report(window, words, f"anonymous-{language}")
    assert receipt.replace(" ", "") not in window.url
    assert [each["name"] for each in window.context.cookies()] == ["fairport_language"]
    window.get_by_role("link", name=words["read"]).click()
    assert_good(window, f"anonymous-{language}-follow")
    open_mailbox(window, receipt, words)

    enter(desk, LINZHIYUAN)
    desk.goto(f"{address}/complaints/cases/{CASE}/mailbox?lang={language}")
    desk.locator("[name=text]").fill("请说明账单是哪天拿到的。")
    desk.locator("form button.btn-primary").click()
    assert_good(desk, f"anonymous-{language}-desk")
    asked_and_decided(container)

    window.goto(f"{address}/complaints/follow/mailbox")
    expect(window.get_by_text("请说明账单是哪天拿到的。")).to_be_visible()
    window.locator("[name=text]").fill("提箱当天在闸口拿到的。")
    press(window, words["leave"])
    expect(window.get_by_text("提箱当天在闸口拿到的。")).to_be_visible()
    assert_good(window, f"anonymous-{language}-mailbox")
    desk.goto(f"{address}/complaints/cases/{CASE}")
    assert_good(desk, f"anonymous-{language}-case")
    desk.goto(f"{address}/complaints/cases/{CASE}/mailbox")
    expect(desk.get_by_text("提箱当天在闸口拿到的。")).to_be_visible()
    press(window, words["close"])
    window.goto(f"{address}/complaints/follow/mailbox")
    expect(window).to_have_url(re.compile(r"/complaints/follow$"))


def test_everything_works_without_script(browser, site):
    address, _ = site
    context = browser.new_context(java_script_enabled=False, locale="zh-CN")
    window = context.new_page()
    window.goto(f"{address}/complaints/report")
    receipt = report_without_script(window)
    window.goto(f"{address}/complaints/follow")
    window.locator("[name=receipt]").fill("1" * 16)
    press(window, ZH["open"])
    expect(window.get_by_text("没有这个回执，请核对").first).to_be_visible()
    open_mailbox(window, receipt, ZH)
    context.close()


def report_without_script(window: Page) -> str:
    press(window, ZH["begin"])
    window.locator("[name=matter]").first.check()
    window.locator("[name=city][value=haiyang]").check()
    press(window, ZH["next"])
    window.locator("[name='respondent.name']").fill(TERMINAL_NAME)
    window.locator("[name='respondent.name']").press("Enter")
    press(window, ZH["add"])
    for name, text in {"item": "货物港务费", "amount": "320", "charged_on": "2026-11-12"}.items():
        window.locator(f"[name='lines.0.{name}']").fill(text)
    press(window, ZH["next"])
    window.locator("[name=narrative]").fill(NARRATIVE)
    press(window, ZH["next"])
    window.get_by_role("button", name="修改 收费明细").click()
    press(window, ZH["next"])
    press(window, ZH["next"])
    press(window, ZH["submit"])
    expect(window.get_by_role("button", name="复制回执")).to_be_hidden()
    return window.locator("#receipt").inner_text()


def test_the_language_is_changed_in_the_middle_without_losing_anything(phone, site):
    address, _ = site
    phone.goto(f"{address}/complaints/report/matter")
    phone.locator("[name=matter]").first.check()
    phone.locator("[name=city][value=haiyang]").check()
    press(phone, ZH["next"])
    phone.locator("[name='respondent.name']").fill(TERMINAL_NAME)
    press(phone, "English")
    expect(phone.locator("[name='respondent.name']")).to_have_value(TERMINAL_NAME)
    press(phone, EN["next"])
    expect(phone.get_by_role("button", name=EN["add"])).to_be_visible()


def test_wrong_receipts_have_to_wait(phone, site):
    address, _ = site
    phone.goto(f"{address}/complaints/follow")
    for number in range(6):
        phone.locator("[name=receipt]").fill(f"{number:016d}")
        press(phone, ZH["open"])
    expect(phone.get_by_text(re.compile("分钟后再试")).first).to_be_visible()
    assert_good(phone, "anonymous-zh-wait")
