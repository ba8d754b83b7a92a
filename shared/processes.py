"""One program a service, one word a process: serve, consume, relay, clock, setup, wait, work.

`work` runs consume, relay and clock as loops of one process. A loop that fails ends the process
with exit code 1, so whoever watches it starts it again; one that hangs is told by the listener.
"""

import os
import signal
import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from shared import traces
from shared.errors import AppError, Unavailable
from shared.logs import configure, logger
from shared.loops import PATIENCE_SECONDS, Loop, Named, Pulse, Standing, pulses, stand
from shared.mongo.declared import Declared, until_set_up
from shared.settings import SettingWrong, check_all, load
from shared.watching.build import note_build
from shared.watching.listener import listening
from shared.watching.watch_settings import Address, WatchSettings
from shared.web.server_settings import ServerSettings

Run = Callable[[Sequence[str]], int]

# Waiting is done by who knows no more than where the documents are.
_WAIT = "wait"

_log = logger(__name__)


@dataclass(frozen=True, kw_only=True)
class Service:
    """The processes of a service; each is built only when its word is said."""

    name: str
    settings: type
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
        return _piped(lambda: _told(lambda: run(rest)))
    if word == "serve":
        return _told(lambda: _serve(service))
    words: dict[str, Callable[[], Sequence[Loop]]] = {
        "consume": service.consume,
        "relay": service.relay,
        "clock": service.clock,
        _WAIT: lambda: [until_set_up(service.indexes(), os.environ)],
        "work": lambda: [*service.consume(), *service.relay(), *service.clock()],
    }
    if word in words:
        configure(service.name)
        return _told(lambda: _watched(service, word, words[word]))
    if word == "setup":
        configure(service.name)
        return _told(lambda: _set_up(service))
    known = ", ".join(["serve", *words, "setup", *service.commands])
    sys.stderr.write(f"python -m services.{service.name} WORD; WORD is one of: {known}\n")
    return 2


def release() -> str:
    """Return what this program was built from."""
    return load(WatchSettings, os.environ).release


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


def _check_settings(service: Service) -> None:
    """Tell all that is wrong with the settings at once, before anything starts."""
    check_all((service.settings, WatchSettings, ServerSettings), os.environ)


def _watched(service: Service, process: str, loops: Callable[[], Sequence[Loop]]) -> int:
    """Run the loops of a process with everything by which it is watched."""
    if process != _WAIT:
        _check_settings(service)
    settings = load(WatchSettings, os.environ)
    address = Address.of(settings.metrics_bind) if settings.metrics_bind else None
    note_build(service=service.name, process=process, release=settings.release)
    traces.start(
        settings.otel_exporter_otlp_endpoint,
        service=service.name,
        process=process,
        release=settings.release,
    )
    try:
        return run_loops(loops(), service=service.name, address=address)
    finally:
        traces.stop()


def _serve(service: Service) -> int:
    """Become the web server; workers without settings would only fail again and again."""
    _check_settings(service)
    application = f"services.{service.name}.app:app_from_environment()"
    command = [sys.executable, "-m", "gunicorn", "--config", "python:shared.web.gunicorn"]
    sys.stdout.flush()
    os.execv(sys.executable, [*command, application])  # noqa: S606 - no shell is meant


def _set_up(service: Service) -> int:
    _check_settings(service)
    service.setup()
    _log.info("setup done")
    return 0


def _piped(run: Callable[[], int]) -> int:
    """Run a command whose reader may close early, as `| head -1` does: that is no failure."""
    try:
        code = run()
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    return code


def _told(run: Callable[[], int]) -> int:
    try:
        return run()
    except SettingWrong as error:
        sys.stderr.write(f"{error}\n")
    except AppError as error:
        sys.stderr.write(f"{error.detail % error.params if error.params else error.detail}\n")
    return 2
