"""One program a service, one word a process: serve, consume, relay, clock, setup, wait, work.

`work` runs consume, relay and clock as loops of one process. A loop that fails ends the process
with exit code 1, so whoever watches it starts it again.
"""

import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from importlib import import_module
from typing import Any

from shared.clock import new_id, utc_now
from shared.errors import AppError, Unavailable
from shared.logs import configure, logger
from shared.messaging.relay import Relay
from shared.metrics import EVENTS_RESENT, EVENTS_SENT, OUTBOX_AGE_SECONDS
from shared.mongo.client import Documents
from shared.mongo.declared import Declared, until_set_up
from shared.mongo.lease import Lease
from shared.settings import SettingMissing, SettingWrong

Loop = Callable[[threading.Event], None]
Run = Callable[[Sequence[str]], int]
LEASE_LASTS = timedelta(seconds=15)
BUSY_SECONDS, IDLE_SECONDS, AWAY_SECONDS = 0.05, 0.3, 1.0

_log = logger(__name__)


@dataclass(frozen=True, kw_only=True)
class Service:
    """The processes of a service; each is built only when its word is said."""

    name: str
    setup: Callable[[], None]
    consume: Callable[[], Sequence[Loop]]
    relay: Callable[[], Sequence[Loop]]
    clock: Callable[[], Sequence[Loop]]
    indexes: Callable[[], Declared]
    commands: Mapping[str, Run]


def on_demand(address: str) -> Callable[..., Any]:
    """Return a callable that imports "module:function" when it is first called.

    So a command that needs no engine does not wait for the clients of all engines.
    """
    module, _, name = address.partition(":")

    def call(*arguments: Any) -> Any:
        return getattr(import_module(module), name)(*arguments)

    return call


def main(service: Service, arguments: Sequence[str]) -> int:
    """Run the process or command that the first argument names; return the exit code."""
    word, rest = (arguments[0], arguments[1:]) if arguments else ("", [])
    if run := service.commands.get(word):
        return _told(lambda: run(rest))
    if word == "serve":
        return _serve(service)
    words: dict[str, Callable[[], Sequence[Loop]]] = {
        "consume": service.consume,
        "relay": service.relay,
        "clock": service.clock,
        "wait": lambda: [until_set_up(service.indexes(), os.environ)],
        "work": lambda: [*service.consume(), *service.relay(), *service.clock()],
    }
    if word in words:
        configure(service.name)
        return _told(lambda: run_loops(words[word]()))
    if word == "setup":
        configure(service.name)
        return _told(lambda: _set_up(service))
    known = ", ".join(["serve", *words, "setup", *service.commands])
    sys.stderr.write(f"python -m services.{service.name} WORD; WORD is one of: {known}\n")
    return 2


def run_loops(loops: Sequence[Loop]) -> int:
    """Run loops in threads until SIGTERM, SIGINT or the first failure; return the exit code."""
    stop = threading.Event()
    failed = threading.Event()
    for each in (signal.SIGTERM, signal.SIGINT):
        signal.signal(each, lambda *_: stop.set())

    def guard(loop: Loop) -> None:
        try:
            loop(stop)
        except Exception:
            _log.exception("loop failed")
            failed.set()
        finally:
            stop.set()

    threads = [threading.Thread(target=guard, args=(loop,), daemon=True) for loop in loops]
    for thread in threads:
        thread.start()
    while not stop.wait(0.5):
        continue
    for thread in threads:
        thread.join(timeout=20)
    return 1 if failed.is_set() else 0


def every(seconds: float, act: Callable[[], object]) -> Loop:
    """Return a loop that acts, then waits; while a store is away it waits and tries again."""

    def loop(stop: threading.Event) -> None:
        while not stop.is_set():
            try:
                act()
            except Unavailable as away:
                _log.warning("store away, waiting", reason=away.detail)
            stop.wait(seconds)

    return loop


def relay_loop(relay: Relay, *, service: str, database: Documents) -> Loop:
    """Return the loop of the one active relay of a service."""
    lease = Lease(database, "relay", new_id(), LEASE_LASTS)

    def loop(stop: threading.Event) -> None:
        started = False
        while not stop.is_set():
            try:
                if not lease.hold(utc_now()):
                    started = False
                    stop.wait(LEASE_LASTS.total_seconds() / 3)
                    continue
                if not started:
                    relay.start()
                    started = True
                stop.wait(_carry(relay, service))
            except Unavailable as away:
                _log.warning("store or broker away, waiting", reason=away.detail)
                stop.wait(AWAY_SECONDS)
        lease.release()

    return loop


def _carry(relay: Relay, service: str) -> float:
    """Send for up to a second, keep the figures; return how long to wait."""
    until = time.monotonic() + 1
    resent = relay.resent
    sent = total = relay.once()
    while sent and time.monotonic() < until:
        sent = relay.once()
        total += sent
    since = relay.outbox.oldest_waiting()
    age = (utc_now() - since).total_seconds() if since else 0.0
    OUTBOX_AGE_SECONDS.labels(service=service).set(age)
    EVENTS_SENT.labels(service=service).inc(total)
    EVENTS_RESENT.labels(service=service).inc(relay.resent - resent)
    return BUSY_SECONDS if total else IDLE_SECONDS


def _serve(service: Service) -> int:
    application = f"services.{service.name}.app:app_from_environment()"
    command = [sys.executable, "-m", "gunicorn", "--config", "python:shared.web.gunicorn"]
    sys.stdout.flush()
    os.execv(sys.executable, [*command, application])  # noqa: S606 - no shell is meant


def _set_up(service: Service) -> int:
    service.setup()
    _log.info("setup done")
    return 0


def _told(run: Callable[[], int]) -> int:
    try:
        return run()
    except (SettingMissing, SettingWrong) as error:
        sys.stderr.write(f"{error}\n")
    except AppError as error:
        sys.stderr.write(f"{error.detail % error.params if error.params else error.detail}\n")
    return 2
