"""With wrong settings nobody is signed in, and the log says which one it is."""

from dataclasses import replace

from playwright.sync_api import expect
from structlog.testing import capture_logs

from shared.web.identity import ISSUER, SETTINGS
from tests.keycloak import form


def refused(page, product) -> list[str]:
    """Sign in where it cannot end well; return the reasons in the log."""
    page.goto(f"{product.url}/auth/sign-in")
    with capture_logs() as lines, page.expect_response("**/auth/callback*") as answered:
        form.fill(page, "suqing")
    assert answered.value.status == 400
    expect(page.locator("body")).to_contain_text("登录没有完成，请重新登录")
    assert "person" not in product.session_in(form.cookies(page))
    assert "suqing" not in str(lines)
    return [line["reason"] for line in lines if line["event"] == "sign-in not completed"]


def test_a_secret_that_is_not_the_clients(product, page, monkeypatch) -> None:
    monkeypatch.setattr(product.app.extensions[ISSUER], "client_secret", "not the secret")
    assert refused(page, product) == ["unauthorized_client"]


def test_an_issuer_that_calls_itself_otherwise(product, keycloak, page, monkeypatch) -> None:
    named = keycloak.issuer.replace("127.0.0.1", "localhost")
    settings = replace(product.app.extensions[SETTINGS], oidc_issuer=named)
    monkeypatch.setitem(product.app.extensions, SETTINGS, settings)
    assert refused(page, product) == ["invalid_claim"]


def test_a_client_that_the_token_is_not_for(product, page, monkeypatch) -> None:
    settings = replace(product.app.extensions[SETTINGS], oidc_client_id="another-client")
    monkeypatch.setitem(product.app.extensions, SETTINGS, settings)
    assert refused(page, product) == ["invalid_claim"]
