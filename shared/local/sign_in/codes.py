"""Authorization codes: good for one use within a minute."""

import secrets
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

CODE_LASTS = timedelta(seconds=60)


@dataclass(frozen=True, kw_only=True)
class Grant:
    """What a person allowed a program, to be fetched with a code."""

    client_id: str
    redirect_uri: str
    sub: str
    nonce: str | None
    challenge: str
    scope: str


class Codes:
    """The codes that were given out and not yet used."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._lock = threading.Lock()
        self._waiting: dict[str, tuple[Grant, datetime]] = {}

    def issue(self, grant: Grant) -> str:
        """Return a new code for the grant."""
        code = secrets.token_urlsafe(32)
        with self._lock:
            self._drop_expired()
            self._waiting[code] = (grant, self._now() + CODE_LASTS)
        return code

    def redeem(self, code: str) -> Grant | None:
        """Return the grant and forget the code; None for an unknown, used or late one."""
        with self._lock:
            self._drop_expired()
            grant, _ = self._waiting.pop(code, (None, None))
        return grant

    def _drop_expired(self) -> None:
        now = self._now()
        self._waiting = {c: kept for c, kept in self._waiting.items() if kept[1] > now}
