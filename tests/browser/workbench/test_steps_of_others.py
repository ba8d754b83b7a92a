"""Steps that need a second side: mediation and its recusal, review and re-review, on pages."""

import pytest
from playwright.sync_api import Page, expect

from services.complaints.domain.cases.origin import ConsentKind
from services.complaints.usecases.cases.meet_staff import meet
from tests.browser.page_checks import assert_good
from tests.browser.workbench.driven import ACCEPTED, FINANCE, OFFICE, QINSHENG, drive, opinion, step
from tests.complaints import (
    HANBING,
    LINZHIYUAN,
    NOW,
    SUQING,
    TERMINAL,
    XUKEXIN,
    ZHOULAN,
    a_written_line,
)

pytestmark = [pytest.mark.engines, pytest.mark.browser]
TODAY = "2026-11-23"
MEDIATING = (
    *ACCEPTED,
    (
        LINZHIYUAN,
        step("appoint_mediation", held_on=TODAY, at="14:30", place="口岸大厅", mediators="林致远"),
    ),
    (
        LINZHIYUAN,
        step("ask_respondent", statement="请说明港务费的计费依据。", until="2026-11-30",
             uscc=TERMINAL, by_letter="no"),
    ),
)  # fmt: skip


def submit(page: Page, told: str) -> None:
    """Send the form of a step and wait for what is said of it."""
    page.locator("main form button.btn-primary").click()
    expect(page.get_by_role("status")).to_contain_text(told)


@pytest.fixture
def dispute(file, container) -> str:
    """A dispute that is being mediated, its respondent asked."""
    agreed = (ConsentKind.RESPONDENT_KNOWS,)
    case_id = file(dispute=True, consents=agreed).removesuffix("-1") + "-2"
    drive(container, case_id, MEDIATING)
    return str(case_id)


@pytest.fixture
def petition(file, container) -> str:
    """A petition that was forwarded to the finance department, which gave its opinion."""
    for officer in (OFFICE, FINANCE):
        meet(officer, now=NOW, staff=container.cases.staff)
    sent = step(
        "forward_case", department="hy-finance", report_back_on="2026-12-30", text="请办理。"
    )
    case_id = str(file(lines=(a_written_line(item="船舶港务费"),)))
    steps = [(OFFICE, sent), (FINANCE, step("accept")), opinion("give_opinion", TODAY, FINANCE)]
    drive(container, case_id, steps)
    return str(case_id)


def test_both_sides_answer_a_proposal_and_agree(open_as, page, phone, dispute):
    open_as(page, LINZHIYUAN, f"/complaints/cases/{dispute}/record_session")
    page.get_by_label("调解日期").fill(TODAY)
    page.get_by_label("到场人员").fill("反映人代理人、码头商务经理")
    page.get_by_label("双方意见").fill("码头承认单价未更新。")
    page.get_by_label("调解方案").fill("退还 48.00 元。")
    assert_good(page, "mediation-session")
    submit(page, "记录调解")
    for person in (ZHOULAN, XUKEXIN):
        open_as(phone, person, f"/complaints/mine/{dispute}")
        expect(phone.get_by_text("退还 48.00 元。").first).to_be_visible()
        assert_good(phone, f"mediation-{person.sub}")
        phone.get_by_role("link", name="答复调解方案").click()
        phone.get_by_label("是", exact=True).check()
        assert_good(phone, f"mediation-answer-{person.sub}")
        submit(phone, "答复调解方案")
    open_as(page, LINZHIYUAN, f"/complaints/cases/{dispute}/record_agreement")
    page.get_by_label("达成协议日期").fill(TODAY)
    page.get_by_label("协议内容").fill("码头十日内退还 48.00 元。")
    page.get_by_label("退还金额（元）").fill("48.00")
    page.get_by_label("履行期限").fill("2026-12-03")
    assert_good(page, "mediation-agreement")
    submit(page, "已达成协议")
    assert_good(page, "mediation-agreed")
    open_as(phone, ZHOULAN, f"/complaints/mine/{dispute}")
    expect(phone.get_by_text("码头十日内退还 48.00 元。").first).to_be_visible()
    expect(phone.locator(".timeline, main").first).to_contain_text("被反映单位")
    assert_good(phone, "mediation-agreed-reporter")


