"""Which mailbox a browser has open: a signed cookie for one case, short, gone with the window.

It has nothing to do with the session of people who sign in. What is changed through it needs the
token of its own form as well.
"""

import hmac
from dataclasses import dataclass
from hashlib import sha256

from flask import Response, current_app, request
from itsdangerous import BadData, URLSafeTimedSerializer

from shared.clock import new_id
from shared.errors import Malformed
from shared.words import N_

LASTS_SECONDS = 20 * 60
PATH = "/complaints/follow"
MAILBOX = f"{PATH}/mailbox"
_SALT = "fairport-mailbox"


@dataclass(frozen=True, kw_only=True)
class OpenMailbox:
    """A mailbox that was opened by its receipt; `nonce` tells one opening from another."""

    case_id: str
    nonce: str

    @property
    def form_token(self) -> str:
        """The token a form of this mailbox carries."""
        key = f"{_SALT}|{current_app.secret_key!s}".encode()
        return hmac.digest(key, self.nonce.encode(), sha256).hex()

    def check_form(self) -> None:
        """Refuse a form that no page of this mailbox sent.

        Raises:
            Malformed: the token is missing or of another opening.
        """
        if not hmac.compare_digest(request.form.get("token", ""), self.form_token):
            raise Malformed(N_("表单已过期，请返回并刷新页面后再提交"))


def opened_now(case_id: str) -> OpenMailbox:
    """Return a mailbox that has just been opened."""
    return OpenMailbox(case_id=case_id, nonce=new_id())


def open_mailbox() -> OpenMailbox | None:
    """Return the mailbox this browser has open, None without one or after 20 minutes."""
    try:
        case_id, nonce = _signer().loads(request.cookies.get(_name(), ""), max_age=LASTS_SECONDS)
    except (BadData, ValueError):
        return None
    return OpenMailbox(case_id=case_id, nonce=nonce)


def keep_open(response: Response, mailbox: OpenMailbox) -> Response:
    """Let the browser keep a mailbox open for 20 minutes from now, until it is closed."""
    response.set_cookie(
        _name(),
        str(_signer().dumps([mailbox.case_id, mailbox.nonce])),
        path=PATH,
        httponly=True,
        samesite="Strict",
        secure=_secure(),
    )
    return response


def close(response: Response) -> Response:
    """Let the browser forget the mailbox."""
    response.delete_cookie(_name(), path=PATH, httponly=True, samesite="Strict", secure=_secure())
    return response


def _name() -> str:
    return "__Secure-fairport-mailbox" if _secure() else "fairport-mailbox"


def _secure() -> bool:
    return bool(current_app.config["SESSION_COOKIE_SECURE"])


def _signer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(
        str(current_app.secret_key),
        salt=_SALT,
        signer_kwargs={"key_derivation": "hmac", "digest_method": sha256},
    )
