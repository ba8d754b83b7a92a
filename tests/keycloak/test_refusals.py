"""Tokens that Keycloak did not make for this product, or not for now, open nothing."""

import json
import time
from typing import Any
from uuid import uuid4

import pytest
import requests
from joserfc import jwt
from joserfc.jwk import OctKey, RSAKey

from shared.local.keycloak.realm import realm
from shared.web.identity import TOKENS
from shared.web.tokens import AUDIENCE, LEEWAY_SECONDS
from tests.keycloak.code_flow import code_of, redeem
from tests.keycloak.tokens import Tokens, bearer, forged, read

FEED = "/api/feed"


@pytest.fixture
def status(product):
    """Return what the feed answers to a token."""

    def ask(token: str) -> int:
        answer = requests.get(f"{product.url}{FEED}", headers=bearer(token), timeout=30)
        return answer.status_code

    return ask


@pytest.fixture
def good(tokens, status) -> str:
    token = tokens.of("haiyang-customs", "feed:read")
    assert status(token) == 200
    return str(token)


def test_a_token_with_a_changed_signature_is_refused(good, status) -> None:
    head, claims, signature = good.split(".")
    assert status(f"{head}.{claims}.{signature[::-1]}") == 401
    assert status(f"{head}.{claims}.") == 401
    assert status(f"{head}.{claims}") == 401


@pytest.mark.parametrize(
    "claims", [{"scope": "feed:read cases:handle"}, {"role": ["admin"]}, {"exp": 4_000_000_000}]
)
def test_a_token_with_changed_claims_is_refused(good, status, claims) -> None:
    assert status(forged(good, **claims)) == 401


@pytest.mark.parametrize("algorithm", ["none", "None", "NONE"])
def test_a_token_that_says_it_needs_no_signature_is_refused(good, status, algorithm) -> None:
    unsigned = forged(good, header={"alg": algorithm})
    assert status(unsigned) == 401
    assert status(unsigned.rpartition(".")[0] + ".") == 401


def test_a_token_signed_with_the_public_key_as_a_secret_is_refused(
    good, status, keycloak
) -> None:
    name = read(good, 0)["kid"]
    url = f"{keycloak.issuer}/protocol/openid-connect/certs"
    [public] = [each for each in requests.get(url, timeout=30).json()["keys"] if each["kid"] == name]
    secret = OctKey.import_key(RSAKey.import_key(public).as_pem(private=False))
    header = {"alg": "HS256", "kid": name}
    assert status(jwt.encode(header, read(good), secret, ["HS256"])) == 401


def test_a_token_of_another_realm_is_refused(keycloak, status) -> None:
    other = {**realm(with_demo=True), "realm": f"other-{uuid4().hex[:6]}", "users": []}
    customs = [each for each in other["clients"] if each["clientId"] == "haiyang-customs"]
    other["clients"] = [*customs, *(e for e in other["clients"] if e["clientId"] == AUDIENCE)]
    keycloak.admin.create_realm(json.loads(json.dumps(other)))
    token = Tokens(f"{keycloak.url}/realms/{other['realm']}").of("haiyang-customs", "feed:read")
    assert read(token)["aud"] == AUDIENCE
    assert status(token) == 401


def test_a_token_for_another_product_is_refused(keycloak, tokens, status) -> None:
    name = f"other-{uuid4().hex[:6]}"
    keycloak.admin.call("POST", "/clients", _other_product(name))
    token = tokens.of(name, "feed:read", secret="secret")
    assert read(token)["scope"].split() == ["feed:read"]
    assert "aud" not in read(token)
    assert status(token) == 401


def test_a_token_of_a_system_without_a_role_is_refused(keycloak, tokens, status) -> None:
    name = f"without-role-{uuid4().hex[:6]}"
    keycloak.admin.call("POST", "/clients", {**_other_product(name), "defaultClientScopes": [AUDIENCE]})
    token = tokens.of(name, "feed:read", secret="secret")
    assert read(token)["aud"] == AUDIENCE
    assert status(token) == 403


@pytest.mark.parametrize("kind", ["id_token", "access_token"])
def test_what_a_person_gets_by_signing_in_is_no_key_to_the_api(
    keycloak, public_url, page, status, kind
) -> None:
    answer = redeem(keycloak, public_url, code_of(page, keycloak, public_url, "suqing"))
    assert status(answer[kind]) == 401


def test_a_token_is_refused_once_it_expired(keycloak, tokens, product, status) -> None:
    keycloak.admin.change_client("haiyang-customs", **{"access.token.lifespan": "1"})
    try:
        token = tokens.of("haiyang-customs", "feed:read")
    finally:
        keycloak.admin.change_client("haiyang-customs", **{"access.token.lifespan": ""})
    until = read(token)["exp"] + LEEWAY_SECONDS
    assert until - read(token)["iat"] <= LEEWAY_SECONDS + 2
    assert product.app.extensions[TOKENS].principal(token).sub == "haiyang-customs"
    assert status(token) == 200
    time.sleep(max(0.0, until - time.time()) + 1.5)
    assert status(token) == 401


def _other_product(name: str) -> dict[str, Any]:
    return {
        "clientId": name,
        "enabled": True,
        "secret": "secret",
        "publicClient": False,
        "standardFlowEnabled": False,
        "serviceAccountsEnabled": True,
        "defaultClientScopes": [],
        "optionalClientScopes": ["feed:read"],
    }
