"""The number of unread messages in the frame of all three services, as a browser shows it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import pytest
from playwright.sync_api import expect

from services.complaints.adapters.indexes import create_indexes
from services.complaints.app import create_app as create_complaints
from services.complaints.container import build_container as build_complaints
from services.credit.app import create_app as create_credit
from services.credit.commands.loops import create_indexes as create_credit_indexes
from services.credit.container import build_container as build_credit
from services.credit.settings import Settings as CreditSettings
from services.notify.app import create_app as create_notify
from shared.local.gateway import CREDIT, NOTIFY
from shared.local.wsgi import by_prefix
from tests.browser.notify.conftest import deployment, mail, mail_controller
from tests.browser.page_checks import assert_good_at_every_width
from tests.browser.serving import served
from tests.complaints import SETTINGS, rules
from tests.conftest import own_database
from tests.http.notify.people import REPORTER, STRANGER
from tests.sign_in import sign_in
from tests.unit.notify.examples import case_filed, filing_decided

__all__ = ["deployment", "mail", "mail_controller"]
pytestmark = [pytest.mark.browser, pytest.mark.engines]
ASKED = "/api/messages/unread"
PAGES = ("/complaints/mine", "/credit/me", "/complaints/check")
BADGE = "[data-unread-of]"
SECRET = "s" * 32


@dataclass
class Site:
    """The three services under one address; `app` signs people in for all of them."""

    address: str
    app: Any
    deployment: Any

    def sign_in(self, window: Any, person: Any) -> None:
        """Give a window the session of a person."""
        client = sign_in(self.app.test_client(), person)
        name = self.app.config["SESSION_COOKIE_NAME"]
        cookie = client.get_cookie(name)
        assert cookie is not None
        window.context.add_cookies([{"name": name, "value": cookie.value, "url": self.address}])


@pytest.fixture
def site(deployment, mongo_url) -> Iterator[Site]:
    deployment.hear(case_filed(), filing_decided())
    deployment.send()
    settings = replace(deployment.container.settings, public_url="http://127.0.0.1:8080")
    notify = create_notify(replace(deployment.container, settings=settings))
    with own_database(mongo_url) as cases, own_database(mongo_url) as records:
        create_indexes(cases)
        create_credit_indexes(records)
        filing = replace(build_complaints(SETTINGS, database=cases), rules=rules())
        own = CreditSettings(secret_key=SECRET, mongo_url="", kafka_bootstrap="")
        apps = (
            create_complaints(filing),
            create_credit(build_credit(own, database=records)),
            notify,
        )
        for app in apps:
            app.config["SECRET_KEY"] = SECRET
        complaints, credit, _ = apps
        table = dict.fromkeys(CREDIT, credit.wsgi_app) | dict.fromkeys(NOTIFY, notify.wsgi_app)
        with served(by_prefix(table, complaints.wsgi_app)) as address:
            yield Site(address, complaints, deployment)


def asked_by(window) -> list[str]:
    """Return the list that fills with the questions a window asks."""
    asked: list[str] = []
    window.on("request", lambda each: asked.append(each.url) if ASKED in each.url else None)
    return asked


def test_pages_of_all_services_show_the_number_and_ask_once_a_minute(page, site):
    broken: list[str] = []
    page.on("console", lambda message: broken.append(message.text))
    page.on("pageerror", lambda error: broken.append(str(error)))
    asked = asked_by(page)
    page.clock.install()
    site.sign_in(page, REPORTER)
    for path in PAGES:
        page.goto(f"{site.address}{path}")
        page.locator(f"{BADGE} .count").get_by_text("2", exact=True).wait_for()
        expect(page.get_by_role("link", name="消息 2 条未读")).to_be_visible()
    assert len(asked) == 1
    page.clock.fast_forward("01:01")
    page.goto(f"{site.address}/complaints/mine")
    page.locator(f"{BADGE} .count").get_by_text("2", exact=True).wait_for()
    assert len(asked) == 2
    assert broken == []


def test_a_message_that_was_opened_no_longer_counts_on_the_next_page(page, site):
    asked = asked_by(page)
    site.sign_in(page, REPORTER)
    page.goto(f"{site.address}/complaints/mine")
    page.locator(f"{BADGE} .count").get_by_text("2", exact=True).wait_for()
    page.get_by_role("link", name="消息").click()
    page.locator("main th a").first.click()
    page.goto(f"{site.address}/credit/me")
    page.locator(f"{BADGE} .count").get_by_text("1", exact=True).wait_for()
    assert len(asked) == 1


def test_nobody_sees_the_number_of_who_was_signed_in_before(page, site):
    site.sign_in(page, REPORTER)
    page.goto(f"{site.address}/complaints/mine")
    page.locator(f"{BADGE} .count").get_by_text("2", exact=True).wait_for()
    site.sign_in(page, STRANGER)
    with page.expect_response(lambda answer: ASKED in answer.url):
        page.goto(f"{site.address}/complaints/mine")
    expect(page.locator(BADGE)).to_be_hidden()


def test_nobody_signed_in_asks_nothing_and_needs_no_script(page, site):
    asked = asked_by(page)
    page.goto(f"{site.address}/complaints/check")
    expect(page.locator("script")).to_have_count(0)
    assert asked == []


@pytest.mark.parametrize("answer", [{"status": 503, "body": "{}"}, {"body": "no JSON"}, None])
def test_a_page_is_whole_while_notify_is_away_and_does_not_ask_again(page, site, answer):
    asked, broken = asked_by(page), []
    page.on("pageerror", lambda error: broken.append(str(error)))
    page.route(f"**{ASKED}", lambda way: way.fulfill(**answer) if answer else way.abort())
    site.sign_in(page, REPORTER)
    for path in ("/complaints/mine", "/credit/me"):
        page.goto(f"{site.address}{path}", wait_until="networkidle")
        expect(page.get_by_role("link", name="消息", exact=True)).to_be_visible()
        expect(page.locator(BADGE)).to_be_hidden()
    assert len(asked) == 1
    assert broken == []


def test_a_browser_without_scripts_has_the_way_to_the_inbox(browser, site):
    context = browser.new_context(java_script_enabled=False, locale="zh-CN")
    window = context.new_page()
    site.sign_in(window, REPORTER)
    window.goto(f"{site.address}/complaints/mine")
    window.get_by_role("link", name="消息", exact=True).click()
    expect(window.locator(f"{BADGE} .count")).to_contain_text("2")
    context.close()


def test_the_number_leaves_the_frame_accessible_and_within_every_window(page, site):
    site.sign_in(page, REPORTER)
    page.goto(f"{site.address}/complaints/mine")
    page.locator(f"{BADGE} .count").get_by_text("2", exact=True).wait_for()
    assert_good_at_every_width(page, "unread")
