"""The notify service's application on a port of its own, with messages in every state."""

from dataclasses import replace

import pytest

from services.notify.app import create_app
from tests.browser.serving import served
from tests.contracts.notify.conftest import deployment, mail, mail_controller
from tests.http.notify.people import EVERYBODY
from tests.sign_in import sign_in
from tests.unit.notify.examples import (
    case_filed,
    decision_served,
    filing_decided,
    score_changed,
)

__all__ = ["deployment", "mail", "mail_controller"]
PEOPLE = {person.sub: person for person in EVERYBODY}


@pytest.fixture
def told(deployment, clock):
    """Some accepted, three refused by the mail server, four still due."""
    deployment.hear(case_filed(), score_changed())
    deployment.send()
    clock.forward(minutes=7)
    deployment.mail.rcpt_answer = "550 no such mailbox"
    deployment.hear(filing_decided(), decision_served())
    deployment.send()
    deployment.mail.rcpt_answer = None
    deployment.hear(case_filed(key="HY-2026-04180-1"))
    return deployment


@pytest.fixture
def open_as(told):
    """Return how to open an address in a window as somebody."""
    settings = replace(told.container.settings, public_url="http://127.0.0.1:8080")
    app = create_app(replace(told.container, settings=settings))
    with served(app) as address:

        def go(window, sub: str, path: str) -> None:
            client = sign_in(app.test_client(), PEOPLE[sub])
            name = app.config["SESSION_COOKIE_NAME"]
            cookie = client.get_cookie(name)
            assert cookie is not None
            window.context.add_cookies([{"name": name, "value": cookie.value, "url": address}])
            window.goto(f"{address}{path}")

        yield go
