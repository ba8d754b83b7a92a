"""Signing in through the local provider: code flow with PKCE for people, secrets for systems."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from flask import Flask

from shared.local.sign_in.protocol import challenge_of
from shared.web.identity import PERSON, TOLD
from shared.web.session_cookie import SessionCookie

VERIFIER = "v" * 43


def test_a_person_signs_in_and_comes_back_to_the_page_they_wanted(site) -> None:
    browser = requests.Session()
    choose = browser.get(f"{site}/me")
    assert choose.url.startswith(f"{site}/idp/authorize?")
    back = browser.post(f"{site}/idp/authorize", _choice(choose.text, "linzhiyuan"))
    assert back.url == f"{site}/me"
    assert back.json()["name"] == "林致远"
    assert back.json()["role"] == "officer"
    assert back.json()["department"] == "hy-market"


def test_signing_out_ends_the_session(site) -> None:
    browser = _signed_in(site, "shenji")
    token = re.search(r'name="csrf_token" value="([^"]+)"', browser.get(f"{site}/nowhere").text)
    assert token
    out = browser.post(f"{site}/auth/sign-out", {"csrf_token": token[1]})
    assert out.url.startswith(f"{site}/idp/authorize?")
    assert browser.get(f"{site}/me", allow_redirects=False).status_code == 303


def test_signing_out_by_a_link_of_another_site_does_nothing(site) -> None:
    browser = _signed_in(site, "shenji")
    assert browser.post(f"{site}/auth/sign-out").status_code == 400
    assert browser.get(f"{site}/me").json()["sub"] == "shenji"


def test_the_page_lists_people_in_both_languages_without_inline_code(site) -> None:
    page = requests.get(f"{site}/idp/authorize", _request(site) | {"lang": "en"})
    assert "Zhou Lan" in page.text
    assert "周岚" in page.text
    assert "default-src 'self'" in page.headers["Content-Security-Policy"]
    assert " style=" not in page.text
    assert "<script" not in page.text


@pytest.mark.parametrize("elsewhere", ["https://example.org", "//example.org", "/\\example.org"])
def test_a_person_never_comes_back_to_another_site(site, elsewhere) -> None:
    browser = requests.Session()
    choose = browser.get(f"{site}/auth/sign-in", params={"next": elsewhere})
    back = browser.post(f"{site}/idp/authorize", _choice(choose.text, "guanli"))
    assert back.url == f"{site}/"


@pytest.mark.parametrize("back", ["/auth/callback?code=c&state=s", "/me?" + "q" * 1000])
def test_a_person_never_comes_back_to_a_page_that_would_fail(site, back) -> None:
    browser = requests.Session()
    choose = browser.get(f"{site}/auth/sign-in", params={"next": back})
    answer = browser.post(f"{site}/idp/authorize", _choice(choose.text, "guanli"))
    assert answer.url == f"{site}/"


def test_attempts_that_nobody_finished_do_not_fill_the_cookie(site) -> None:
    browser = requests.Session()
    choose = [browser.get(f"{site}/me") for _ in range(12)]
    assert len(browser.cookies["fairport"]) < 3000
    back = browser.post(f"{site}/idp/authorize", _choice(choose[-3].text, "guanli"))
    assert back.json()["sub"] == "guanli"


def test_the_identity_token_is_shown_to_the_issuer_at_signing_out_alone(site) -> None:
    browser = _signed_in(site, "shenji")
    [hint] = [cookie for cookie in browser.cookies if cookie.name == "fairport-hint"]
    assert hint.path == "/auth/sign-out"
    token = re.search(r'name="csrf_token" value="([^"]+)"', browser.get(f"{site}/nowhere").text)
    assert token
    out = browser.post(f"{site}/auth/sign-out", {"csrf_token": token[1]}, allow_redirects=False)
    asked = parse_qs(urlsplit(out.headers["Location"]).query)
    assert asked["id_token_hint"] == [hint.value]
    assert "fairport-hint" not in browser.cookies


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"code_challenge": ""}, "invalid_request"),
        ({"code_challenge_method": "plain"}, "invalid_request"),
        ({"response_type": "token"}, "unsupported_response_type"),
        ({"scope": "profile"}, "invalid_scope"),
    ],
)
def test_a_request_without_pkce_or_for_another_flow_is_sent_back(site, change, error) -> None:
    asked = _request(site) | change
    answer = requests.get(f"{site}/idp/authorize", asked, allow_redirects=False)
    sent = parse_qs(urlsplit(answer.headers["Location"]).query)
    assert sent == {"error": [error], "state": ["s"]}


@pytest.mark.parametrize(
    "change", [{"client_id": "nobody"}, {"redirect_uri": "https://example.org/auth/callback"}]
)
def test_an_unknown_program_or_way_back_is_told_and_sent_nowhere(site, change) -> None:
    asked = _request(site) | change
    assert requests.get(f"{site}/idp/authorize", asked, allow_redirects=False).status_code == 400


def test_a_code_is_good_once(site) -> None:
    code = _code(site)
    first, second = _redeem(site, code=code), _redeem(site, code=code)
    assert first.status_code == 200
    assert first.headers["Cache-Control"] == "no-store"
    assert second.json()["error"] == "invalid_grant"


def test_a_code_without_its_verifier_is_refused_and_spent(site) -> None:
    code = _code(site)
    assert _redeem(site, code=code, code_verifier="w" * 43).json()["error"] == "invalid_grant"
    assert _redeem(site, code=code).json()["error"] == "invalid_grant"


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"redirect_uri": "http://127.0.0.1:1/auth/callback"}, "invalid_grant"),
        ({"client_secret": "wrong"}, "invalid_client"),
        ({"client_id": "nobody"}, "invalid_client"),
        ({"client_id": "market-desk", "client_secret": "demo-market-desk"}, "unauthorized_client"),
        ({"grant_type": "password"}, "unsupported_grant_type"),
    ],
)
def test_a_code_in_the_wrong_hands_is_refused(site, change, error) -> None:
    assert _redeem(site, code=_code(site), **change).json()["error"] == error


def test_an_answer_with_a_foreign_state_signs_nobody_in(site) -> None:
    browser = requests.Session()
    browser.get(f"{site}/me")
    answer = browser.get(f"{site}/auth/callback", params={"code": _code(site), "state": "s"})
    assert answer.status_code == 400
    assert "登录没有完成" in answer.text
    assert browser.get(f"{site}/me", allow_redirects=False).status_code == 303


def test_a_system_gets_a_token_for_its_scopes(site) -> None:
    answer = _client_token(site, "haiyang-customs", scope="feed:read")
    assert answer.json()["scope"] == "feed:read"
    assert answer.json()["expires_in"] == 600
    feed = requests.get(f"{site}/api/feed", headers=_header(answer))
    assert feed.json() == ["feed:read"]


def test_without_naming_scopes_a_system_gets_all_of_its_own(site) -> None:
    answer = _client_token(site, "haiyang-customs")
    assert answer.json()["scope"] == "feed:read gate:query score:read"


def test_a_system_cannot_get_the_scopes_of_another(site) -> None:
    answer = _client_token(site, "xian-forwarder", scope="complaints:file feed:read")
    assert answer.status_code == 400
    assert answer.json()["error"] == "invalid_scope"


def test_a_token_for_other_scopes_opens_nothing_here(site) -> None:
    answer = _client_token(site, "market-desk")
    assert requests.get(f"{site}/api/feed", headers=_header(answer)).status_code == 403


def test_a_system_with_a_wrong_secret_gets_nothing(site) -> None:
    answer = _client_token(site, "market-desk", secret="demo-haiyang-customs")
    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"].startswith("Basic")


def test_an_identity_token_is_no_access_token(site) -> None:
    token = _redeem(site, code=_code(site)).json()["id_token"]
    answer = requests.get(f"{site}/api/feed", headers={"Authorization": f"Bearer {token}"})
    assert answer.status_code == 401


def test_a_person_comes_back_from_the_issuer_without_a_question(site) -> None:
    browser = _signed_in(site, "linzhiyuan")
    _age(browser, minutes=16)
    assert browser.get(f"{site}/me", allow_redirects=False).status_code == 303
    back = browser.get(f"{site}/me?again=1")
    assert back.url == f"{site}/me?again=1"
    assert back.json()["sub"] == "linzhiyuan"
    assert browser.get(f"{site}/me", allow_redirects=False).status_code == 200


def test_a_person_the_issuer_no_longer_knows_reads_no_further(site) -> None:
    browser = _signed_in(site, "linzhiyuan")
    _age(browser, minutes=16, sub="dismissed")
    answer = browser.get(f"{site}/me")
    assert answer.url.startswith(f"{site}/idp/authorize?")


def test_an_attempt_that_another_window_overtook_ends_on_a_page_and_not_in_an_error(site) -> None:
    browser = _signed_in(site, "shenji")
    answer = browser.get(f"{site}/auth/callback", params={"code": _code(site), "state": "s"})
    assert answer.url == f"{site}/"
    assert browser.get(f"{site}/me").json()["sub"] == "shenji"


def _age(browser, *, minutes: int, sub: str = "") -> None:
    """Let the issuer's word about the person be older than it is."""
    app = Flask(__name__)
    app.secret_key = "k" * 32
    signer = SessionCookie().get_signing_serializer(app)
    assert signer is not None
    kept = signer.loads(browser.cookies["fairport"])
    kept[TOLD] -= minutes * 60
    kept[PERSON]["sub"] = sub or kept[PERSON]["sub"]
    browser.cookies.set("fairport", signer.dumps(kept), domain="127.0.0.1", path="/")


