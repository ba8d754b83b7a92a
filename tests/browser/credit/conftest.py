"""The credit service's application on a port of its own, opened as a demo person."""

import pytest

from tests.browser.serving import served
from tests.http.credit.conftest import PEOPLE, app, clock, container, sample
from tests.sign_in import sign_in

__all__ = ["app", "clock", "container", "sample"]


@pytest.fixture
def open_as(app, sample):
    """Return how to open an address in a window as a demo person."""
    with served(app) as address:

        def go(window, sub: str, path: str) -> None:
            client = sign_in(app.test_client(), PEOPLE[sub])
            name = app.config["SESSION_COOKIE_NAME"]
            cookie = client.get_cookie(name)
            assert cookie is not None
            window.context.add_cookies([{"name": name, "value": cookie.value, "url": address}])
            window.goto(f"{address}{path}")

        yield go
