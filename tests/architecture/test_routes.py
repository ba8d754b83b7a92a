"""Every route of every service says whom it is open to, and the page of access says the same."""

from pathlib import Path

import pytest

from shared.web.access import undeclared_routes
from tests.architecture.access_page import access_page
from tests.architecture.apps import SERVICES


@pytest.mark.parametrize("service", SERVICES)
def test_every_route_declares_its_access(service):
    assert undeclared_routes(SERVICES[service]()) == []


def test_the_page_of_access_says_what_the_routes_declare():
    page = Path(__file__).parents[2] / "docs" / "access.md"
    told = "python -m tests.architecture.access_page > docs/access.md"
    assert page.read_text(encoding="utf-8") == access_page(), told
