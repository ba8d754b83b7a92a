"""A Keycloak, the product that signs people in there, and a browser.

These tests run when KEYCLOAK=start asks for them, which `make test-keycloak` does; then none may
be skipped. All use one Keycloak: who changes the realm changes it back.
"""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from shared.local.ports import HOST, unused_ports
from tests.browser.conftest import _window, browser
from tests.browser.page_checks import WIDE
from tests.engines import address
from tests.keycloak import server, site
from tests.keycloak.server import Keycloak
from tests.keycloak.site import Site
from tests.keycloak.tokens import Tokens

__all__ = ["browser"]
# Keycloak compiles while it is asked: its first pages are slow on a busy machine.
PATIENCE_MS = 60_000
HERE = Path(__file__).parent
IS_ASKED_FOR = os.environ.get("KEYCLOAK") == "start"


def pytest_collection_modifyitems(config, items) -> None:
    """Leave these tests out unless they are asked for."""
    ours = [item for item in items if item.path.is_relative_to(HERE)]
    for item in ours:
        item.add_marker(pytest.mark.keycloak)
    if not IS_ASKED_FOR and ours:
        config.hook.pytest_deselected(items=ours)
        items[:] = [item for item in items if item not in ours]


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item, call):
    """Count a test that was asked for and skips as one that fails."""
    outcome = yield
    report = outcome.get_result()
    if IS_ASKED_FOR and report.skipped:
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid} was asked for and skips: {report.longrepr}"


@pytest.fixture(scope="session")
def public_url() -> str:
    return f"http://{HOST}:{unused_ports(1)[0]}"


@pytest.fixture(scope="session")
def keycloak(public_url: str) -> Iterator[Keycloak]:
    with server.running(public_url) as keycloak:
        yield keycloak


@pytest.fixture(scope="session")
def product(keycloak: Keycloak, public_url, mongo_url, tmp_path_factory) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("search")
    with address("ELASTICSEARCH_URL", folder) as search_url:
        urls = {"mongo_url": mongo_url, "search_url": search_url}
        with site.running(public_url, keycloak.issuer, **urls) as product:
            yield product


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    for window in _window(browser, WIDE):
        window.set_default_timeout(PATIENCE_MS)
        yield window


@pytest.fixture
def tokens(keycloak: Keycloak) -> Tokens:
    return Tokens(keycloak.issuer)
