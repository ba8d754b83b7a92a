"""Tokens that Keycloak did not make for this product, or not for now, open nothing."""

import time
from typing import Any
from uuid import uuid4

import pytest
import requests
from joserfc.jwk import RSAKey

from shared.local.keycloak.realm import realm
from shared.principal import Role
from shared.web.identity import TOKENS
from shared.web.tokens import AUDIENCE, LEEWAY_SECONDS
from tests.keycloak.code_flow import code_of, redeem
from tests.keycloak.tokens import Tokens, bearer, forged, read, signed_with_secret

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


def test_a_token_signed_with_the_public_key_as_a_secret_is_refused(good, status, keycloak) -> None:
    name = read(good, 0)["kid"]
    url = f"{keycloak.issuer}/protocol/openid-connect/certs"
    keys = requests.get(url, timeout=30).json()["keys"]
    [public] = [RSAKey.import_key(each) for each in keys if each["kid"] == name]
    for secret in (public.as_pem(private=False), public.as_der(private=False)):
        assert status(signed_with_secret(good, secret)) == 401


def test_a_token_of_another_realm_is_refused(keycloak, status) -> None:
    other = {**realm(with_demo=True), "realm": f"other-{uuid4().hex[:6]}"}
    wanted = {"haiyang-customs", AUDIENCE}
    other["clients"] = [each for each in other["clients"] if each["clientId"] in wanted]
    accounts = [each for each in other["users"] if each.get("serviceAccountClientId") in wanted]
    # Ids of accounts are unique in all realms together.
    other["users"] = [{k: v for k, v in each.items() if k != "id"} for each in accounts]
    keycloak.admin.create_realm(other)
    token = Tokens(f"{keycloak.url}/realms/{other['realm']}").of("haiyang-customs", "feed:read")
    assert (read(token)["aud"], read(token)["role"]) == (AUDIENCE, ["agency"])
    assert status(token) == 401


def test_a_token_for_another_product_is_refused(keycloak, tokens, status) -> None:
    name = f"other-{uuid4().hex[:6]}"
    keycloak.admin.call("POST", "/clients", _other_product(name))
    token = tokens.of(name, "feed:read", secret="secret")
    assert read(token)["scope"].split() == ["feed:read"]
    assert "aud" not in read(token)
    assert status(token) == 401


def test_a_system_gets_a_token_for_the_product_only_with_a_role(
    keycloak, tokens, status, product
) -> None:
    name = f"without-role-{uuid4().hex[:6]}"
    client = {**_other_product(name), "defaultClientScopes": [AUDIENCE]}
    keycloak.admin.call("POST", "/clients", client)
    token = tokens.of(name, "feed:read", secret="secret")
    assert "aud" not in read(token)
    assert status(token) == 401
    keycloak.admin.give_roles(keycloak.admin.id_of(f"service-account-{name}"), "agency")
    now = tokens.of(name, "feed:read", secret="secret")
    assert product.app.extensions[TOKENS].principal(now).role == Role.AGENCY


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
