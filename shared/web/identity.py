"""Who is asking: the person of the session cookie, or the system of a bearer token.

The cookie is signed with the key all three services share and holds the few claims that the
product reads. One that was not signed with it, or is older than eight hours, is no sign-in.

The issuer alone knows who was disabled or has another role by now, so a session is good for reading
for a quarter of an hour: then the browser goes by way of the issuer, which says who it is without
a question while its own session lasts. What was being written meanwhile can still be handed in for
two hours.
"""

from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any, cast

from authlib.integrations.flask_client import OAuth
from flask import Flask, current_app, g, request, session

from shared.clock import utc_now
from shared.errors import Unauthenticated
from shared.principal import Principal, Role
from shared.web.issuer_keys import IssuerKeys
from shared.web.machine_paths import is_for_machines
from shared.web.session_cookie import SessionCookie
from shared.web.tokens import BearerTokens
from shared.web.web_settings import WebSettings
from shared.words import N_

SESSION_LASTS = timedelta(hours=8)
READ_FOR = timedelta(minutes=15)
WRITE_FOR = timedelta(hours=2)
PERSON, UNTIL, TOLD = "person", "until", "told"
CSRF, NOTES = "csrf_token", "_flashes"
ISSUER = "fairport-issuer"
KEYS = "fairport-issuer-keys"
TOKENS = "fairport-tokens"
SETTINGS = "fairport-web-settings"
_PATIENCE_SECONDS = 5


def install_identity(app: Flask, settings: WebSettings) -> None:
    """Let the app know people by the session cookie and systems by bearer tokens."""
    app.config.update(
        SECRET_KEY=settings.secret_key,
        SESSION_COOKIE_NAME="__Host-fairport" if settings.https else "fairport",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.https,
        PERMANENT_SESSION_LIFETIME=SESSION_LASTS,
        SESSION_REFRESH_EACH_REQUEST=False,
    )
    app.session_interface = SessionCookie()
    app.extensions[SETTINGS] = settings
    keys = IssuerKeys(settings.oidc_issuer)
    app.extensions[KEYS] = keys
    app.extensions[TOKENS] = BearerTokens(settings.oidc_issuer, keys)
    app.extensions[ISSUER] = OAuth(app).register(
        "issuer",
        client_id=settings.oidc_client_id,
        client_secret=settings.oidc_client_secret,
        server_metadata_url=f"{settings.oidc_issuer.rstrip('/')}/.well-known/openid-configuration",
        client_kwargs={
            "scope": "openid profile email",
            "code_challenge_method": "S256",
            "default_timeout": _PATIENCE_SECONDS,
        },
    )


def principal() -> Principal | None:
    """Return who asks on the present request, None when nobody is signed in.

    Raises:
        Unauthenticated: there is a bearer token and it is not valid.
    """
    if "principal" not in g:
        token = bearer_token()
        tokens = cast(BearerTokens, current_app.extensions[TOKENS])
        g.principal = tokens.principal(token) if token is not None else person_of_session()
    return cast(Principal | None, g.principal)


def require_principal() -> Principal:
    """Return who asks on a route that is open only to people and systems that are known.

    Raises:
        Unauthenticated: nobody is signed in.
    """
    asking = principal()
    if asking is None:
        raise Unauthenticated(N_("请先登录"))
    return asking


def bearer_token() -> str | None:
    """Return the token of the Authorization header; it goes before a cookie. Pages take none."""
    if not is_for_machines(request.path):
        return None
    kind, _, token = request.headers.get("Authorization", "").partition(" ")
    return token.strip() if kind.lower() == "bearer" else None


def begin_session(person: Principal, *, now: datetime) -> None:
    """Sign a person in; nothing of the session before remains.

    Only forms that the same person has open stay good, and notes not shown yet are kept.
    """
    same = (session.get(PERSON) or {}).get("sub") == person.sub
    kept = {name: session[name] for name in (CSRF, NOTES) if same and name in session}
    session.clear()
    session.update(kept)
    session.permanent = True
    session.update(session_of(person, now=now))


def session_of(person: Principal, *, now: datetime) -> dict[str, Any]:
    """Return what the session of a person holds."""
    claims = {k: v for k, v in asdict(person).items() if v is not None and k != "scopes"}
    until = int((now + SESSION_LASTS).timestamp())
    return {PERSON: claims, UNTIL: until, TOLD: int(now.timestamp())}


def person_of_session() -> Principal | None:
    """Return the person of the cookie, None without one or when its time is over."""
    claims, until = session.get(PERSON), session.get(UNTIL, 0)
    if not claims or until <= utc_now().timestamp() or _told_before(WRITE_FOR):
        return None
    try:
        return Principal(**{**claims, "role": Role(claims["role"])})
    except (KeyError, TypeError, ValueError):  # signed by another release: sign in again
        return None


def must_be_told_again() -> bool:
    """Tell whether the issuer must say anew who the person of the cookie is before they read on."""
    return person_of_session() is not None and _told_before(READ_FOR)


def _told_before(age: timedelta) -> bool:
    """Tell whether the issuer last said so longer ago; one that does not say when was not asked."""
    return bool(session.get(TOLD, 0) <= (utc_now() - age).timestamp())
