"""Signing out ends the session in the product and at Keycloak."""

import time

from shared.web.identity import KEYS
from shared.web.issuer_keys import IssuerKeys
from tests.keycloak import form


def sign_out(page) -> None:
    page.click("header >> text=退出")


def test_signing_out_ends_keycloaks_session_too(product, keycloak, page) -> None:
    keycloak.admin.end_sessions_of("hanbing")
    form.enter(page, product, "hanbing")
    assert len(keycloak.admin.sessions_of("hanbing")) == 1
    sign_out(page)
    page.wait_for_url(f"{product.url}/")
    assert keycloak.admin.sessions_of("hanbing") == []
    assert "person" not in product.session_in(form.cookies(page))


def test_the_second_sign_in_asks_for_the_password_again(product, page) -> None:
    form.enter(page, product, "yujia")
    page.context.clear_cookies(name=product.app.config["SESSION_COOKIE_NAME"])
    page.goto(f"{product.url}/complaints/work")
    assert page.url.startswith(f"{product.url}/complaints/work"), "signed in at Keycloak still"
    sign_out(page)
    page.wait_for_url(f"{product.url}/")
    page.goto(f"{product.url}/complaints/work")
    assert form.is_open(page)
    form.fill(page, "hanbing")
    page.wait_for_url(f"{product.url}/complaints/work")
    assert product.session_in(form.cookies(page))["person"]["sub"] == "hanbing"


def test_whoever_signs_out_long_after_the_identity_token_expired_is_not_asked(
    product, keycloak, page
) -> None:
    keycloak.admin.end_sessions_of("zhengyan")
    keycloak.admin.change_client("fairport-web", **{"access.token.lifespan": "1"})
    try:
        form.enter(page, product, "zhengyan")
        time.sleep(3)
        sign_out(page)
        page.wait_for_url(f"{product.url}/")
        assert keycloak.admin.sessions_of("zhengyan") == []
    finally:
        keycloak.admin.change_client("fairport-web", **{"access.token.lifespan": ""})


def test_signing_out_after_an_administrator_ended_the_session_leads_home(
    product, keycloak, page
) -> None:
    form.enter(page, product, "guanhai")
    keycloak.admin.end_sessions_of("guanhai")
    sign_out(page)
    page.wait_for_url(f"{product.url}/")
    assert "person" not in product.session_in(form.cookies(page))


def test_without_the_identity_token_keycloak_asks_before_it_ends_the_session(
    product, keycloak, page
) -> None:
    keycloak.admin.end_sessions_of("luheng")
    form.enter(page, product, "luheng")
    page.context.clear_cookies(name="fairport-hint")
    sign_out(page)
    page.click("#kc-logout")
    page.wait_for_url(f"{product.url}/")
    assert keycloak.admin.sessions_of("luheng") == []


def test_the_identity_token_goes_to_the_sign_out_address_alone(product, page) -> None:
    form.enter(page, product, "qianwei")
    [hint] = [each for each in page.context.cookies() if each["name"] == "fairport-hint"]
    assert hint["path"] == "/auth/sign-out"
    assert hint["httpOnly"]
    with page.expect_request(f"{product.url}/complaints/work") as sent:
        page.goto(f"{product.url}/complaints/work")
    assert "fairport-hint" not in sent.value.all_headers()["cookie"]
    sign_out(page)
    page.wait_for_url(f"{product.url}/")
    assert "fairport-hint" not in form.cookies(page)


def test_when_the_signing_key_was_removed_keycloak_asks_instead_of_failing(
    product, keycloak, page, monkeypatch
) -> None:
    keycloak.admin.end_sessions_of("shenyue")
    keycloak.admin.add_key("removed", priority=300)
    try:
        form.enter(page, product, "shenyue")
    finally:
        keycloak.admin.remove_key("removed")
    # As after the five minutes for which keys are kept.
    monkeypatch.setitem(product.app.extensions, KEYS, IssuerKeys(keycloak.issuer))
    sign_out(page)
    page.click("#kc-logout")
    page.wait_for_url(f"{product.url}/")
    assert keycloak.admin.sessions_of("shenyue") == []
