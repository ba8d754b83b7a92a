"""Signing in and out at the issuer: authorization code with PKCE, state and nonce."""

from typing import Any, cast
from urllib.parse import urlencode

import requests
from authlib.common.errors import AuthlibBaseError
from flask import Blueprint, current_app, redirect, request, session
from flask.typing import ResponseReturnValue
from joserfc.errors import JoseError

from shared.clock import utc_now
from shared.errors import Malformed, Unavailable
from shared.web.access import access, public
from shared.web.claims import principal_of
from shared.web.identity import ISSUER, SETTINGS, begin_session
from shared.web.local_path import local_path
from shared.web.web_settings import WebSettings
from shared.words import N_

auth = Blueprint("auth", __name__, url_prefix="/auth")
_NEXT = "next"
_AWAY = N_("身份认证服务暂时无法使用，请稍后再试")


@auth.get("/sign-in")
@access(public)
def sign_in() -> ResponseReturnValue:
    """Send the person to the issuer; afterwards they come back to `next`."""
    session[_NEXT] = local_path(request.args.get(_NEXT))
    try:
        answer = _issuer().authorize_redirect(f"{_public_url()}/auth/callback")
    except requests.RequestException as error:
        raise Unavailable(_AWAY) from error
    return redirect(answer.location, code=303)


@auth.get("/callback")
@access(public)
def take_answer() -> ResponseReturnValue:
    """Take the issuer's answer and begin a session."""
    back = local_path(session.get(_NEXT))
    try:
        claims = _issuer().authorize_access_token()["userinfo"]
    except requests.RequestException as error:
        raise Unavailable(_AWAY) from error
    except (AuthlibBaseError, JoseError, KeyError, ValueError) as error:
        raise Malformed(N_("登录没有完成，请重新登录")) from error
    begin_session(principal_of(claims), now=utc_now())
    return redirect(back, code=303)


@auth.post("/sign-out")
@access(public)
def sign_out() -> ResponseReturnValue:
    """End the session here, then at the issuer where it offers that."""
    session.clear()
    return redirect(_end_at_issuer() or "/", code=303)


@auth.get("/sign-out")
@access(public)
def come_back() -> ResponseReturnValue:
    """Show the home page to whoever comes back from signing out at the issuer."""
    return redirect("/", code=303)


def _end_at_issuer() -> str | None:
    try:
        end = _issuer().load_server_metadata().get("end_session_endpoint")
    except requests.RequestException:
        return None
    client = _settings().oidc_client_id
    back = {"client_id": client, "post_logout_redirect_uri": f"{_public_url()}/auth/sign-out"}
    return f"{end}?{urlencode(back)}" if end else None


def _public_url() -> str:
    return _settings().public_url.rstrip("/")


def _settings() -> WebSettings:
    return cast(WebSettings, current_app.extensions[SETTINGS])


def _issuer() -> Any:
    return current_app.extensions[ISSUER]
