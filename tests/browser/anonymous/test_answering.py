"""The respondent is asked and answers, on the portal and by the code of its letter."""

import pytest
from playwright.sync_api import Page, expect

from services.complaints.usecases.cases.file_complaint import file_complaint
from tests.browser.page_checks import assert_good
from tests.complaints import LINZHIYUAN, TERMINAL, XUKEXIN, a_complaint

pytestmark = [pytest.mark.engines, pytest.mark.browser]
CASE = "HY-2026-00001-1"
STATEMENT = "请提供 2026年11月 全部付款方的港务费账单。"
WORDS = {"zh": ("请被反映单位答复", "查看并答复", "提交答复", "被反映单位答复"), "en": ()}
EN = ("Ask the respondent", "Read and answer", "Send the answer", "Respondent's answer")


def press(window: Page, name: str) -> None:
    window.get_by_role("button", name=name, exact=True).click()


def ask(desk: Page, address: str, language: str, submit: str) -> None:
    """Ask as the officer does, with one line released and a letter."""
    desk.goto(f"{address}/complaints/cases/{CASE}/ask_respondent?lang={language}")
    desk.locator("[name=statement]").fill(STATEMENT)
    desk.locator("[name=lines][value='1']").check()
    desk.locator("[name=until]").fill("2026-12-04")
    desk.locator("[name=uscc]").fill("91370687MA3TE5T03T")
    desk.locator("[name=by_letter][value=yes]").check()
    press(desk, submit)
    expect(desk.locator("#errors")).to_be_visible()
    expect(desk.locator("[name=lines][value='1']")).to_be_checked()
    assert_good(desk, f"answer-{language}-wrong-code")
    desk.locator("[name=uscc]").fill(TERMINAL)
    press(desk, submit)
    expect(desk.get_by_text(STATEMENT).first).to_be_visible()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_respondent_answers_by_its_letter(page, phone, site, container, language):
    address, enter = site
    c = container
    file_complaint(a_complaint(), key="key-0001", now=c.now(), ports=c.cases, rules=c.rules)
    submit, read, send, _ = WORDS[language] or EN
    enter(page, LINZHIYUAN)
    ask(page, address, language, submit)
    assert_good(page, f"answer-{language}-case")
    page.goto(f"{address}/complaints/cases/{CASE}/answer-letter")
    assert_good(page, f"answer-{language}-letter")
    code = page.locator("#code").inner_text()

    phone.goto(f"{address}/complaints/answer?lang={language}")
    assert_good(phone, f"answer-{language}-code")
    phone.locator("[name=code]").fill(code)
    press(phone, read)
    expect(phone.get_by_text(STATEMENT)).to_be_visible()
    assert_good(phone, f"answer-{language}-question")
    press(phone, send)
    expect(phone.locator("#errors")).to_be_visible()
    phone.locator("[name=text]").fill("账单附上。")
    press(phone, send)
    assert_good(phone, f"answer-{language}-given")
    page.goto(f"{address}/complaints/cases/{CASE}")
    expect(page.get_by_text("账单附上。").first).to_be_visible()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_respondent_answers_on_the_portal(page, phone, site, container, language):
    address, enter = site
    c = container
    file_complaint(a_complaint(), key="key-0001", now=c.now(), ports=c.cases, rules=c.rules)
    submit, _, _, answer = WORDS[language] or EN
    enter(page, LINZHIYUAN)
    ask(page, address, language, submit)
    enter(phone, XUKEXIN)
    phone.goto(f"{address}/complaints/mine?lang={language}")
    assert_good(phone, f"answer-{language}-mine")
    phone.get_by_role("link", name=CASE).click()
    assert_good(phone, f"answer-{language}-released")
    phone.locator("main a.btn-primary").click()
    assert_good(phone, f"answer-{language}-step")
    phone.locator("[name=text]").fill("账单附上。")
    press(phone, answer)
    expect(phone).to_have_url(f"{address}/complaints/mine/{CASE}")
    assert_good(phone, f"answer-{language}-answered")
