"""Work that lies with several, in a browser: tasks, transfer, several cases at once, stand-ins."""

from dataclasses import replace

import pytest
from playwright.sync_api import expect

from services.complaints.usecases.cases.meet_staff import meet
from tests.browser.page_checks import assert_accessible, assert_fits, assert_good_at_every_width
from tests.complaints import HANBING, LINZHIYUAN, NOW, SUQING

pytestmark = [pytest.mark.engines, pytest.mark.browser]
TRANSPORT = replace(SUQING, sub="gaofan", name="高帆", department="hy-transport")


def test_a_department_is_asked_and_answers(open_as, page, phone, file, container):
    meet(TRANSPORT, now=NOW, staff=container.cases.staff)
    case_id = file()
    open_as(page, LINZHIYUAN, f"/complaints/cases/{case_id}")
    page.locator("summary", has_text="更多").click()
    page.get_by_role("link", name="请其他部门协办").click()
    expect(page.get_by_label("协办部门")).to_be_visible()
    assert_good_at_every_width(page, "work-open-task")
    page.get_by_label("协办部门").select_option("hy-transport")
    page.get_by_label("要它办什么、答复什么").fill("该码头有无经营许可？")
    page.get_by_label("何时以前答复").fill("2026-11-25")
    page.locator("form.act button.btn-primary").click()
    expect(page.get_by_role("heading", name="协办事项")).to_be_visible()
    assert_good_at_every_width(page, "work-case-task")
    open_as(phone, TRANSPORT, "/complaints/work")
    expect(phone.get_by_text("答复协办事项：该码头有无经营许可？")).to_be_visible()
    assert_accessible(phone)
    open_as(phone, TRANSPORT, f"/complaints/cases/{case_id}")
    assert_fits(phone)
    phone.locator("#actions").get_by_role("link", name="答复协办事项").click()
    phone.get_by_text("该码头有无经营许可？").first.click()
    phone.get_by_label("答复", exact=True).fill("有，编号 12。")
    assert_accessible(phone)
    phone.locator("form.act button.btn-primary").click()
    expect(phone.get_by_text("有，编号 12。").first).to_be_visible()


def test_a_case_is_forwarded_and_disputed_and_every_page_is_good(open_as, page, file, container):
    meet(TRANSPORT, now=NOW, staff=container.cases.staff)
    case_id = file()
    for action in ("transfer", "forward_case", "raise_dispute", "ask_officer_recusal"):
        open_as(page, LINZHIYUAN, f"/complaints/cases/{case_id}/{action}")
        assert_good_at_every_width(page, f"work-{action}")
    page.goto(page.url.replace("ask_officer_recusal", "raise_dispute") + "?lang=en")
    page.get_by_label("Who is held to be competent").select_option("hy-transport")
    page.get_by_label("Reasons and basis").fill("属于经营许可。")
    page.locator("form.act button.btn-primary").click()
    expect(page.locator("#dispute")).to_contain_text("Dispute of competence")
    assert_good_at_every_width(page, "work-dispute-en")


def test_several_cases_are_chosen_looked_at_and_assigned(open_as, page, file):
    for number in range(3):
        file(key=f"key-{number:08d}")
    open_as(page, LINZHIYUAN, "/complaints/work")
    boxes = page.get_by_role("checkbox", name="选择")
    boxes.nth(0).check()
    boxes.nth(1).check()
    assert_good_at_every_width(page, "work-chosen")
    page.get_by_role("button", name="给选中的案件指定承办人").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("给 2 件案件指定承办人")
    assert_good_at_every_width(page, "work-assign")
    page.get_by_label("承办人", exact=True).select_option("suqing")
    page.get_by_role("button", name="全部指定").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("2 件已指定给苏晴")
    assert_good_at_every_width(page, "work-assigned")


def test_an_officer_names_a_stand_in(open_as, page, file):
    file()
    open_as(page, LINZHIYUAN, "/complaints/work")
    page.get_by_role("link", name="外出和代办").click()
    page.get_by_label("由谁代办").select_option("suqing")
    page.get_by_label("代办从哪天起").fill("2026-11-23")
    page.get_by_label("代办到哪天为止").fill("2026-11-20")
    page.get_by_role("button", name="保存代办").click()
    expect(page.get_by_role("alert")).to_be_visible()
    assert_good_at_every_width(page, "work-absence-wrong")
    page.get_by_label("代办到哪天为止").fill("2026-11-27")
    page.get_by_role("button", name="保存代办").click()
    expect(page.get_by_text("已记录。")).to_be_visible()
    open_as(page, SUQING, "/complaints/work")
    expect(page.get_by_text("您正在代林致远办理")).to_be_visible()
    open_as(page, LINZHIYUAN, "/complaints/work/absence")
    assert_good_at_every_width(page, "work-absence")
    page.get_by_role("button", name="结束代办").click()
    expect(page.get_by_text("代办已结束。")).to_be_visible()


def test_a_supervisor_goes_from_a_department_to_its_cases(open_as, page, file):
    case_id = file()
    open_as(page, HANBING, "/complaints/work")
    page.get_by_role("link", name="各部门在办情况").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("各部门")
    assert_good_at_every_width(page, "work-departments")
    page.get_by_role("link", name="市市场监管局").click()
    expect(page.get_by_text("只列出市市场监管局承办的案件。")).to_be_visible()
    expect(page.get_by_text(case_id).first).to_be_visible()
    assert_good_at_every_width(page, "work-of-department")
