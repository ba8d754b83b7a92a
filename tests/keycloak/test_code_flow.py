"""The realm gives a code and its tokens only to the product, only with PKCE."""

from urllib.parse import parse_qs, urlsplit

import pytest
import requests

from tests.keycloak import form
from tests.keycloak.code_flow import code_of, redeem, request_of
from tests.keycloak.tokens import bearer


@pytest.mark.parametrize(
    "change",
    [
        {"code_challenge": None, "code_challenge_method": None},
        {"code_challenge_method": "plain"},
    ],
)
def test_a_request_without_a_hashed_challenge_is_sent_back(keycloak, public_url, change) -> None:
    url = request_of(keycloak, public_url, **change)
    answer = requests.get(url, allow_redirects=False, timeout=30)
    assert parse_qs(urlsplit(answer.headers["Location"]).query)["error"] == ["invalid_request"]


def test_a_request_for_an_implicit_token_is_refused(keycloak, public_url) -> None:
    url = request_of(keycloak, public_url, response_type="id_token token")
    answer = requests.get(url, allow_redirects=False, timeout=30)
    assert "unauthorized_client" in answer.headers["Location"]


@pytest.mark.parametrize("elsewhere", ["https://example.org/auth/callback", "{}/auth/callback/x"])
def test_a_request_for_another_way_back_is_sent_nowhere(keycloak, public_url, elsewhere) -> None:
    url = request_of(keycloak, public_url, redirect_uri=elsewhere.format(public_url))
    answer = requests.get(url, allow_redirects=False, timeout=30)
    assert answer.status_code == 400
    assert "Location" not in answer.headers


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"code_verifier": "w" * 43}, "invalid_grant"),
        ({"client_secret": "wrong"}, "unauthorized_client"),
    ],
)
def test_a_stolen_code_is_worth_nothing(keycloak, public_url, page, change, error) -> None:
    code = code_of(page, keycloak, public_url, "suqing")
    assert redeem(keycloak, public_url, code, **change)["error"] == error


def test_no_refresh_token_is_given_out_that_nobody_uses(keycloak, public_url, page) -> None:
    answer = redeem(keycloak, public_url, code_of(page, keycloak, public_url, "suqing"))
    assert {"access_token", "id_token"} <= set(answer)
    assert "refresh_token" not in answer


def test_the_grant_of_passwords_is_closed(keycloak) -> None:
    asked = {
        "grant_type": "password",
        "client_id": "haiyang-customs",
        "client_secret": "demo-haiyang-customs",
        "username": "suqing",
        "password": "demo-only-suqing",
    }
    url = f"{keycloak.issuer}/protocol/openid-connect/token"
    assert requests.post(url, data=asked, timeout=30).json()["error"] == "unauthorized_client"


def test_a_person_cannot_change_department_or_code_with_the_own_token(
    keycloak, public_url, page
) -> None:
    token = redeem(keycloak, public_url, code_of(page, keycloak, public_url, "suqing"))
    changed = {"username": "suqing", "attributes": {"department": ["jx-market"]}}
    answer = requests.post(
        f"{keycloak.issuer}/account",
        json=changed,
        headers=bearer(token["access_token"]) | {"Accept": "application/json"},
        timeout=30,
    )
    assert answer.status_code in {401, 403}
    [kept] = keycloak.admin.call("GET", "/users?username=suqing&exact=true")
    assert kept["attributes"]["department"] == ["hy-market"]


def test_a_person_changes_the_own_password_by_a_link(keycloak, public_url, page) -> None:
    password = keycloak.admin.create_person("newcomer", "clerk", name="新人")
    page.route("**/auth/callback*", lambda route: route.abort())
    page.goto(request_of(keycloak, public_url, kc_action="UPDATE_PASSWORD"))
    form.fill(page, "newcomer", password)
    page.fill("#password-new", "short")
    page.fill("#password-confirm", "short")
    page.click("#kc-submit")
    page.wait_for_selector("text=最短长度 12")
    page.fill("#password-new", "a long new password")
    page.fill("#password-confirm", "a long new password")
    with page.expect_request("**/auth/callback*") as sent:
        page.click("#kc-submit")
    assert parse_qs(urlsplit(sent.value.url).query)["kc_action_status"] == ["success"]
