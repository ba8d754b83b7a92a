"""Headless Chromium for the tests of pages.

- `page`: a desktop window of 1280 × 800; `phone`: 390 × 844; each test gets fresh cookies;
- `still`: a window that tests which only look share, without cookies at the start of each;
- `page_checks`: `assert_good_at_every_width(page, name)` and its parts;
- `serving.served(app)`: an app of one service on a port of its own.
"""

import os
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.browser.page_checks import NARROW, WIDE

# The same engine without the window it never shows takes less than half of the processor time.
FOUND = map(shutil.which, ("chromium-headless-shell", "chromium", "chromium-browser"))
CHROMIUM = os.environ.get("CHROMIUM") or next(filter(None, FOUND), None)
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--lang=zh-CN",
]
PATIENCE_MS = 15_000
expect.set_options(timeout=PATIENCE_MS)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    yield from _window(browser, WIDE)


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    yield from _window(browser, NARROW)


@pytest.fixture(scope="session")
def shared_window(browser: Browser) -> Iterator[Page]:
    yield from _window(browser, WIDE)


@pytest.fixture
def still(shared_window: Page) -> Page:
    shared_window.context.clear_cookies()
    return shared_window


def _window(browser: Browser, size: tuple[int, int]) -> Iterator[Page]:
    width, height = size
    context = browser.new_context(
        viewport={"width": width, "height": height},
        locale="zh-CN",
        timezone_id="Asia/Shanghai",
        permissions=["clipboard-write"],  # as a window has it that somebody looks at
    )
    context.set_default_timeout(PATIENCE_MS)
    yield context.new_page()
    context.close()
