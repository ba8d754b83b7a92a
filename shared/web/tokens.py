"""Bearer tokens of systems: who sent this request, told by a token of the issuer."""

import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import GuestProtocol, Key, KeySet

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
MOST_REMEMBERED = 1000


@dataclass(frozen=True, kw_only=True)
class _Good:
    """What a good token said, until when (epoch seconds), and by which keys of the issuer."""

    principal: Principal
    until: float
    key_id: str | None
    keys: KeySet


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
        self._checked = _Checked()
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
        mark = sha256(token.encode()).digest()
        known = self._checked.get(mark)
        if known is None or not self._still_good(known):
            known = self._read(token)
            self._checked.keep(mark, known)
        return known.principal

    def _still_good(self, known: _Good) -> bool:
        return self._now() < known.until and self._keys.having(known.key_id) is known.keys

    def _read(self, token: str) -> _Good:
        try:
            decoded = jwt.decode(token[:MOST_CHARACTERS], self._key, algorithms=ALGORITHMS)
            self._registry.validate(decoded.claims)
            key_id = decoded.header.get("kid")
        except (JoseError, ValueError, TypeError, KeyError) as error:
            raise Unauthenticated(N_("访问令牌无效或已过期")) from error
        scopes = scopes_of(decoded.claims)
        if not scopes:
            raise Unauthenticated(N_("访问令牌无效或已过期"))
        return _Good(
            principal=principal_of(decoded.claims, scopes=scopes),
            until=float(decoded.claims["exp"]),
            key_id=key_id,
            keys=self._keys.having(key_id),
        )

    def _key(self, token: GuestProtocol) -> Key:
        key_id = token.headers().get("kid")
        return self._keys.having(key_id).get_by_kid(key_id)


class _Checked:
    """Tokens that were found good, by their digest; most of what a check costs is the signature.

    A token is checked again after its end, or once other keys than it was checked with are known.
    """

    def __init__(self) -> None:
        self._known: OrderedDict[bytes, _Good] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, mark: bytes) -> "_Good | None":
        with self._lock:
            return self._known.get(mark)

    def keep(self, mark: bytes, good: "_Good") -> None:
        with self._lock:
            self._known[mark] = good
            self._known.move_to_end(mark)
            while len(self._known) > MOST_REMEMBERED:
                self._known.popitem(last=False)
