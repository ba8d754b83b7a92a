"""Every route says whom it is open to, and requests that it is not open to are refused."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask, flash, get_flashed_messages, session
from flask.views import MethodView
from structlog.testing import capture_logs

from shared.clock import utc_now
from shared.principal import Principal, Role
from shared.web.access import access, public, roles, scopes, signed_in, undeclared_routes
from shared.web.app import create_base_app
from shared.web.identity import CSRF, TOLD, begin_session, require_principal, session_of
from shared.web.web_settings import WebSettings
from tests.sign_in import sign_in, trust_test_issuer
from tests.tokens import bearer

OFFICER = Principal(sub="suqing", name="苏晴", role=Role.OFFICER, department="hy-market")
ENTERPRISE = Principal(sub="zhoulan", name="周岚", role=Role.ENTERPRISE, uscc="91370687MA3TE5T03T")
DESK = replace(OFFICER, sub="market-desk", scopes=frozenset({"cases:search"}))


@pytest.fixture
def app(tmp_path: Path) -> Flask:
    settings = WebSettings(secret_key="k" * 32)
    app = create_base_app("complaints", settings=settings, probes={}, template_folder=tmp_path)
    app.testing = True
    _add_routes(app)
    return trust_test_issuer(app)


def _add_routes(app: Flask) -> None:
    @app.get("/open")
    @access(public)
    def show_open():
        return "open"

    @app.get("/mine")
    @access(signed_in)
    def show_mine():
        return require_principal().sub

    @app.route("/work", methods=["GET", "POST"])
    @access(roles(Role.OFFICER))
    def work():
        return require_principal().name

    @app.route("/api/cases/search", methods=["GET", "POST"])
    @access(roles(Role.OFFICER) | scopes("cases:search"))
    def search():
        return {"sub": require_principal().sub}

    @app.post("/api/catalogue/check")
    @access(public)
    def check():
        return {}

    class Things(MethodView):
        @access(public)
        def get(self):
            return "things"

        def post(self):
            return "forgotten"

    app.add_url_rule("/things", view_func=Things.as_view("things"))
    app.add_url_rule("/forgotten", view_func=lambda: "forgotten", endpoint="forgotten")


def test_routes_that_do_not_say_whom_they_are_open_to_are_found(app) -> None:
    assert undeclared_routes(app) == ["POST /things", "GET /forgotten"]


def test_such_a_route_answers_nobody(app) -> None:
    app.testing = False
    client = sign_in(app.test_client(), OFFICER)
    assert client.get("/forgotten").status_code == 500
    assert client.get("/things").text == "things"


def test_a_public_page_needs_no_sign_in(app) -> None:
    assert app.test_client().get("/open").text == "open"


def test_a_page_sends_to_sign_in_and_back(app) -> None:
    answer = app.test_client().get("/work?page=2&q=%E8%B4%B9")
    assert answer.status_code == 303
    assert answer.location == "/auth/sign-in?next=%2Fwork%3Fpage%3D2%26q%3D%25E8%25B4%25B9"


def test_the_api_asks_for_a_token(app) -> None:
    answer = app.test_client().get("/api/cases/search")
    assert answer.status_code == 401
    assert answer.content_type == "application/problem+json"
    assert answer.headers["WWW-Authenticate"].startswith("Bearer")


def test_a_person_with_the_role_comes_in(app) -> None:
    client = sign_in(app.test_client(), OFFICER)
    assert client.get("/work").text == "苏晴"
    assert client.get("/api/cases/search").get_json() == {"sub": "suqing"}


def test_a_person_with_another_role_is_refused(app) -> None:
    client = sign_in(app.test_client(), ENTERPRISE)
    assert client.get("/mine").text == "zhoulan"
    assert client.get("/work").status_code == 403
    assert client.get("/api/cases/search").status_code == 403


def test_a_token_opens_what_its_scopes_name(app) -> None:
    client = app.test_client()
    answer = client.get("/api/cases/search", headers=bearer(DESK))
    assert answer.get_json() == {"sub": "market-desk"}
    assert client.get("/api/cases/search", headers=bearer(DESK, "feed:read")).status_code == 403


def test_a_token_is_no_sign_in_on_pages(app) -> None:
    assert app.test_client().get("/work", headers=bearer(DESK)).status_code == 303


@pytest.mark.parametrize("header", ["Bearer", "Bearer x", "Bearer a.b.c", "bearer " + "x" * 9000])
def test_a_token_that_is_none_is_refused_even_beside_a_good_cookie(app, header) -> None:
    client = sign_in(app.test_client(), OFFICER)
    answer = client.get("/api/cases/search", headers={"Authorization": header})
    assert answer.status_code == 401


def test_a_forged_cookie_is_no_sign_in(app) -> None:
    client = app.test_client()
    forger = create_base_app(
        "complaints",
        settings=WebSettings(secret_key="f" * 32),
        probes={},
        template_folder=Path(app.template_folder or ""),
    ).test_client()
    sign_in(forger, OFFICER)
    forged = forger.get_cookie("fairport")
    assert forged is not None
    client.set_cookie("fairport", forged.value)
    assert client.get("/work").status_code == 303


def test_a_sign_in_ends_after_eight_hours(app) -> None:
    client = app.test_client()
    with client.session_transaction() as session:
        session.update(session_of(OFFICER, now=utc_now() - timedelta(hours=8, seconds=1)))
    assert client.get("/work").status_code == 303


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(app) -> None:
    client = sign_in(app.test_client(), OFFICER)
    cookie = client.get_cookie("fairport")
    assert cookie is not None
    assert cookie.http_only
    assert cookie.same_site == "Lax"
    assert not cookie.secure


def test_with_https_the_cookie_is_secure_and_bound_to_the_host(tmp_path) -> None:
    settings = WebSettings(secret_key="k" * 32, public_url="https://fairport.example")
    app = create_base_app("complaints", settings=settings, probes={}, template_folder=tmp_path)
    assert app.config["SESSION_COOKIE_SECURE"]
    assert app.config["SESSION_COOKIE_NAME"] == "__Host-fairport"


def test_a_write_with_a_cookie_needs_the_form_token(app) -> None:
    client = sign_in(app.test_client(), OFFICER)
    assert client.post("/work").status_code == 200
    assert client.post("/api/cases/search").status_code == 200
    client.environ_base.pop("HTTP_X_CSRF_TOKEN")
    assert client.post("/work").status_code == 400
    assert client.post("/api/cases/search").status_code == 400
    assert client.post("/api/catalogue/check").status_code == 400


def test_a_write_with_a_token_or_of_nobody_needs_none_on_the_api(app) -> None:
    client = app.test_client()
    assert client.post("/api/cases/search", headers=bearer(DESK)).status_code == 200
    assert client.post("/api/catalogue/check").status_code == 200


def test_a_write_sent_by_another_site_after_a_new_sign_in_is_refused(app) -> None:
    client = sign_in(app.test_client(), OFFICER)
    stale = client.environ_base["HTTP_X_CSRF_TOKEN"]
    sign_in(client, OFFICER)
    client.environ_base["HTTP_X_CSRF_TOKEN"] = stale
    assert client.post("/work").status_code == 400


@pytest.fixture
def aged(app):
    """Return a client whose person the issuer named that many minutes ago."""

    def client(minutes: int):
        client = sign_in(app.test_client(), OFFICER)
        with client.session_transaction() as session:
            session[TOLD] -= minutes * 60
        return client

    return client


def test_reading_on_leads_by_way_of_the_issuer_after_a_quarter_of_an_hour(aged) -> None:
    assert aged(14).get("/work?a=1").text == "苏晴"
    answer = aged(16).get("/work?a=1")
    assert answer.status_code == 303
    assert answer.location == "/auth/sign-in?next=%2Fwork%3Fa%3D1"
    assert aged(16).get("/open").text == "open"


def test_what_was_being_written_can_be_handed_in_for_two_hours(aged) -> None:
    assert aged(119).post("/work").text == "苏晴"
    assert aged(121).post("/work").location == "/auth/sign-in?next=%2Fwork"


def test_a_program_with_an_old_session_is_told_and_a_followed_link_leads_to_the_issuer(aged):
    client = aged(16)
    assert client.get("/api/cases/search").status_code == 401
    assert client.post("/api/cases/search").status_code == 200
    followed = client.get("/api/cases/search", headers={"Sec-Fetch-Mode": "navigate"})
    assert followed.location == "/auth/sign-in?next=%2Fapi%2Fcases%2Fsearch"


def test_a_token_is_good_beside_an_old_session(aged) -> None:
    answer = aged(16).get("/api/cases/search", headers=bearer(DESK, "cases:search"))
    assert answer.get_json()["sub"] == "market-desk"


def test_a_session_that_does_not_say_when_it_was_told_is_none(app) -> None:
    client = sign_in(app.test_client(), OFFICER)
    with client.session_transaction() as session:
        del session[TOLD]
    assert client.get("/work").location == "/auth/sign-in?next=%2Fwork"


def test_forms_that_the_same_person_has_open_stay_good_and_nobody_elses(app) -> None:
    with app.test_request_context():
        begin_session(OFFICER, now=utc_now())
        session[CSRF] = "of an open form"
        flash("done")
        begin_session(replace(OFFICER, role=Role.SUPERVISOR), now=utc_now())
        assert session[CSRF] == "of an open form"
        assert get_flashed_messages() == ["done"]
        begin_session(ENTERPRISE, now=utc_now())
        assert CSRF not in session


def test_a_refusal_is_logged_with_role_and_rule_and_without_the_person(app) -> None:
    with capture_logs() as lines:
        sign_in(app.test_client(), ENTERPRISE).get("/work")
    (line,) = [each for each in lines if each["event"] == "access refused"]
    assert line["role"] == ENTERPRISE.role.value
    assert ENTERPRISE.sub not in str(lines)
