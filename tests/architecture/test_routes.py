"""Every route of every service says whom it is open to, and the page of access says the same."""

from pathlib import Path

import pytest
from flask_smorest import Blueprint

from shared.web.access import undeclared_routes
from shared.web.openapi import ApiBlueprint
from tests.architecture.access_page import access_page
from tests.architecture.apps import SERVICES


@pytest.mark.parametrize("service", SERVICES)
def test_every_route_declares_its_access(service):
    assert undeclared_routes(SERVICES[service]()) == []


@pytest.mark.parametrize("service", SERVICES)
def test_every_json_route_reads_bodies_with_our_limits(service):
    found = SERVICES[service]().blueprints.values()
    json_routes = [each for each in found if isinstance(each, Blueprint)]
    assert json_routes
    assert [each.name for each in json_routes if not isinstance(each, ApiBlueprint)] == []


def test_the_page_of_access_says_what_the_routes_declare():
    page = Path(__file__).parents[2] / "docs" / "access.md"
    told = "python -m tests.architecture.access_page > docs/access.md"
    assert page.read_text(encoding="utf-8") == access_page(), told
