"""The own steps of a reporter on a phone: how it went, reopening; a merged case."""

import pytest
from playwright.sync_api import expect

from services.complaints.domain.cases import forms
from services.complaints.domain.cases.recorded_step import RecordedStep
from services.complaints.usecases.cases.anonymous.file_report import file_report
from services.complaints.usecases.cases.file_complaint import file_complaint
from services.complaints.usecases.cases.take_action import TakeAction, take_action
from shared.principal import Principal
from tests.browser.page_checks import assert_good
from tests.complaints import LINZHIYUAN, SUQING, ZHOULAN, a_complaint

pytestmark = [pytest.mark.engines, pytest.mark.browser]
CASE = "HY-2026-00001-1"
BUTTONS = {"zh": ("评价办理结果", "要求重新办理"), "en": ("Say how it went", "Ask for the case")}


def act(c, form: forms.Form, by: Principal = LINZHIYUAN, case_id: str = CASE) -> None:
    version = c.cases.cases.get(case_id).version
    asked = TakeAction(case_id=case_id, form=form, key=f"key-step-{version}", seen=version)
    take_action(asked, actor=by, now=c.now(), ports=c.cases, rules=c.rules)


def closed(c) -> None:
    act(c, forms.BeginCheck(officers=("suqing",)))
    act(c, forms.ProposeFiling(outcome="not_filed", ground="N19-1", text="没有证据。"))
    act(c, forms.DecideFiling(confirm=True), SUQING)
    act(c, forms.CloseCase())


@pytest.mark.parametrize("language", ["zh", "en"])
def test_an_anonymous_reporter_says_how_it_went_and_asks_again(phone, site, container, language):
    address, _ = site
    c = container
    command = a_complaint(reporter=None, channel="anonymous")
    filed = file_report(command, secret="first", now=c.now(), ports=c.cases, rules=c.rules)
    closed(c)
    revisit, reopen = BUTTONS[language]
    phone.goto(f"{address}/complaints/follow?lang={language}")
    phone.locator("[name=receipt]").fill(filed.receipt)
    phone.locator("main form button.btn-primary").click()
    assert_good(phone, f"revisit-{language}-mailbox")
    phone.get_by_role("link", name=revisit).click()
    assert_good(phone, f"revisit-{language}-step")
    phone.locator("main form button.btn-primary").click()
    expect(phone.locator("#errors")).to_be_visible()
    assert_good(phone, f"revisit-{language}-wrong")
    phone.locator("[name=satisfaction][value=dissatisfied]").check()
    phone.locator("[name=solved][value=no]").check()
    phone.locator("main form button.btn-primary").click()
    phone.get_by_role("link", name=reopen).click()
    phone.locator("[name=text]").fill("附上提箱单，请再查。")
    phone.locator("main form button.btn-primary").click()
    expect(phone).to_have_url(f"{address}/complaints/follow/mailbox")
    assert_good(phone, f"revisit-{language}-reopened")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_merged_case_looks_right_to_its_reporter_and_the_officer(
    page, phone, site, container, language
):
    address, enter = site
    c = container
    for number in (1, 2):
        key = f"key-000{number}"
        file_complaint(a_complaint(), key=key, now=c.now(), ports=c.cases, rules=c.rules)
    second = CASE.replace("00001", "00002")
    values = {"other": CASE, "text": "同一码头、同一项收费。"}
    act(c, RecordedStep(action="merge", values=values), case_id=second)
    enter(phone, ZHOULAN)
    phone.goto(f"{address}/complaints/mine/{second}?lang={language}")
    assert_good(phone, f"merged-{language}-reporter")
    enter(page, LINZHIYUAN)
    for case_id in (CASE, second):
        page.goto(f"{address}/complaints/cases/{case_id}?lang={language}")
        assert_good(page, f"merged-{language}-{case_id[-7:]}")
