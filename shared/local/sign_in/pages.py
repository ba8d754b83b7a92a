"""The side of the provider that people see: choosing whom to be, and leaving."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from flask import Blueprint, redirect, render_template, request
from flask.typing import ResponseReturnValue

from shared.errors import Malformed
from shared.local.sign_in.codes import Grant
from shared.local.sign_in.people import Group
from shared.local.sign_in.protocol import Provider
from shared.web.access import access, public
from shared.web.identity import must_be_told_again, person_of_session
from shared.words import N_

CARRIED = ("client_id", "redirect_uri", "response_type", "scope", "state", "nonce")
PKCE = ("code_challenge", "code_challenge_method")
_CHALLENGE_LENGTH = 43


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A request for authorization whose program and way back are known."""

    client_id: str
    redirect_uri: str
    state: str

    def back(self, **answer: str) -> str:
        """Return the way back with an answer."""
        state = {"state": self.state} if self.state else {}
        return f"{self.redirect_uri}?{urlencode({**answer, **state})}"


def sign_in_pages(provider: Provider, groups: Sequence[Group], public_url: str) -> Blueprint:
    """Return the pages; people come back only to the product at `public_url`."""
    pages = Blueprint("local_sign_in", __name__)
    callback, signed_out = f"{public_url}/auth/callback", f"{public_url}/auth/sign-out"

    @pages.get("/authorize")
    @access(public)
    def choose() -> ResponseReturnValue:
        asked = _asked(provider, callback)
        if error := _problem():
            return redirect(asked.back(error=error), code=303)
        if (known := _signed_in_before()) in provider.people:
            return redirect(asked.back(code=provider.codes.issue(_grant(asked, known))), code=303)
        carried = {name: request.values.get(name, "") for name in (*CARRIED, *PKCE)}
        return render_template("sign_in/choose.html", groups=groups, carried=carried)

    @pages.post("/authorize")
    @access(public)
    def allow() -> ResponseReturnValue:
        asked = _asked(provider, callback)
        if error := _problem():
            return redirect(asked.back(error=error), code=303)
        person = request.form.get("person", "")
        if person not in provider.people:
            return redirect(asked.back(error="access_denied"), code=303)
        return redirect(asked.back(code=provider.codes.issue(_grant(asked, person))), code=303)

    @pages.get("/end-session")
    @access(public)
    def leave() -> ResponseReturnValue:
        asked = request.args.get("post_logout_redirect_uri")
        return redirect(signed_out if asked == signed_out else "/", code=303)

    return pages


def _asked(provider: Provider, callback: str) -> Asked:
    """Return who asks; without a known program and way back nobody is sent anywhere."""
    client = provider.clients.get(request.values.get("client_id", ""))
    if client is None or client.grant != "authorization_code":
        raise Malformed(N_("登录请求来自未登记的程序"))
    if request.values.get("redirect_uri") != callback:
        raise Malformed(N_("登录请求的返回地址未登记"))
    return Asked(
        client_id=client.client_id, redirect_uri=callback, state=request.values.get("state", "")
    )


def _problem() -> str | None:
    if request.values.get("response_type") != "code":
        return "unsupported_response_type"
    if "openid" not in request.values.get("scope", "").split():
        return "invalid_scope"
    challenge = request.values.get("code_challenge", "")
    is_s256 = request.values.get("code_challenge_method") == "S256"
    return None if is_s256 and len(challenge) == _CHALLENGE_LENGTH else "invalid_request"


def _signed_in_before() -> str:
    """Return who comes to be told again, "" for anybody else.

    The product lies at the same address, so its session stands for one of our own.
    """
    person = person_of_session() if must_be_told_again() else None
    return person.sub if person else ""


def _grant(asked: Asked, sub: str) -> Grant:
    return Grant(
        client_id=asked.client_id,
        redirect_uri=asked.redirect_uri,
        sub=sub,
        nonce=request.values.get("nonce") or None,
        challenge=request.values["code_challenge"],
        scope=request.values["scope"],
    )
