"""An officer corrects the name of an item: good to look at, from the case to the suggestions."""

import pytest
from playwright.sync_api import expect

from tests.browser.page_checks import assert_good_at_every_width
from tests.complaints import LINZHIYUAN

pytestmark = [pytest.mark.engines, pytest.mark.browser]
SAID = "/complaints/admin/fee-names"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_pages_of_a_correction_are_good_in_every_window(open_as, page, file, language):
    case = file()
    open_as(page, LINZHIYUAN, f"/complaints/cases/{case}/names/3?lang={language}")
    assert_good_at_every_width(page, f"name-form-{language}")
    page.fill("#f-item", "查验吊装移位费")
    page.locator("form.panel button").click()
    expect(page.locator(".result")).to_be_visible()
    open_as(page, LINZHIYUAN, f"{SAID}?lang={language}")
    expect(page.locator("td[lang], td span[lang]").first).to_be_visible()
    assert_good_at_every_width(page, f"name-suggestions-{language}")


def test_the_case_leads_to_the_correction_of_each_item(open_as, page, file):
    case = file()
    open_as(page, LINZHIYUAN, f"/complaints/cases/{case}?lang=zh")
    assert page.locator(f'a[href="/complaints/cases/{case}/names/1"]').count() >= 1
