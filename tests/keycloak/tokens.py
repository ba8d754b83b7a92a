"""Tokens that systems get from the issuer, and what a forger makes of them."""

import base64
import hmac
import json
from typing import Any

import requests

_SECONDS = 30


class Tokens:
    """Asks one issuer for tokens."""

    def __init__(self, issuer: str) -> None:
        self.url = f"{issuer}/protocol/openid-connect/token"

    def ask(self, client_id: str, *scopes: str, secret: str | None = None) -> requests.Response:
        """Return the answer to a system that asks for a token."""
        named = {"scope": " ".join(scopes)} if scopes else {}
        return requests.post(
            self.url,
            data={"grant_type": "client_credentials", **named},
            auth=(client_id, secret or f"demo-{client_id}"),
            timeout=_SECONDS,
        )

    def of(self, client_id: str, *scopes: str, secret: str | None = None) -> str:
        """Return the access token of a system."""
        answer = self.ask(client_id, *scopes, secret=secret)
        assert answer.ok, answer.text
        return str(answer.json()["access_token"])


def read(token: str, part: int = 1) -> dict[str, Any]:
    """Return the claims of a token, or its header (part 0), unchecked."""
    text = token.split(".")[part]
    return dict(json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))))


def forged(token: str, *, header: dict[str, Any] | None = None, **claims: Any) -> str:
    """Return the token with other claims below the old signature."""
    _, _, signature = token.split(".")
    parts = ({**read(token, 0), **(header or {})}, {**read(token), **claims})
    return ".".join([*(_written(part) for part in parts), signature])


def signed_with_secret(token: str, secret: bytes) -> str:
    """Return the token signed with a shared secret (HS256), as its header then says."""
    said = f"{_written({**read(token, 0), 'alg': 'HS256'})}.{token.split('.')[1]}"
    signature = hmac.digest(secret, said.encode(), "sha256")
    return f"{said}.{base64.urlsafe_b64encode(signature).rstrip(b'=').decode()}"


def bearer(token: str) -> dict[str, str]:
    """Return the header that shows a token."""
    return {"Authorization": f"Bearer {token}"}


def _written(part: dict[str, Any]) -> str:
    return base64.urlsafe_b64encode(json.dumps(part).encode()).rstrip(b"=").decode()
