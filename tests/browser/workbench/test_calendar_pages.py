"""The administrator's pages of calendars, as a browser draws them."""

import pytest

from tests.browser.page_checks import assert_accessible, assert_fits, screenshot
from tests.calendar_texts import calendar_text
from tests.complaints import GUANLI

pytestmark = [pytest.mark.browser, pytest.mark.engines]
PAGE = "/complaints/admin/calendars"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_calendar_is_pasted_looked_at_and_loaded(page, phone, open_as, language):
    for window in (page, phone):
        open_as(window, GUANLI, f"{PAGE}?lang={language}")
        screenshot(window, f"calendars-{language}")
        assert_fits(window)
        assert_accessible(window)
        window.fill("#f-text", calendar_text())
        window.click("form[action$=preview] button")
        window.wait_for_selector("#change")
        assert_fits(window)
        assert_accessible(window)
    page.click("main form button")
    page.wait_for_url(f"**{PAGE}/2027*")
    assert_fits(page)
    assert_accessible(page)
