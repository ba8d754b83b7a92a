"""The access token notify shows other services: client credentials, kept until it expires."""

import threading
import time
from typing import Any

import requests
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.requests_client import OAuth2Session

SCOPE = "recipients:resolve"
_EARLY_SECONDS = 30
_SECONDS = 10


class TokenRefused(Exception):
    """The issuer gives us no token."""


class ServiceToken:
    """A token of the issuer; threads share it and only one of them asks at a time."""

    def __init__(self, issuer: str, client_id: str, client_secret: str) -> None:
        """Ask this issuer, as this client."""
        self._issuer = issuer.rstrip("/")
        self._client = (client_id, client_secret)
        self._lock = threading.Lock()
        self._value = ""
        self._until = 0.0

    def value(self) -> str:
        """Return a token that is valid for another half minute at least.

        Raises:
            TokenRefused: the issuer gives none.
            requests.RequestException: the issuer cannot be reached.
        """
        with self._lock:
            if time.time() >= self._until - _EARLY_SECONDS:
                self._fetch()
            return self._value

    def forget(self) -> None:
        """Ask for a new token next time: the one we have was refused."""
        with self._lock:
            self._until = 0.0

    def _fetch(self) -> None:
        client_id, client_secret = self._client
        with OAuth2Session(client_id, client_secret, scope=SCOPE) as session:
            try:
                token: dict[str, Any] = session.fetch_token(
                    self._token_url(), grant_type="client_credentials", timeout=_SECONDS
                )
                self._value = str(token["access_token"])
            except (AuthlibBaseError, KeyError, ValueError) as error:
                raise TokenRefused(type(error).__name__) from error
        self._until = time.time() + float(token.get("expires_in", 60))

    def _token_url(self) -> str:
        url = f"{self._issuer}/.well-known/openid-configuration"
        answer = requests.get(url, timeout=_SECONDS)
        answer.raise_for_status()
        return str(answer.json()["token_endpoint"])
