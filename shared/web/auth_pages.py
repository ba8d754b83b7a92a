"""Signing in and out at the issuer: authorization code with PKCE, state and nonce."""

import re
from typing import Any, cast
from urllib.parse import urlencode

import requests
from authlib.common.errors import AuthlibBaseError
from flask import (
    Blueprint,
    Response,
    current_app,
    make_response,
    redirect,
    render_template,
    request,
    session,
)
from flask.typing import ResponseReturnValue
from joserfc.errors import JoseError

from shared.clock import utc_now
from shared.errors import Forbidden, Malformed, Unavailable
from shared.logs import logger
from shared.web.access import access, public
from shared.web.claims import principal_of
from shared.web.identity import (
    ISSUER,
    KEYS,
    SETTINGS,
    begin_session,
    must_be_told_again,
    person_of_session,
)
from shared.web.issuer_keys import IssuerKeys
from shared.web.language import current_language, say
from shared.web.local_path import local_path
from shared.web.observation import request_id
from shared.web.sign_out_hint import drop_hint, keep_hint, kept_hint
from shared.web.web_settings import WebSettings
from shared.words import N_

auth = Blueprint("auth", __name__, url_prefix="/auth")
LONGEST_NEXT = 1000
MOST_ATTEMPTS = 3
_NEXT = "next"
_ATTEMPT = "_state_issuer_"
_AWAY = N_("身份认证服务暂时无法使用，请稍后再试")
_ISSUERS_LANGUAGES = {"zh": "zh-Hans zh-CN zh", "en": "en"}
_ERROR_CODE = re.compile(r"[a-z_]{1,40}")
_log = logger(__name__)


@auth.get("/sign-in")
@access(public)
def sign_in() -> ResponseReturnValue:
    """Send the person to the issuer; afterwards they come back to `next`."""
    session[_NEXT] = _page_to_return_to(request.args.get(_NEXT))
    _drop_old_attempts()
    try:
        answer = _issuer().authorize_redirect(
            f"{_public_url()}/auth/callback", ui_locales=_ISSUERS_LANGUAGES[current_language()]
        )
    except requests.RequestException as error:
        raise Unavailable(_AWAY) from error
    return redirect(answer.location, code=303)


@auth.get("/callback")
@access(public)
def take_answer() -> ResponseReturnValue:
    """Take the issuer's answer and begin a session."""
    back = _page_to_return_to(session.get(_NEXT))
    try:
        token = _token()
    except Malformed:
        if person_of_session() is None or must_be_told_again():
            raise
        return redirect(back, code=303)  # another window was quicker and has signed in
    try:
        person = principal_of(token["userinfo"])
    except Forbidden as refused:
        session.clear()
        _log.warning("sign-in not completed", reason="without_role")
        answer = make_response(_without_role(refused), refused.status)
    else:
        begin_session(person, now=utc_now())
        _log.info("signed in", role=person.role.value)
        answer = make_response(redirect(back, code=303))
    return keep_hint(answer, token.get("id_token"), secure=_settings().https)


@auth.post("/sign-out")
@access(public)
def sign_out() -> ResponseReturnValue:
    """End the session here, then at the issuer where it offers that."""
    _log.info("signed out")
    session.clear()
    answer = redirect(_end_at_issuer() or "/", code=303)
    return drop_hint(cast(Response, answer), secure=_settings().https)


@auth.get("/sign-out")
@access(public)
def come_back() -> ResponseReturnValue:
    """Show the home page to whoever comes back from signing out at the issuer."""
    return redirect("/", code=303)


def _page_to_return_to(text: str | None) -> str:
    """Return a page worth going back to: none of signing in, none that bursts the cookie."""
    path = local_path(text)
    return "/" if path.startswith(f"{auth.url_prefix}/") or len(path) > LONGEST_NEXT else path


def _drop_old_attempts() -> None:
    """Forget all but the latest attempts nobody finished: each takes its share of the cookie."""
    attempts = [name for name in session if name.startswith(_ATTEMPT)]
    attempts.sort(key=lambda name: session[name]["exp"])
    for name in attempts[: len(attempts) + 1 - MOST_ATTEMPTS]:
        session.pop(name)


def _token() -> Any:
    """Return the issuer's answer to the code, its identity token checked."""
    settings = _settings()
    expected = {
        "iss": {"essential": True, "value": settings.oidc_issuer},
        "aud": {"essential": True, "value": settings.oidc_client_id},
    }
    try:
        token = _issuer().authorize_access_token(claims_options=expected)
        return {**token, "userinfo": token["userinfo"]}
    except requests.RequestException as error:
        raise Unavailable(_AWAY) from error
    except (AuthlibBaseError, JoseError, KeyError, ValueError) as error:
        _log.warning("sign-in not completed", reason=_reason(error))
        raise Malformed(N_("登录没有完成，请重新登录")) from error


def _reason(error: Exception) -> str:
    """Return the error's code, which may come from anybody, else its kind."""
    code = str(getattr(error, "error", ""))
    return code if _ERROR_CODE.fullmatch(code) else type(error).__name__


def _without_role(refused: Forbidden) -> str:
    """Return the page for a person the issuer knows and this product does not."""
    detail = say(refused.detail, refused.params)
    return render_template("ui/without_role.html", detail=detail, request_id=request_id())


def _end_at_issuer() -> str | None:
    try:
        end = _issuer().load_server_metadata().get("end_session_endpoint")
    except requests.RequestException:
        return None
    asked = {
        "client_id": _settings().oidc_client_id,
        "post_logout_redirect_uri": f"{_public_url()}/auth/sign-out",
    }
    return f"{end}?{urlencode(asked | _hint())}" if end else None


def _hint() -> dict[str, str]:
    """Return the identity token; none whose key is gone, an issuer would answer with an error."""
    token = kept_hint(secure=_settings().https)
    keys = cast(IssuerKeys, current_app.extensions[KEYS])
    try:
        return {"id_token_hint": token} if token and keys.signed(token) else {}
    except Unavailable:
        return {}


def _public_url() -> str:
    return _settings().public_url.rstrip("/")


def _settings() -> WebSettings:
    return cast(WebSettings, current_app.extensions[SETTINGS])


def _issuer() -> Any:
    return current_app.extensions[ISSUER]
