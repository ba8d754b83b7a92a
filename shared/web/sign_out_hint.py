"""The issuer's identity token, kept for the day the person signs out.

With it an issuer ends its session at once; without it Keycloak asks the person to confirm, and
whoever walks away from that page stays signed in there. The cookie goes to the sign-out address
alone, so no other request carries it.
"""

from typing import Any

from flask import Response, request

from shared.web.identity import SESSION_LASTS

PATH = "/auth/sign-out"
# A browser drops a cookie of more than 4096 bytes, name and attributes included.
MOST_CHARACTERS = 3800


def keep_hint(response: Response, token: Any, *, secure: bool) -> Response:
    """Let the browser keep the identity token; one that is too long for a cookie is not kept."""
    if not isinstance(token, str) or len(token) > MOST_CHARACTERS:
        return drop_hint(response, secure=secure)
    response.set_cookie(
        _name(secure=secure),
        token,
        max_age=SESSION_LASTS,
        path=PATH,
        httponly=True,
        secure=secure,
        samesite="Lax",
    )
    return response


def kept_hint(*, secure: bool) -> str | None:
    """Return the identity token of the person who signs out."""
    return request.cookies.get(_name(secure=secure))


def drop_hint(response: Response, *, secure: bool) -> Response:
    """Let the browser forget the identity token."""
    response.delete_cookie(
        _name(secure=secure), path=PATH, httponly=True, secure=secure, samesite="Lax"
    )
    return response


def _name(*, secure: bool) -> str:
    return "__Secure-fairport-hint" if secure else "fairport-hint"
