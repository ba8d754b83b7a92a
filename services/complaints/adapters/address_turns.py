"""Turns of one address, in memory alone.

An address is never kept: a bucket has the name HMAC(key, address), and the key is drawn at start
and again every hour, when all buckets go with the old one. Nothing is written anywhere, so each
process counts for itself.
"""

import hmac
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from ipaddress import ip_address, ip_network
from math import ceil
from threading import Lock

from services.complaints.domain.cases.allowance import ALLOWANCES, Turn

KEY_LASTS = timedelta(hours=1)
MOST_BUCKETS = 50_000
HOST_BITS = 64  # of IPv6: whoever has one address there has them all


@dataclass
class _Bucket:
    left: float
    at: datetime


class AddressTurns:
    """A token bucket per address and kind of turn."""

    def __init__(self, draw_key: Callable[[], bytes] = lambda: secrets.token_bytes(32)) -> None:
        self._draw_key = draw_key
        self._lock = Lock()
        self._buckets: dict[bytes, _Bucket] = {}
        self._key = b""
        self._until: datetime | None = None

    def take(self, turn: Turn, address: str, *, now: datetime) -> int:
        """Take a turn; return 0, or the seconds to wait where none is left."""
        allowance = ALLOWANCES[turn]
        pause = allowance.within.total_seconds() / allowance.one
        with self._lock:
            bucket = self._filled(turn, address, now)
            if bucket.left < 1:
                return max(1, ceil((1 - bucket.left) * pause))
            bucket.left -= 1
            return 0

    def give_back(self, turn: Turn, address: str, *, now: datetime) -> None:
        """Give a turn back that was not needed."""
        with self._lock:
            bucket = self._filled(turn, address, now)
            bucket.left = min(float(ALLOWANCES[turn].one), bucket.left + 1)

    def _filled(self, turn: Turn, address: str, now: datetime) -> _Bucket:
        """Return the bucket with what has come back to it since it was looked at."""
        self._forget(now)
        allowance = ALLOWANCES[turn]
        name = hmac.digest(self._key, f"{turn}|{coarse(address)}".encode(), sha256)
        bucket = self._buckets.setdefault(name, _Bucket(left=float(allowance.one), at=now))
        passed = max(0.0, (now - bucket.at) / allowance.within)
        bucket.left = min(float(allowance.one), bucket.left + passed * allowance.one)
        bucket.at = now
        return bucket

    def _forget(self, now: datetime) -> None:
        over = self._until is None or not self._until - KEY_LASTS <= now < self._until
        if over or len(self._buckets) >= MOST_BUCKETS:
            self._buckets.clear()
            self._key, self._until = self._draw_key(), now + KEY_LASTS


def coarse(address: str) -> str:
    """Return an IPv4 address, or the network of an IPv6 one; "" for what is neither."""
    try:
        read = ip_address(address)
    except ValueError:
        return ""
    if read.version == 4:
        return str(read)
    mapped = getattr(read, "ipv4_mapped", None)
    return str(mapped or ip_network((read, HOST_BITS), strict=False))
