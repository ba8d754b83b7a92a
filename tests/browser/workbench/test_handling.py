"""One case from received to closed, in the browser: each form, and the case in its chief states."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.page_checks import assert_accessible, assert_good_at_every_width, screenshot
from tests.complaints import LINZHIYUAN, REGISTERED, SUQING, TERMINAL

pytestmark = [pytest.mark.engines, pytest.mark.browser]
CHINESE = re.compile(r"[\u4e00-\u9fff]")
NAMES_AND_LAW = re.compile(r"林致远|苏晴|示例|.*(?:规定|法第|法).*第.+条.*")


class Desk:
    """Officers at one window."""

    def __init__(self, open_as, page: Page, case_id: str) -> None:
        self.open_as, self.page, self.case_id = open_as, page, case_id

    def look(self, person, path: str, name: str) -> Page:
        """Open a page and check it at every width; return it."""
        self.open_as(self.page, person, path)
        assert_good_at_every_width(self.page, f"work-{name}")
        return self.page

    def case(self, person, name: str) -> Page:
        return self.look(person, f"/complaints/cases/{self.case_id}", name)

    def step(self, person, title: str) -> Page:
        """Follow the filled button of the case to the page of its next step."""
        page = self.page
        self.open_as(page, person, f"/complaints/cases/{self.case_id}")
        expect(page.locator("#actions .btn-primary")).to_have_text(title)
        href = page.locator("#actions .btn-primary").get_attribute("href") or ""
        return self.look(person, href, href.rpartition("/")[2])

    def submit(self, button: str, told: str) -> None:
        self.page.get_by_role("button", name=button, exact=True).click()
        expect(self.page.get_by_role("status")).to_contain_text(told)


@pytest.fixture
def desk(open_as, page, file) -> Desk:
    return Desk(open_as, page, file())


def test_a_case_goes_from_received_to_closed(desk, clock):
    page = desk.look(LINZHIYUAN, "/complaints/work", "worklist")
    page.get_by_role("link", name="进口集装箱 3 项收费疑与目录不符").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("进口集装箱 3 项收费疑与目录不符")
    begin_and_file(desk)
    find_and_notify(desk)
    clock.forward(days=14)
    desk.case(LINZHIYUAN, "case-notified")
    defend_and_draft(desk)
    approve_and_serve(desk)
    page = desk.case(LINZHIYUAN, "case-closed")
    expect(page.locator("#actions")).to_contain_text("案件已办结")
    desk.look(SUQING, f"/complaints/cases/{desk.case_id}/trail", "trail")


def begin_and_file(desk: Desk) -> None:
    page = desk.step(LINZHIYUAN, "开始核查")
    page.get_by_label("苏晴").check()
    desk.submit("开始核查", "核查中")
    page = desk.step(LINZHIYUAN, "提出立案意见")
    page.get_by_label("有证据初步证明存在违法行为，依法应当给予行政处罚").check()
    page.get_by_label("说明").fill("账单与目录不符，有凭证。")
    desk.submit("提交意见", "待确认是否立案")
    page = desk.case(LINZHIYUAN, "case-own-proposal")
    expect(page.locator("#actions")).to_contain_text("须由另一名承办人办这一步")
    page = desk.step(SUQING, "决定是否立案")
    page.get_by_label("确认立案").check()
    desk.submit("提交意见", "已立案")


def find_and_notify(desk: Desk) -> None:
    page = desk.step(LINZHIYUAN, "逐项认定")
    for place, upheld in enumerate(("属实", "不属实", "不属实")):
        lines = page.locator(".find-line").nth(place)
        lines.get_by_label(upheld, exact=True).check()
    desk.submit("保存认定", "逐项认定")
    page = desk.step(LINZHIYUAN, "行政处罚事先告知")
    page.get_by_label("直接送达").check()
    page.get_by_label("告知内容").fill("多收货物港务费 48.00 元，拟处罚款 1,000.00 元。")
    desk.submit("记录告知", "已事先告知")


def defend_and_draft(desk: Desk) -> None:
    page = desk.step(LINZHIYUAN, "记录陈述申辩")
    page.get_by_label("期满没有收到").check()
    desk.submit("记录陈述申辩", "已事先告知")
    page = desk.step(LINZHIYUAN, "起草决定")
    expect(page.get_by_label("责令退还（元）")).to_have_value("48.00")
    page.get_by_label("当事人的统一社会信用代码").fill(TERMINAL)
    page.get_by_label("当事人的登记名称").fill(REGISTERED)
    page.get_by_label("行政处罚决定", exact=True).check()
    page.get_by_label("一般").check()
    page.get_by_label("罚款（元）").fill("1,000.00")
    desk.submit("交审批", "决定待审批")


def approve_and_serve(desk: Desk) -> None:
    page = desk.step(SUQING, "审批决定")
    page.get_by_label("批准", exact=True).check()
    page.get_by_label("再次输入当事人的统一社会信用代码").fill(TERMINAL)
    desk.submit("提交审批意见", "已作出决定")
    page = desk.step(LINZHIYUAN, "记录送达")
    page.get_by_label("直接送达").check()
    page.get_by_label("送达证明").fill("送达回证 12 号")
    desk.submit("记录送达", "决定已生效")
    page = desk.case(LINZHIYUAN, "case-untold")
    expect(page.locator("#actions")).to_contain_text("还没有告知实名举报人是否立案")
    address = f"/complaints/cases/{desk.case_id}/record_told"
    page = desk.look(LINZHIYUAN, address, "record_told")
    page.get_by_label("书面信函").check()
    page.get_by_label("凭据").fill("挂号信 12 号")
    desk.submit("记录告知", "决定已生效")
    page = desk.look(LINZHIYUAN, f"/complaints/cases/{desk.case_id}/record_refund", "record_refund")
    page.get_by_label("货物港务费").check()
    page.get_by_label("已退还", exact=True).check()
    page.get_by_label("本次退还金额（元）").fill("48.00")
    page.get_by_label("凭据").fill("转账回单")
    desk.submit("记录退款", "决定已生效")
    desk.step(LINZHIYUAN, "办结")
    desk.submit("办结", "已办结")


def test_an_identity_is_shown_for_a_reason_and_the_look_is_kept(desk):
    page = desk.case(LINZHIYUAN, "case-received")
    expect(page.get_by_text("周*")).to_be_visible()
    assert "周岚" not in page.content()
    page = desk.look(LINZHIYUAN, f"/complaints/cases/{desk.case_id}/identity", "identity")
    page.get_by_role("button", name="查看并留痕").click()
    expect(page.get_by_role("alert")).to_contain_text("有 2 处需要修改")
    assert_accessible(page)
    screenshot(page, "work-identity-errors")
    page.get_by_label("核实举报事实").check()
    page.get_by_label("说明").fill("核对提箱时间。")
    page.get_by_role("button", name="查看并留痕").click()
    expect(page.get_by_text("13812346120").first).to_be_visible()
    assert_accessible(page)
    screenshot(page, "work-identity-shown")
    page = desk.look(SUQING, f"/complaints/cases/{desk.case_id}/trail?kind=identity", "trail-seen")
    expect(page.get_by_role("row").filter(has_text="核对提箱时间")).to_contain_text("林致远")


def test_errors_come_back_on_top_with_the_form_still_filled(desk):
    page = desk.look(LINZHIYUAN, f"/complaints/cases/{desk.case_id}/begin_check", "begin_check")
    page.get_by_label("说明（选填）").fill("先核对账单。")
    page.get_by_role("button", name="开始核查").click()
    expect(page.get_by_role("alert")).to_contain_text("至少确定两名承办人")
    expect(page.get_by_label("说明（选填）")).to_have_value("先核对账单。")
    page.get_by_role("alert").get_by_role("link").click()
    expect(page.locator("#f-officers")).to_be_focused()
    assert_accessible(page)
    screenshot(page, "work-errors")


def test_what_is_folded_opens_within_the_page(desk):
    page = desk.case(LINZHIYUAN, "case-folded")
    for summary in reversed(page.locator("main summary").all()):
        summary.click()
    assert_good_at_every_width(page, "work-case-unfolded")
    text = page.inner_text("main")
    assert "当日不计，从次日 11月24日 起算" in text
    assert "68.00 元/箱 × 4 箱 = 272.00 元" in text
    assert "案件为“核查中”时可以办" in text


def test_who_was_overtaken_reads_both_side_by_side(desk):
    path = f"/complaints/cases/{desk.case_id}/begin_check"
    page = desk.look(LINZHIYUAN, path, "overtaken-before")
    other = page.context.new_page()
    other.goto(page.url)
    page.get_by_label("苏晴").check()
    page.get_by_label("说明（选填）").fill("先核对账单。")
    other.get_by_label("苏晴").check()
    other.get_by_role("button", name="开始核查").click()
    page.get_by_role("button", name="开始核查").click()
    expect(page.get_by_role("alert")).to_contain_text("别人刚改过这件案件")
    expect(page.get_by_text("先核对账单。")).to_be_visible()
    assert_accessible(page)
    screenshot(page, "work-overtaken")


@pytest.mark.parametrize(
    "path",
    ["/complaints/work", "/complaints/cases/{case}", "/complaints/cases/{case}/begin_check",
     "/complaints/cases/{case}/correct_respondent",
     "/complaints/cases/{case}/identity", "/complaints/cases/{case}/trail"],
)  # fmt: skip
def test_a_page_is_complete_in_english(desk, path):
    address = path.format(case=desk.case_id)
    page = desk.look(LINZHIYUAN, f"{address}?lang=en", f"en-{path.rpartition('/')[2]}")
    texts = page.evaluate(
        """() => [...document.querySelectorAll('main *')]
          .filter(e => !e.closest('[lang="zh-CN"]') && e.children.length === 0)
          .map(e => e.textContent.trim())"""
    )
    said = [NAMES_AND_LAW.sub("", text) for text in texts]
    assert [text for text in said if CHINESE.search(text)] == []
