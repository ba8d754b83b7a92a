"""The code flow step by step, for tests that need the code or the tokens of a person."""

from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import requests
from playwright.sync_api import Page

from shared.local.sign_in.protocol import challenge_of
from tests.keycloak import form
from tests.keycloak.server import WEB_SECRET, Keycloak

CLIENT = "fairport-web"
VERIFIER = "v" * 43
_SECONDS = 30


def request_of(keycloak: Keycloak, public_url: str, **change: str | None) -> str:
    """Return the address at which the product asks for a code; None takes a parameter away."""
    asked = {
        "client_id": CLIENT,
        "redirect_uri": f"{public_url}/auth/callback",
        "response_type": "code",
        "scope": "openid profile email",
        "state": "s",
        "nonce": "n",
        "code_challenge": challenge_of(VERIFIER),
        "code_challenge_method": "S256",
        **change,
    }
    query = urlencode({name: value for name, value in asked.items() if value is not None})
    return f"{keycloak.issuer}/protocol/openid-connect/auth?{query}"


def code_of(page: Page, keycloak: Keycloak, public_url: str, name: str) -> str:
    """Return the code a person lets the product have; the product does not get it."""
    page.route("**/auth/callback*", lambda route: route.abort())
    page.goto(request_of(keycloak, public_url))
    with page.expect_request("**/auth/callback*") as sent:
        form.fill(page, name)
    return parse_qs(urlsplit(sent.value.url).query)["code"][0]


def redeem(keycloak: Keycloak, public_url: str, code: str, **change: str) -> Any:
    """Return the answer to who shows a code."""
    shown = {
        "grant_type": "authorization_code",
        "client_id": CLIENT,
        "client_secret": WEB_SECRET,
        "redirect_uri": f"{public_url}/auth/callback",
        "code": code,
        "code_verifier": VERIFIER,
        **change,
    }
    url = f"{keycloak.issuer}/protocol/openid-connect/token"
    return requests.post(url, data=shown, timeout=_SECONDS).json()
