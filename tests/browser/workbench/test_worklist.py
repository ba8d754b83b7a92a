"""The worklist in a browser: what burns is on top, groups and pages lead to every case."""

import re
from datetime import date, timedelta

import pytest
from playwright.sync_api import expect

from tests.browser.page_checks import assert_accessible, assert_good_at_every_width
from tests.complaints import HANBING, LINZHIYUAN, LUHENG, NOW, a_written_line

pytestmark = [pytest.mark.engines, pytest.mark.browser]
AGES = [26, 21, 20, 19, 18, 14, 13, *[11] * 30, 6, 1, 0]
EARLIER = (a_written_line(charged_on=date(2026, 10, 12)),)
TITLES = ["堆存费未扣免费期", "换单费收取两次", "查验吊装移位费仍在收取", "围油栏费分两项收取"]


@pytest.fixture
def many(file):
    for number, age in enumerate(AGES):
        title = TITLES[number % len(TITLES)]
        file(NOW - timedelta(days=age), key=f"key-{number:08d}", title=title, lines=EARLIER)


def look(open_as, page, person, path: str, name: str) -> None:
    open_as(page, person, path)
    assert_good_at_every_width(page, f"work-{name}")


def test_groups_are_short_and_lead_to_all_their_cases(open_as, page, many):
    look(open_as, page, LINZHIYUAN, "/complaints/work", "worklist-full")
    headings = page.locator("tr.group").all_inner_texts()
    assert [text.split("，")[0] for text in headings] == [
        "已逾期", "今天到期", "3 个工作日内", "10 个工作日内", "10 个工作日以后",
    ]  # fmt: skip
    page.get_by_role("link", name="10 个工作日内", exact=False).last.click()
    expect(page.get_by_text("第 1 页，共 2 页")).to_be_visible()
    page.get_by_role("link", name="下一页").click()
    expect(page.get_by_text("第 2 页，共 2 页")).to_be_visible()
    assert_accessible(page)
    page.get_by_role("link", name="第一页").click()
    expect(page.get_by_text("第 1 页，共 2 页")).to_be_visible()


def test_the_list_is_narrowed_by_state_and_by_officer(open_as, page, many):
    open_as(page, LINZHIYUAN, "/complaints/work")
    page.get_by_label("范围").select_option("mine")
    page.get_by_role("button", name="筛选").click()
    expect(page.get_by_text("没有符合条件的在办案件")).to_be_visible()
    page.get_by_role("link", name="看全部在办案件").click()
    page.get_by_label("状态").select_option("received")
    page.get_by_role("button", name="筛选").click()
    expect(page).to_have_url(re.compile("state=received"))
    expect(page.locator(".tabs [aria-current]")).to_contain_text(str(len(AGES)))


def test_an_empty_worklist_says_so(open_as, page, file):
    look(open_as, page, LUHENG, "/complaints/work", "worklist-empty")
    expect(page.get_by_text("没有在办案件")).to_be_visible()


def test_a_supervisor_sees_the_city_and_handles_nothing(open_as, page, file):
    case_id = file()
    open_as(page, HANBING, "/complaints/work")
    expect(page.get_by_role("heading", level=1)).to_have_text("全市在办案件")
    look(open_as, page, HANBING, f"/complaints/cases/{case_id}", "case-supervisor")
    expect(page.get_by_text("口岸办不办理案件，可以协调移送")).to_be_visible()
    expect(page.get_by_role("link", name="查看身份")).to_have_count(0)
