import pytest
from playwright.sync_api import expect

from tests.browser.page_checks import assert_accessible, assert_fits, screenshot
from tests.complaints import HANBING, LINZHIYUAN

pytestmark = [pytest.mark.browser, pytest.mark.engines]
PAGES = {
    "board": "/complaints/measures?city=jiaxing",
    "measure-conflict": "/complaints/measures/JX-T-5",
    "port": "/complaints/ports/haiyang",
    "measure-two": "/complaints/measures/HY-20",
}


@pytest.mark.parametrize("name", PAGES)
def test_the_board_is_accessible_and_fits_every_window(page, phone, open_as, name):
    for window in (page, phone):
        for language in ("zh", "en"):
            mark = "&" if "?" in PAGES[name] else "?"
            open_as(window, HANBING, f"{PAGES[name]}{mark}lang={language}")
            for each in window.locator("details > summary").all():
                each.click()
            screenshot(window, f"{name}-{language}")
            assert_fits(window)
            assert_accessible(window)


def test_a_report_is_made_and_accepted(page, open_as):
    open_as(page, LINZHIYUAN, "/complaints/measures/HY-16")
    page.locator("section", has=page.locator("#HY-16")).locator("summary").first.click()
    form = page.get_by_role("form", name="填报 HY-16", exact=True)
    form.get_by_label("数值", exact=False).first.fill("100")
    form.get_by_label("进展").fill("收费公示栏已更新")
    form.get_by_role("button", name="提交填报").click()
    expect(page.locator("[role=status]")).to_contain_text("已填报，等待审核")
    open_as(page, HANBING, "/complaints/measures/HY-16")
    page.get_by_role("button", name="审核通过").click()
    expect(page.locator("[role=status]")).to_contain_text("已审核通过")
