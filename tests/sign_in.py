"""Signing people in, and trusting the test issuer, in tests through Flask's test client."""

from flask import Flask
from flask.testing import FlaskClient
from itsdangerous import URLSafeTimedSerializer

from shared.clock import new_id, utc_now
from shared.principal import Principal
from shared.web.identity import TOKENS, session_of
from shared.web.tokens import BearerTokens
from tests.tokens import ISSUER, issuer_keys

_CSRF = "csrf_token"


def sign_in(client: FlaskClient, person: Principal) -> FlaskClient:
    """Give the client the session of a person; its writes carry the form token as a header."""
    with client.session_transaction() as session:
        session.clear()
        session.update(session_of(person, now=utc_now()))
    return with_form_token(client)


def with_form_token(client: FlaskClient) -> FlaskClient:
    """Let the writes of a client pass as coming from pages of ours."""
    raw = new_id()
    with client.session_transaction() as session:
        session[_CSRF] = raw
    signer = URLSafeTimedSerializer(client.application.secret_key or "", salt="wtf-csrf-token")
    client.environ_base["HTTP_X_CSRF_TOKEN"] = signer.dumps(raw)
    return client


def sign_out(client: FlaskClient) -> FlaskClient:
    """Take session and form token away."""
    with client.session_transaction() as session:
        session.clear()
    client.environ_base.pop("HTTP_X_CSRF_TOKEN", None)
    return client


def trust_test_issuer(app: Flask) -> Flask:
    """Let the app take tokens of the test issuer; its own would be asked over the network."""
    app.extensions[TOKENS] = BearerTokens(ISSUER, issuer_keys())
    return app
