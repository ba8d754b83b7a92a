"""Limits that are extended or stand still, sums paid back, recusal, reopening: on pages."""

from datetime import date
from decimal import Decimal

import pytest
from playwright.sync_api import Locator, Page, expect

from services.complaints.domain.cases import forms
from tests.browser.page_checks import assert_good
from tests.browser.workbench.driven import drive
from tests.browser.workbench.test_steps_of_others import submit
from tests.complaints import LINZHIYUAN, SUQING, TERMINAL, ZHOULAN
from tests.unit.complaints.cases.story import PENALTY

pytestmark = [pytest.mark.engines, pytest.mark.browser]
TODAY = date(2026, 11, 23)
FOUND = (
    forms.LineFindingForm(no=1, upheld=True, violation="V2", over=Decimal("48.00")),
    forms.LineFindingForm(no=2, upheld=True, violation="V5", over=Decimal("200.00")),
    forms.LineFindingForm(no=3, upheld=False, note="未多收"),
)
NOT_FILED = forms.ProposeFiling(outcome="not_filed", ground="N19-1", text="没有证据。")
TOLD = forms.RecordTold(told_on=TODAY, way="phone", text="14:20 通话")
CLOSED = (
    (LINZHIYUAN, forms.BeginCheck(officers=("suqing",))),
    (LINZHIYUAN, NOT_FILED),
    (SUQING, forms.DecideFiling(confirm=True)),
    (LINZHIYUAN, TOLD),
    (LINZHIYUAN, forms.CloseCase()),
)
MOST_TABS = 60


def tab_to(page: Page, wanted: Locator) -> None:
    """Press Tab until that element has the focus."""
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        if wanted.evaluate("each => each === document.activeElement"):
            return
    raise AssertionError(f"no Tab leads to {wanted}")


