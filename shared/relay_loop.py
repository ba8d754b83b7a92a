"""The loop of the one active relay of a service: it holds the lease, or stands by."""

import threading
import time
from collections.abc import Callable
from datetime import timedelta
from typing import TypeVar

from shared.clock import new_id, utc_now
from shared.errors import Unavailable
from shared.logs import logger
from shared.loops import Loop, Named, Standing, stand
from shared.messaging.relay import Relay
from shared.metrics import EVENTS_RESENT, EVENTS_SENT, LEASE_HELD
from shared.mongo.client import Documents
from shared.mongo.lease import Lease

RELAY = "relay"
LEASE_LASTS = timedelta(seconds=15)
BUSY_SECONDS, IDLE_SECONDS, AWAY_SECONDS = 0.05, 0.3, 1.0

T = TypeVar("T")
_log = logger(__name__)


def relay_loop(relay: Relay, *, service: str, database: Documents) -> Loop:
    """Return the loop of the one active relay of a service."""
    lease = Lease(database, RELAY, new_id(), LEASE_LASTS)

    def loop(stop: threading.Event) -> None:
        started = False
        while not stop.is_set():
            try:
                held = lease.keep(utc_now())
                LEASE_HELD.labels(service=service, lease=RELAY).set(int(held))
                if not held:
                    stand(stop, Standing.STANDBY)
                    started = False
                    stop.wait(lease.renew_seconds)
                    continue
                if not started:
                    _counted(relay, service, relay.start)
                    started = True
                pause = _carry(relay, service)
                stand(stop, Standing.WORKING)
                stop.wait(pause)
            except Unavailable as away:
                _log.warning("store or broker away, waiting", reason=away.detail)
                stand(stop, Standing.AWAY)
                stop.wait(AWAY_SECONDS)
        lease.release()
        LEASE_HELD.labels(service=service, lease=RELAY).set(0)

    return Named(RELAY, loop)


def _carry(relay: Relay, service: str) -> float:
    """Send for up to a second, count what was sent; return how long to wait."""
    until = time.monotonic() + 1
    sent = total = _counted(relay, service, relay.once)
    while sent and time.monotonic() < until:
        sent = _counted(relay, service, relay.once)
        total += sent
    EVENTS_SENT.labels(service=service).inc(total)
    return BUSY_SECONDS if total else IDLE_SECONDS


def _counted(relay: Relay, service: str, act: Callable[[], T]) -> T:
    """Return what the relay's act returns; count what it sent again, even if it then failed."""
    before = relay.resent
    try:
        return act()
    finally:
        EVENTS_RESENT.labels(service=service).inc(relay.resent - before)
