import re
from dataclasses import replace

import pytest

from shared.clock import utc_now
from shared.errors import Unavailable
from shared.principal import Principal, Role
from shared.web.identity import session_of
from shared.web.navigation import BY_ROLE
from tests.http.frame.conftest import SETTINGS, make_app

OFFICER = Principal(
    sub="lin", name="林致远", role=Role.OFFICER, city="haiyang", organisation="市局"
)


def sign_in(client, person):
    with client.session_transaction() as session:
        session.update(session_of(person, now=utc_now()))


def test_a_visitor_sees_the_public_bar_and_can_sign_in_and_come_back(client):
    page = client.get("/form/x?a=1").text
    assert 'href="/complaints/file"' in page
    assert 'href="/auth/sign-in?next=%2Fform%2Fx%3Fa%3D1"' in page
    assert "退出" not in page


def test_an_officer_sees_the_bar_of_the_role_the_place_and_the_way_out(client):
    sign_in(client, OFFICER)
    page = client.get("/form/x").text
    assert 'href="/complaints/work"' in page
    assert "海阳口岸" in page
    assert "市局 林致远" in page
    assert 'action="/auth/sign-out" method="post"' in page


@pytest.mark.parametrize("role", list(Role))
def test_every_role_has_a_bar_of_at_most_six_words(role):
    assert len(BY_ROLE.get(role, ())) <= 6


def test_every_role_can_be_shown_the_frame(client):
    for role in Role:
        sign_in(client, replace(OFFICER, role=role))
        assert client.get("/form/x").status_code == 200


def test_pages_speak_chinese_unless_asked_otherwise(client):
    assert '<html lang="zh-CN">' in client.get("/form/x").text
    english = client.get("/form/x", headers={"Accept-Language": "en-GB,en;q=0.9,zh;q=0.1"}).text
    assert '<html lang="en">' in english
    assert "Skip to content" in english


def test_a_choice_of_language_is_kept(client):
    page = client.get("/form/x?lang=en").text
    assert 'lang="zh-CN" hreflang="zh-CN">中文' in page
    assert "Sign in" in client.get("/form/x", headers={"Accept-Language": "zh"}).text
    assert "登录" in client.get("/form/x?lang=zh").text
    assert "登录" in client.get("/form/x").text


def test_dates_and_money_follow_the_language(client):
    def written(query):
        html = client.get(f"/form/x?{query}").text
        return html.split('<p id="written">')[1].split("</p>")[0]

    assert written("lang=zh").endswith("12月2日 周三 ¥3,810.00 −¥2.50")
    assert written("lang=en") == "2 Dec 2026 Wed ¥3,810.00 −¥2.50"


def test_a_form_comes_back_with_its_key_its_errors_and_what_was_typed(post_form):
    page = post_form("/form/x", {"key": "abcd1234", "lines.0.amount": "x"})
    assert page.status_code == 422
    assert "<title>有 1 处需要修改" in page.text
    assert '<a href="#f-lines-0-amount">第 1 行：请填写这一项</a>' in page.text
    assert 'aria-invalid="true"' in page.text
    assert 'name="key" value="abcd1234"' in page.text
    assert 'name="lines.0.amount" type="text" value="x"' in page.text


def test_a_form_without_key_or_token_is_refused(client, post_form):
    assert post_form("/form/x").status_code == 400
    assert client.post("/form/x", data={"key": "abcd1234"}).status_code == 400


def test_every_answer_has_the_security_headers(client):
    for path in ("/form/x", "/api/tiny/nothing", "/nothing", "/ui/app.css"):
        headers = client.get(path).headers
        policy = headers["Content-Security-Policy"]
        assert "default-src 'self'; img-src 'self' data:;" in policy
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert "Strict-Transport-Security" not in headers


def test_a_foreign_issuer_may_be_the_target_of_a_form():
    settings = replace(
        SETTINGS, public_url="https://port.example", oidc_issuer="https://id.example/realms/x"
    )
    headers = make_app(settings).test_client().get("/form/x").headers
    assert "form-action 'self' https://id.example;" in headers["Content-Security-Policy"]
    assert headers["Strict-Transport-Security"].startswith("max-age=")
    assert "Secure" in headers["Set-Cookie"]


def test_what_is_personal_is_not_kept_by_the_browser(client):
    assert client.get("/form/x").headers["Cache-Control"] == "no-cache"
    assert client.get("/api/tiny/nothing").headers["Cache-Control"] == "no-store"
    sign_in(client, OFFICER)
    assert client.get("/form/x").headers["Cache-Control"] == "no-store"


def test_the_files_of_the_frame_are_there_and_can_be_kept(client):
    page = client.get("/form/x").text
    addresses = re.findall(r'(?:href)="(/ui/[^"]+)"', page)
    assert len(addresses) == 3
    for address in addresses:
        file = client.get(address)
        assert file.status_code == 200
        assert "max-age=31536000" in file.headers["Cache-Control"]
    assert client.get("/ui/..%2Fapp.py").status_code == 404


def test_pages_hold_nothing_inline(client):
    page = client.get("/form/x").text
    assert " style=" not in page
    assert "<style" not in page
    assert "<script" not in page
    assert not re.search(r" on\w+=", page)


def test_a_page_of_somebody_signed_in_has_one_script_and_it_is_ours(client):
    sign_in(client, OFFICER)
    page = client.get("/form/x").text
    [address] = re.findall(r"<script src=\"([^\"]+)\" defer></script>", page)
    assert page.count("<script") == 1
    script = client.get(address)
    assert script.mimetype == "text/javascript"
    assert OFFICER.sub not in re.findall(r'data-unread-of="([^"]+)"', page)
    assert "connect-src" not in script.headers["Content-Security-Policy"]
    assert "default-src 'self'" in script.headers["Content-Security-Policy"]


def test_readiness_names_the_store_that_is_away():
    def away():
        raise Unavailable("away")

    client = make_app(mongo=lambda: None, search=away).test_client()
    assert client.get("/healthz").status_code == 200
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.get_json()["checks"] == {"mongo": "ok", "search": "away"}


def test_the_api_describes_itself_with_our_form_of_errors(client):
    document = client.get("/api/tiny/openapi.json").get_json()
    assert document["openapi"] == "3.1.0"
    assert "request_id" in str(document["components"])


@pytest.mark.parametrize(
    "claims", [{"sub": "x"}, {"sub": "x", "name": "", "role": "king"}, {"role": "officer", "a": 1}]
)
def test_a_session_signed_by_another_release_is_no_sign_in_and_no_crash(client, claims):
    sign_in(client, OFFICER)
    with client.session_transaction() as session:
        session["person"] = claims
    page = client.get("/form/x")
    assert page.status_code == 200
    assert "登录" in page.text
