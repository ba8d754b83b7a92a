"""The public keys of the issuer, fetched when needed and kept."""

import threading
import time
from collections.abc import Callable
from typing import Any

import requests
from joserfc import jws
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from shared.errors import Unavailable
from shared.logs import logger
from shared.words import N_

KEPT_SECONDS = 300.0
LEAST_SECONDS_BETWEEN = 30.0
LEAST_SECONDS_WITHOUT = 2.0
_log = logger(__name__)
_DISCOVERY = "/.well-known/openid-configuration"

Fetch = Callable[[str], Any]


def fetch_json(url: str) -> Any:
    """Return the JSON behind an address."""
    response = requests.get(url, timeout=5)
    response.raise_for_status()
    return response.json()


class IssuerKeys:
    """Finds keys by discovery; asks again for an unknown one, but not more than twice a minute."""

    def __init__(
        self,
        issuer: str,
        *,
        fetch: Fetch = fetch_json,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._issuer = issuer.rstrip("/")
        self._fetch = fetch
        self._monotonic = monotonic
        self._lock = threading.Lock()
        self._keys: KeySet | None = None
        self._asked_at = float("-inf")

    def having(self, key_id: str | None) -> KeySet:
        """Return the key set, fetched again if it is old or does not have the key.

        Raises:
            Unavailable: the issuer does not answer and no keys are known yet.
        """
        with self._lock:
            if self._is_stale(key_id):
                self._refresh()
            if self._keys is None:
                raise Unavailable(N_("身份认证服务暂时无法使用，请稍后再试"))
            return self._keys

    def signed(self, token: str) -> bool:
        """Tell whether the issuer still publishes the key that a token names; checks nothing else.

        Raises:
            Unavailable: the issuer does not answer and no keys are known yet.
        """
        try:
            key_id = jws.extract_compact(token.encode()).headers().get("kid")
        except (JoseError, ValueError):
            return False
        return key_id in {key.kid for key in self.having(key_id).keys}

    def _is_stale(self, key_id: str | None) -> bool:
        age = self._monotonic() - self._asked_at
        if self._keys is None:
            return age > LEAST_SECONDS_WITHOUT
        if age > KEPT_SECONDS:
            return True
        known = {key.kid for key in self._keys.keys}
        return key_id not in known and age > LEAST_SECONDS_BETWEEN

    def _refresh(self) -> None:
        """Fetch the keys; when that fails, those known before stay."""
        try:
            where = self._fetch(f"{self._issuer}{_DISCOVERY}")["jwks_uri"]
            self._keys = KeySet.import_key_set(self._fetch(where))
        except (requests.RequestException, JoseError, KeyError, TypeError, ValueError):
            _log.warning("issuer does not answer with keys", issuer=self._issuer)
        self._asked_at = self._monotonic()
