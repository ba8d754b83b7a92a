from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from services.complaints.adapters.rule_files_catalogue import load_catalogue
from services.complaints.adapters.rule_files_clocks import (
    load_calendar,
    load_hours,
    load_limits,
    load_rungs,
)
from services.complaints.domain.clocks.clock_rules import ClockRules
from services.complaints.routes.clocks.clock_pages import clock_pages
from services.complaints.routes.home import HomeRules, home_pages
from shared.clock import utc_now
from shared.web.app import create_base_app
from shared.web.web_settings import WebSettings
from tests.browser.page_checks import assert_fits, assert_good_at_every_width
from tests.browser.serving import served

pytestmark = pytest.mark.browser

TEMPLATES = Path(__file__).parents[2] / "services" / "complaints" / "templates"
FOUND = (
    "rule=T-FILE&received=2026-08-03&pause_from=2026-08-10&pause_to=2026-08-14&pause_reason=test"
)
PAGES = {
    "home": "/",
    "help": "/help",
    "help-limits": "/help/limits",
    "clocks": "/complaints/clocks",
    "clocks-found": f"/complaints/clocks?{FOUND}",
    "clocks-wrong": f"/complaints/clocks?{FOUND}&extend=99&approver=head",
    "help-search": "/help/search",
    "help-privacy": "/help/privacy",
    "help-accessibility": "/help/accessibility",
    "help-api": "/help/api",
    "not-found": "/nowhere",
}


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    settings = WebSettings(secret_key="x" * 32, sample_data=True)
    app = create_base_app("complaints", settings=settings, probes={}, template_folder=TEMPLATES)
    rules = HomeRules(
        limits=load_limits(), calendar=load_calendar(), catalogue=load_catalogue(sample=True)
    )
    app.register_blueprint(home_pages(rules, now=utc_now))
    clocks = ClockRules(
        limits=rules.limits, calendar=rules.calendar, hours=load_hours(), rungs=load_rungs()
    )
    app.register_blueprint(clock_pages(clocks, now=utc_now))
    with served(app) as url:
        yield url


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_public_page_is_accessible_and_fits_every_window(still, address, name, language):
    asked = "&" if "?" in PAGES[name] else "?"
    still.goto(f"{address}{PAGES[name]}{asked}lang={language}")
    assert_good_at_every_width(still, f"{name}-{language}")


def test_a_public_page_asks_no_other_host_and_breaks_no_policy(page, address):
    asked, broken = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: broken.append(message.text))
    page.goto(f"{address}/")
    assert asked
    assert all(url.startswith((address, "data:")) for url in asked)
    assert broken == []


def test_the_keyboard_reaches_the_content_first(page, address):
    page.goto(f"{address}/")
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()


def test_a_window_of_320_pixels_needs_no_sideways_scrolling(page, address):
    page.set_viewport_size({"width": 320, "height": 640})
    for path in PAGES.values():
        page.goto(f"{address}{path}")
        assert_fits(page)
