"""Bearer tokens of systems: who sent this request, told by a token of the issuer."""

from collections.abc import Callable

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import GuestProtocol, Key

from shared.clock import utc_now
from shared.errors import Unauthenticated
from shared.principal import Principal
from shared.web.claims import principal_of, scopes_of
from shared.web.issuer_keys import IssuerKeys
from shared.words import N_

AUDIENCE = "fairport"
ALGORITHMS = ("RS256", "PS256", "ES256")
LEEWAY_SECONDS = 30
MOST_CHARACTERS = 8000


class BearerTokens:
    """Checks signature, issuer, audience and times of a token."""

    def __init__(
        self,
        issuer: str,
        keys: IssuerKeys,
        *,
        audience: str = AUDIENCE,
        now: Callable[[], float] = lambda: utc_now().timestamp(),
    ) -> None:
        self._keys = keys
        self._now = now
        self._registry = jwt.JWTClaimsRegistry(
            now=lambda: int(self._now()),
            leeway=LEEWAY_SECONDS,
            iss={"essential": True, "value": issuer},
            aud={"essential": True, "value": audience},
            exp={"essential": True},
            sub={"essential": True},
            scope={"essential": True},
        )

    def principal(self, token: str) -> Principal:
        """Return who the token speaks for, with its scopes.

        A token without scope is refused: it is an identity token, or good for nothing here.

        Raises:
            Unauthenticated: the token is not one of the issuer, not for this product or not valid
                at this time.
            Forbidden: it names no role of this product.
            Unavailable: the issuer's keys cannot be had.
        """
        try:
            decoded = jwt.decode(token[:MOST_CHARACTERS], self._key, algorithms=ALGORITHMS)
            self._registry.validate(decoded.claims)
        except (JoseError, ValueError, TypeError, KeyError) as error:
            raise Unauthenticated(N_("访问令牌无效或已过期")) from error
        scopes = scopes_of(decoded.claims)
        if not scopes:
            raise Unauthenticated(N_("访问令牌无效或已过期"))
        return principal_of(decoded.claims, scopes=scopes)

    def _key(self, token: GuestProtocol) -> Key:
        key_id = token.headers().get("kid")
        return self._keys.having(key_id).get_by_kid(key_id)
