"""Keycloak's form in a browser."""

from playwright.sync_api import Page

from shared.local.keycloak.realm import DEMO_MARK
from tests.keycloak.site import Site


def fill(page: Page, name: str, password: str | None = None) -> None:
    """Sign in on the form that is open; demo people have their demo password."""
    page.fill("#username", name)
    page.fill("#password", password or f"{DEMO_MARK}{name}")
    page.click("#kc-login")


def enter(page: Page, product: Site, name: str, *, password: str | None = None) -> None:
    """Sign in on the product's way and come back to its home page."""
    page.goto(f"{product.url}/auth/sign-in")
    fill(page, name, password)
    page.wait_for_url(f"{product.url}/")


def is_open(page: Page) -> bool:
    """Tell whether the form asks for a password."""
    return page.locator("#kc-login").is_visible()


def cookies(page: Page) -> dict[str, str]:
    """Return the cookies of the browser by name."""
    return {str(each["name"]): str(each["value"]) for each in page.context.cookies()}
