"""One program a service, one word a process: serve, consume, relay, clock, setup, work.

`work` runs consume, relay and clock as loops of one process. A loop that fails ends the process
with exit code 1, so whoever watches it starts it again; one that hangs is told by the listener.
"""

import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import timedelta
from importlib import import_module
from typing import Any, TypeVar

from shared import traces
from shared.clock import new_id, utc_now
from shared.errors import AppError, Unavailable
from shared.logs import configure, logger
from shared.loops import PATIENCE_SECONDS, Loop, Named, Pulse, Standing, pulses, stand
from shared.messaging.relay import Relay
from shared.metrics import EVENTS_RESENT, EVENTS_SENT, LEASE_HELD
from shared.mongo.client import Documents
from shared.mongo.lease import Lease
from shared.settings import SettingMissing, SettingWrong, load
from shared.watching.build import note_build
from shared.watching.listener import listening
from shared.watching.watch_settings import Address, WatchSettings

Run = Callable[[Sequence[str]], int]
T = TypeVar("T")
RELAY = "relay"
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
        "work": lambda: [*service.consume(), *service.relay(), *service.clock()],
    }
    if word in words:
        configure(service.name)
        return _told(lambda: _watched(service.name, word, words[word]))
    if word == "setup":
        configure(service.name)
        return _told(lambda: _set_up(service))
    known = ", ".join(["serve", *words, "setup", *service.commands])
    sys.stderr.write(f"python -m services.{service.name} WORD; WORD is one of: {known}\n")
    return 2


def run_loops(loops: Sequence[Loop], *, service: str = "", address: Address | None = None) -> int:
    """Run loops in threads until SIGTERM, SIGINT or the first failure; return the exit code.

    Args:
        loops: what to run.
        service: whose loops they are, for the figures.
        address: where to tell figures and signs of life, None for nowhere.
    """
    stop = threading.Event()
    failed = threading.Event()
    for each in (signal.SIGTERM, signal.SIGINT):
        signal.signal(each, lambda *_: stop.set())

    def guard(loop: Loop, pulse: Pulse) -> None:
        try:
            loop(pulse)
        except Exception:
            _log.exception("loop failed", loop=pulse.name)
            failed.set()
        finally:
            stop.set()

    beating = pulses(list(loops), stop)
    threads = [
        threading.Thread(target=guard, args=(loop, pulse), name=pulse.name, daemon=True)
        for loop, pulse in zip(loops, beating, strict=True)
    ]
    with ExitStack() as stack:
        if address:
            stack.enter_context(listening(address, beating, service=service))
        for thread in threads:
            thread.start()
        while not stop.wait(0.5):
            continue
        for thread in threads:
            thread.join(timeout=20)
    return 1 if failed.is_set() else 0


def every(
    seconds: float,
    act: Callable[[], object],
    *,
    name: str = "",
    patience_seconds: float = PATIENCE_SECONDS,
) -> Loop:
    """Return a loop that acts, then waits; while a store is away it waits and tries again.

    Args:
        seconds: how long to wait.
        act: what to do.
        name: what the loop is called in figures.
        patience_seconds: how long acting may take before the loop counts as hanging.
    """

    def loop(stop: threading.Event) -> None:
        while not stop.is_set():
            try:
                act()
                stand(stop, Standing.WORKING)
            except Unavailable as away:
                _log.warning("store away, waiting", reason=away.detail)
                stand(stop, Standing.AWAY)
            stop.wait(seconds)

    return Named(name, loop, patience_seconds) if name else loop


def relay_loop(relay: Relay, *, service: str, database: Documents) -> Loop:
    """Return the loop of the one active relay of a service."""
    lease = Lease(database, RELAY, new_id(), LEASE_LASTS)

    def loop(stop: threading.Event) -> None:
        started = False
        while not stop.is_set():
            try:
                held = lease.hold(utc_now())
                _tell_lease(stop, service, held=held)
                if not held:
                    started = False
                    stop.wait(LEASE_LASTS.total_seconds() / 3)
                    continue
                if not started:
                    _counted(relay, service, relay.start)
                    started = True
                stop.wait(_carry(relay, service))
            except Unavailable as away:
                _log.warning("store or broker away, waiting", reason=away.detail)
                stand(stop, Standing.AWAY)
                stop.wait(AWAY_SECONDS)
        lease.release()
        _tell_lease(stop, service, held=False)

    return Named(RELAY, loop)


def _tell_lease(stop: threading.Event, service: str, *, held: bool) -> None:
    stand(stop, Standing.WORKING if held else Standing.STANDBY)
    LEASE_HELD.labels(service=service, lease=RELAY).set(int(held))


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


def _watched(service: str, process: str, loops: Callable[[], Sequence[Loop]]) -> int:
    """Run the loops of a process with everything by which it is watched."""
    settings = load(WatchSettings, os.environ)
    address = Address.of(settings.metrics_bind) if settings.metrics_bind else None
    note_build(service=service, process=process, release=settings.release)
    traces.start(
        settings.otel_exporter_otlp_endpoint,
        service=service,
        process=process,
        release=settings.release,
    )
    try:
        return run_loops(loops(), service=service, address=address)
    finally:
        traces.stop()


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
