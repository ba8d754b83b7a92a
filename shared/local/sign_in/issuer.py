"""What the provider signs and publishes."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from joserfc import jwt
from joserfc.jwk import KeySet, RSAKey

from shared.local.sign_in.clients import Client
from shared.local.sign_in.codes import Grant
from shared.local.sign_in.people import Person
from shared.web.tokens import AUDIENCE

TOKEN_LASTS = timedelta(minutes=10)
_ALGORITHM = "RS256"


def load_key(file: Path) -> RSAKey:
    """Return the signing key of the file; a new one is made and kept when there is none."""
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch(mode=0o600)
        file.write_bytes(RSAKey.generate_key(2048, private=True).as_pem(private=True))
    key = RSAKey.import_key(file.read_bytes(), {"use": "sig", "alg": _ALGORITHM})
    key.ensure_kid()
    return key


class Issuer:
    """Makes tokens; its address is part of each."""

    def __init__(self, url: str, key: RSAKey, now: Callable[[], datetime]) -> None:
        self.url = url
        self._key = key
        self._now = now

    def id_token(self, grant: Grant, person: Person) -> str:
        """Return who signed in, for the program that asked."""
        nonce = {"nonce": grant.nonce} if grant.nonce else {}
        return self._sign({"sub": person.sub, "aud": grant.client_id, **nonce, **person.claims()})

    def token_of_person(self, grant: Grant, person: Person) -> dict[str, Any]:
        """Return the answer to a code."""
        claims = {"sub": person.sub, "client_id": grant.client_id, **person.claims()}
        answer = self._access(claims, grant.scope)
        return {**answer, "id_token": self.id_token(grant, person)}

    def token_of_client(self, client: Client, scope: str) -> dict[str, Any]:
        """Return the answer to a program that asks for itself."""
        claims = {"sub": client.client_id, "client_id": client.client_id, **client.claims}
        return self._access(claims, scope)

    def metadata(self) -> dict[str, Any]:
        """Return what the provider can do and where (OpenID Connect Discovery 1.0)."""
        return {
            "issuer": self.url,
            "authorization_endpoint": f"{self.url}/authorize",
            "token_endpoint": f"{self.url}/token",
            "jwks_uri": f"{self.url}/jwks.json",
            "end_session_endpoint": f"{self.url}/end-session",
            "response_types_supported": ["code"],
            "grant_types_supported": ["authorization_code", "client_credentials"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": [_ALGORITHM],
            "code_challenge_methods_supported": ["S256"],
            "token_endpoint_auth_methods_supported": ["client_secret_basic", "client_secret_post"],
            "scopes_supported": ["openid", "profile", "email"],
        }

    def public_keys(self) -> Mapping[str, Any]:
        """Return the keys that tell whether a token is ours."""
        return KeySet([self._key]).as_dict(private=False)

    def _access(self, claims: Mapping[str, Any], scope: str) -> dict[str, Any]:
        return {
            "access_token": self._sign({"aud": AUDIENCE, "scope": scope, **claims}),
            "token_type": "Bearer",
            "expires_in": int(TOKEN_LASTS.total_seconds()),
            "scope": scope,
        }

    def _sign(self, claims: Mapping[str, Any]) -> str:
        issued = int(self._now().timestamp())
        until = issued + int(TOKEN_LASTS.total_seconds())
        times = {"iss": self.url, "iat": issued, "nbf": issued, "exp": until}
        header = {"alg": _ALGORITHM, "kid": self._key.kid}
        return jwt.encode(header, {**times, **claims}, self._key)