def test_a_mediator_is_challenged_and_the_port_office_names_another(open_as, page, phone, dispute):
    open_as(phone, ZHOULAN, f"/complaints/mine/{dispute}/steps/ask_recusal")
    phone.get_by_label("哪位调解员").fill("林致远")
    phone.get_by_label("理由").fill("与码头经理是亲属。")
    assert_good(phone, "recusal-ask")
    submit(phone, "申请回避")
    open_as(page, LINZHIYUAN, f"/complaints/cases/{dispute}/record_agreement")
    expect(page.get_by_text("回避申请还没有决定，调解中止")).to_be_visible()
    open_as(page, HANBING, f"/complaints/cases/{dispute}")
    expect(page.get_by_text("暂停中").first).to_be_visible()
    assert_good(page, "recusal-case")
    page.get_by_role("link", name="决定是否回避").click()
    expect(page.get_by_text("与码头经理是亲属。")).to_be_visible()
    expect(page.get_by_text("恢复计时：调解收费争议").first).to_be_visible()
    page.get_by_label("是", exact=True).check()
    page.get_by_label("改由谁调解").fill("苏晴")
    assert_good(page, "recusal-decide")
    submit(page, "决定是否回避")
    open_as(page, SUQING, f"/complaints/cases/{dispute}")
    expect(page.get_by_text("暂停中")).to_have_count(0)


def test_a_petitioner_has_the_opinion_reviewed_and_reviewed_again(
    open_as, page, phone, petition, container
):
    open_as(phone, ZHOULAN, f"/complaints/mine/{petition}")
    expect(phone.get_by_text("2026年12月23日").first).to_be_visible()
    assert_good(phone, "review-reporter")
    phone.get_by_role("link", name="请求复查").click()
    phone.get_by_label("理由").fill("项目不在目录里。")
    assert_good(phone, "review-ask")
    submit(phone, "请求复查")
    open_as(page, HANBING, f"/complaints/cases/{petition}")
    page.locator("#actions .btn-primary").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("出具复查意见")
    page.get_by_label("信访人收到日期").fill(TODAY)
    page.get_by_label("是", exact=True).check()
    page.get_by_label("查明的事实").fill("项目在目录第 12 项。")
    page.get_by_label("意见和依据").fill("维持，依据收费目录。")
    assert_good(page, "review-give")
    submit(page, "已出具复查意见")
    drive(container, petition, [(ZHOULAN, step("ask_rereview", text="请再核。"))])
    open_as(page, HANBING, f"/complaints/cases/{petition}/give_rereview")
    expect(page.get_by_text("须由另一名")).to_be_visible()
    open_as(page, QINSHENG, f"/complaints/cases/{petition}/begin_hearing")
    page.get_by_label("听证的时间、地点和事项").fill("12 月 1 日，口岸大厅。")
    submit(page, "开始听证")
    assert_good(page, "rereview-hearing")
    drive(container, petition, [(QINSHENG, step("end_hearing", text="双方到场。"))])
    open_as(page, QINSHENG, f"/complaints/cases/{petition}/give_rereview")
    page.get_by_label("信访人收到日期").fill(TODAY)
    page.get_by_label("是", exact=True).check()
    page.get_by_label("查明的事实").fill("同前。")
    page.get_by_label("意见和依据").fill("维持。")
    submit(page, "已出具复核意见")
    open_as(phone, ZHOULAN, f"/complaints/mine/{petition}")
    expect(phone.get_by_text("已出具复核意见").first).to_be_visible()
    assert_good(phone, "rereview-reporter")
