"""The side of the provider that programs talk to: discovery, keys and tokens.

Source: RFC 6749 (grants, errors), RFC 7636 (PKCE), OpenID Connect Core 1.0.
"""

import base64
import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import Flask, Response, jsonify, request

from shared.local.sign_in.clients import Client, Clients
from shared.local.sign_in.codes import Codes
from shared.local.sign_in.issuer import Issuer
from shared.local.sign_in.people import Person

_LARGEST_BODY = 64 * 1024


@dataclass(frozen=True, kw_only=True)
class Provider:
    """What both sides of the provider share."""

    issuer: Issuer
    clients: Clients
    codes: Codes
    people: Mapping[str, Person]


class Refused(Exception):
    """A token is refused; the code is one of RFC 6749, section 5.2."""

    def __init__(self, code: str, detail: str, status: int = 400) -> None:
        super().__init__(detail)
        self.code = code
        self.status = status


def create_protocol_app(provider: Provider, prefix: str) -> Flask:
    """Return the app; its routes are below the prefix."""
    app = Flask(__name__, static_folder=None)
    app.config["MAX_CONTENT_LENGTH"] = _LARGEST_BODY
    app.register_error_handler(Refused, _tell)
    app.add_url_rule(
        f"{prefix}/.well-known/openid-configuration",
        "metadata",
        lambda: jsonify(provider.issuer.metadata()),
    )
    app.add_url_rule(f"{prefix}/jwks.json", "keys", lambda: jsonify(provider.issuer.public_keys()))
    app.add_url_rule(f"{prefix}/token", "token", lambda: _answer(provider), methods=["POST"])
    return app


def challenge_of(verifier: str) -> str:
    """Return the S256 challenge of a verifier. Source: RFC 7636, section 4.2."""
    digest = hashlib.sha256(verifier.encode()).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


def _answer(provider: Provider) -> Response:
    client = _client(provider.clients)
    grant = request.form.get("grant_type", "")
    if grant not in {"authorization_code", "client_credentials"}:
        raise Refused("unsupported_grant_type", "use authorization_code or client_credentials")
    if client.grant != grant:
        raise Refused("unauthorized_client", f"this program uses {client.grant}")
    if grant == "client_credentials":
        answer = provider.issuer.token_of_client(client, _scope(client))
    else:
        answer = _redeem(provider, client)
    response = jsonify(answer)
    response.headers["Cache-Control"] = "no-store"
    return response


def _client(clients: Clients) -> Client:
    basic = request.authorization
    if basic is not None and basic.type == "basic":
        client_id, secret = basic.username or "", basic.password or ""
    else:
        client_id, secret = (request.form.get(n, "") for n in ("client_id", "client_secret"))
    client = clients.authenticated(client_id, secret)
    if client is None:
        raise Refused("invalid_client", "unknown program or wrong secret", 401)
    return client


def _scope(client: Client) -> str:
    """Return the scopes asked for, all of the program's when none are named."""
    asked = frozenset(request.form.get("scope", "").split()) or client.scopes
    if not asked <= client.scopes:
        raise Refused("invalid_scope", f"not for this program: {' '.join(asked - client.scopes)}")
    return " ".join(sorted(asked))


def _redeem(provider: Provider, client: Client) -> dict[str, Any]:
    grant = provider.codes.redeem(request.form.get("code", ""))
    if grant is None or grant.client_id != client.client_id:
        raise Refused("invalid_grant", "the code is unknown, used or too old")
    if grant.redirect_uri != request.form.get("redirect_uri"):
        raise Refused("invalid_grant", "redirect_uri is not the one of the request")
    verifier = request.form.get("code_verifier", "")
    if not hmac.compare_digest(challenge_of(verifier), grant.challenge):
        raise Refused("invalid_grant", "code_verifier does not fit the challenge")
    return provider.issuer.token_of_person(grant, provider.people[grant.sub])


def _tell(refused: Refused) -> Response:
    response = jsonify(error=refused.code, error_description=str(refused))
    response.status_code = refused.status
    response.headers["Cache-Control"] = "no-store"
    if refused.status == 401:
        response.headers["WWW-Authenticate"] = 'Basic realm="fairport"'
    return response
