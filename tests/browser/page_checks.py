"""What every page must pass, and its picture."""

import os
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

SCREENS = os.environ.get("SCREENS")
SERIOUS = frozenset({"serious", "critical"})
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OPTIONS = {"resultTypes": ["violations"], "runOnly": {"type": "tag", "values": RULES}}
# A page has the same colours in both languages and widths, and they take axe most of its time.
WITHOUT_COLOURS = OPTIONS | {"rules": {"color-contrast": {"enabled": False}}}
WIDE = (1280, 800)
NARROW = (390, 844)
WINDOWS = (NARROW, WIDE)


def assert_good_at_every_width(page: Page, name: str) -> None:
    """Look at the page in a narrow and in a wide window: axe, sideways scrolling, a picture.

    The page is loaded once: a style sheet knows the width of its window and nothing else.
    Colours are looked at once, in the wide one; an English page, in the narrow one alone by axe.
    """
    for width, height in WINDOWS:
        is_wide = (width, height) == WIDE
        page.set_viewport_size({"width": width, "height": height})
        screenshot(page, name)
        assert_fits(page)
        if not is_wide or _is_chinese(page):
            assert_accessible(page, colours=is_wide)


def assert_good(page: Page, name: str) -> None:
    """Look at the page as it stands: a picture, sideways scrolling, axe."""
    screenshot(page, name)
    assert_fits(page)
    assert_accessible(page)


def assert_accessible(page: Page, *, colours: bool = True) -> None:
    """Fail on every serious or critical finding of axe, naming element and rule.

    Colours are those of the Chinese page in English too; they are looked at in Chinese.
    """
    page.wait_for_load_state()
    if not page.evaluate("'axe' in window"):
        page.evaluate(Axe().axe_script)
    options = OPTIONS if colours and _is_chinese(page) else WITHOUT_COLOURS
    found = page.evaluate("options => axe.run(options)", options)["violations"]
    serious = [_told(each) for each in found if each["impact"] in SERIOUS]
    assert not serious, f"{page.url}\n" + "\n".join(serious)


def assert_fits(page: Page) -> None:
    """Fail when the page itself scrolls sideways."""
    page.wait_for_load_state()
    wide, window = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
    assert wide <= window, f"{page.url} is {wide} px wide in a window of {window}"


def screenshot(page: Page, name: str) -> None:
    """Save the whole page as NAME-WIDTH.png in the folder that SCREENS names, if it does."""
    if SCREENS is None:
        return
    page.wait_for_load_state()
    folder = Path(SCREENS)
    folder.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=folder / f"{name}-{_width(page)}.png", full_page=True)


def _is_chinese(page: Page) -> bool:
    return str(page.evaluate("document.documentElement.lang")).startswith("zh")


def _width(page: Page) -> int:
    return (page.viewport_size or {"width": 0})["width"]


def _told(violation: dict[str, Any]) -> str:
    places = "; ".join(str(node["target"]) for node in violation["nodes"][:5])
    return f"{violation['id']} ({violation['impact']}): {violation['help']} at {places}"