def _signed_in(site, sub):
    browser = requests.Session()
    choose = browser.get(f"{site}/me")
    assert browser.post(f"{site}/idp/authorize", _choice(choose.text, sub)).ok
    return browser


def _choice(page, sub):
    fields = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page))
    return {**fields, "person": sub}


def _request(site):
    return {
        "client_id": "fairport-web",
        "redirect_uri": f"{site}/auth/callback",
        "response_type": "code",
        "scope": "openid profile",
        "state": "s",
        "nonce": "n",
        "code_challenge": challenge_of(VERIFIER),
        "code_challenge_method": "S256",
    }


def _code(site):
    browser = requests.Session()
    choose = browser.get(f"{site}/idp/authorize", params=_request(site))
    fields = _choice(choose.text, "suqing")
    back = browser.post(f"{site}/idp/authorize", fields, allow_redirects=False)
    return parse_qs(urlsplit(back.headers["Location"]).query)["code"][0]


def _redeem(site, **change):
    asked = {
        "grant_type": "authorization_code",
        "client_id": "fairport-web",
        "client_secret": "web-secret",
        "redirect_uri": f"{site}/auth/callback",
        "code_verifier": VERIFIER,
    }
    return requests.post(f"{site}/idp/token", asked | change)


def _client_token(site, client_id, scope=None, secret=None):
    asked = {"grant_type": "client_credentials"} | ({"scope": scope} if scope else {})
    auth = (client_id, secret or f"demo-{client_id}")
    return requests.post(f"{site}/idp/token", asked, auth=auth)


def _header(answer):
    return {"Authorization": f"Bearer {answer.json()['access_token']}"}