def test_a_limit_stands_still_and_runs_again_by_the_keyboard_alone(open_as, page, file, clock):
    case_id = file()
    open_as(page, LINZHIYUAN, f"/complaints/cases/{case_id}/pause_clock")
    for name in ("clock", "reason"):
        tab_to(page, page.locator(f"input[name={name}]").first)
        page.keyboard.press("Space")
    tab_to(page, page.get_by_label("说明和凭据"))
    page.keyboard.type("委托检测地磅。")
    assert_good(page, "pause-form")
    tab_to(page, page.locator("main form button.btn-primary"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("暂停期限")
    expect(page.get_by_text("暂停中，自 11月24日 起").first).to_be_visible()
    assert_good(page, "pause-case")
    open_as(page, LINZHIYUAN, "/complaints/work")
    last = page.get_by_role("columnheader", name="疑似多收（元）")
    expect(last).to_be_in_viewport(ratio=1)  # what stands still pushes no column out of the list
    clock.forward(days=8)
    open_as(page, LINZHIYUAN, f"/complaints/cases/{case_id}/resume_clock")
    tab_to(page, page.locator("input[name=clock]"))
    page.keyboard.press("Space")
    tab_to(page, page.get_by_label("说明和凭据"))
    page.keyboard.type("报告已出。")
    tab_to(page, page.locator("main form button.btn-primary"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("恢复计算期限")
    expect(page.get_by_text("暂停中")).to_have_count(0)


def test_an_extension_is_asked_for_and_somebody_else_approves(open_as, page, phone, file):
    case_id = file()
    open_as(page, LINZHIYUAN, f"/complaints/cases/{case_id}/ask_extension")
    page.get_by_label("决定是否立案").check()
    page.get_by_label("延长多少").fill("15")
    page.get_by_label("理由").fill("账单跨年，须调取。")
    assert_good(page, "extension-ask")
    submit(page, "申请延长期限")
    page.goto(page.url.split("#")[0] + "/decide_extension")
    expect(page.get_by_text("须由另一名承办人")).to_be_visible()
    open_as(phone, SUQING, f"/complaints/cases/{case_id}/decide_extension")
    expect(phone.get_by_text("账单跨年，须调取。").first).to_be_visible()
    expect(phone.get_by_text("不同意：状态和期限不变")).to_be_visible()
    phone.get_by_label("是", exact=True).check()
    phone.get_by_label("批准人和批件编号").fill("分管局长，批件 6 号")
    phone.get_by_label("理由").fill("案情复杂。")
    assert_good(phone, "extension-decide")
    submit(phone, "2027年1月5日")
    assert_good(phone, "extension-case")


def test_each_payer_is_paid_back_sought_or_named(open_as, page, phone, file, container, clock):
    case_id = file()
    drive(container, case_id, to_notice())
    clock.forward(days=14)
    drive(container, case_id, to_effect())
    open_as(page, LINZHIYUAN, f"/complaints/cases/{case_id}/name_payer")
    page.get_by_label("夜间作业附加费").check()
    page.get_by_label("付款人", exact=True).fill("同航次另一货主")
    assert_good(page, "refund-payer")
    submit(page, "付款人")
    open_as(phone, LINZHIYUAN, f"/complaints/cases/{case_id}/record_refund")
    phone.get_by_label("货物港务费").check()
    phone.get_by_label("已退还", exact=True).check()
    phone.get_by_label("本次退还金额（元）").fill("48.00")
    phone.get_by_label("凭据").fill("转账回单 7 号")
    assert_good(phone, "refund-form")
    submit(phone, "记录退款")
    expect(phone.get_by_text("已退 ¥48.00").first).to_be_visible()
    expect(phone.get_by_text("未结 ¥200.00").first).to_be_visible()
    assert_good(phone, "refund-case")
    open_as(page, LINZHIYUAN, f"/complaints/cases/{case_id}/close")
    expect(page.get_by_text("还有 1 笔退款没有退还")).to_be_visible()


def test_an_officer_is_recused_by_a_colleague_and_takes_no_further_step(open_as, page, file):
    case_id = file()
    open_as(page, LINZHIYUAN, f"/complaints/cases/{case_id}/ask_officer_recusal")
    page.get_by_label("林致远").check()
    page.get_by_label("否", exact=True).check()
    page.get_by_label("与案件有直接利害关系").check()
    page.get_by_label("说明", exact=True).fill("亲属在该码头任职。")
    submit(page, "申请承办人回避")
    open_as(page, SUQING, f"/complaints/cases/{case_id}/decide_officer_recusal")
    expect(page.get_by_text("亲属在该码头任职。").first).to_be_visible()
    page.get_by_label("是", exact=True).check()
    assert_good(page, "recusal-officer")
    submit(page, "决定是否回避")
    open_as(page, LINZHIYUAN, f"/complaints/cases/{case_id}")
    expect(page.get_by_text("您在这件案件上已经回避，只能查看。")).to_be_visible()
    expect(page.locator("#actions .btn-primary")).to_have_count(0)


def test_a_revisit_by_telephone_lets_the_reporter_have_it_reopened(
    open_as, page, phone, file, container
):
    case_id = file()
    drive(container, case_id, CLOSED)
    open_as(page, LINZHIYUAN, f"/complaints/cases/{case_id}/record_revisit")
    page.get_by_label("回访日期").fill("2026-11-23")
    page.get_by_label("电话", exact=True).check()
    page.locator("[name=reached][value=yes]").check()
    page.get_by_label("不满意", exact=True).check()
    page.get_by_label("没有解决", exact=True).check()
    page.get_by_label("意见").fill("没有说明理由。")
    assert_good(page, "revisit-form")
    submit(page, "记录回访")
    open_as(phone, ZHOULAN, f"/complaints/mine/{case_id}")
    expect(phone.get_by_text("最后一天：2026年12月23日")).to_be_visible()
    phone.get_by_role("link", name="要求重新办理").click()
    phone.get_by_label("理由").fill("附上提箱单，请再查。")
    assert_good(phone, "reopen-form")
    submit(phone, "要求重新办理")
    open_as(page, LINZHIYUAN, f"/complaints/cases/{case_id}")
    expect(page.get_by_text("核查中").first).to_be_visible()
    assert_good(page, "reopen-case")


def to_notice():
    """Return the steps to the prior notice, two lines upheld."""
    return (
        (LINZHIYUAN, forms.BeginCheck(officers=("suqing",))),
        (LINZHIYUAN, forms.ProposeFiling(outcome="filed", ground="F19", text="票据属实。")),
        (SUQING, forms.DecideFiling(confirm=True)),
        (LINZHIYUAN, TOLD),
        (LINZHIYUAN, forms.RecordFinding(findings=FOUND)),
        (LINZHIYUAN, forms.GiveNotice(given_on=TODAY, way="direct", text="拟处罚。")),
    )


def to_effect():
    """Return the steps from the term for a defence to the service of the decision."""
    later = date(2026, 12, 7)
    return (
        (LINZHIYUAN, forms.RecordDefence()),
        (LINZHIYUAN, forms.DraftDecision(**{**vars(PENALTY), "refund": Decimal("248.00")})),
        (SUQING, forms.ApproveDecision(approve=True, respondent_uscc=TERMINAL)),
        (LINZHIYUAN, forms.RecordService(served_on=later, way="direct", proof="回证 12 号")),
    )
