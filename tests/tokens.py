"""Tokens of a test issuer, and the issuer's keys as the product would fetch them."""

from collections.abc import Mapping
from typing import Any

from joserfc import jwt
from joserfc.jwk import Key, KeySet, RSAKey

from shared.clock import utc_now
from shared.principal import Principal
from shared.web.claims import OPTIONAL
from shared.web.issuer_keys import IssuerKeys
from shared.web.tokens import AUDIENCE

ISSUER = "http://127.0.0.1:8080/idp"
KEY_ID = "test-key"
KEY = RSAKey.generate_key(2048, {"kid": KEY_ID, "use": "sig"}, private=True)


def token(claims: Mapping[str, Any], *, key: RSAKey = KEY, algorithm: str = "RS256") -> str:
    """Return a token with exactly these claims."""
    return jwt.encode({"alg": algorithm, "kid": key.kid}, dict(claims), key, [algorithm])


def claims_of(principal: Principal, *scopes: str) -> dict[str, Any]:
    """Return the claims the issuer makes about a system, valid for ten minutes."""
    now = int(utc_now().timestamp())
    about = {name: getattr(principal, name) for name in OPTIONAL if getattr(principal, name)}
    return {
        "iss": ISSUER,
        "aud": AUDIENCE,
        "sub": principal.sub,
        "name": principal.name,
        "role": principal.role.value,
        "scope": " ".join(scopes or sorted(principal.scopes)),
        "nbf": now,
        "exp": now + 600,
        **about,
    }


def bearer(principal: Principal, *scopes: str) -> dict[str, str]:
    """Return the header of a system with these scopes, else with those of the principal."""
    return {"Authorization": f"Bearer {token(claims_of(principal, *scopes))}"}


class IssuerPages:
    """What the issuer publishes; counts how often its keys are fetched."""

    def __init__(self, *keys: Key) -> None:
        self.keys: list[Key] = list(keys) or [KEY]
        self.fetched = 0
        self.is_away = False

    def __call__(self, url: str) -> Any:
        """Return the JSON behind an address, as `fetch_json` does."""
        if self.is_away:
            raise ValueError("no answer")
        if url.endswith("openid-configuration"):
            return {"jwks_uri": f"{ISSUER}/jwks.json"}
        self.fetched += 1
        return KeySet(self.keys).as_dict(private=False)


def issuer_keys() -> IssuerKeys:
    """Return the keys of the test issuer."""
    return IssuerKeys(ISSUER, fetch=IssuerPages())
