"""The small HTTP listener of a process that serves no pages: /metrics, /healthz, /readyz.

Healthy is a process whose loops turn, wherever its stores are: a restart would bring none back.
Ready is one whose loops can work. Standing by for a lease is both.
"""

import json
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from shared.loops import Pulse, Standing
from shared.metrics import LOOP_LATE_SECONDS
from shared.watching.watch_settings import Address

Answer = tuple[HTTPStatus, str, bytes]
_JSON = "application/json"
_PATIENCE_SECONDS = 10
_WORST_FIRST = (Standing.LATE, Standing.AWAY, Standing.STANDBY, Standing.WORKING)


@contextmanager
def listening(address: Address, pulses: Sequence[Pulse], *, service: str) -> Iterator[int]:
    """Answer while the block runs; give the port."""
    for pulse in pulses:
        _measure(pulse, service)
    answers: Mapping[str, Callable[[], Answer]] = {
        "/metrics": _figures,
        "/healthz": lambda: _state(pulses, bad={Standing.LATE}),
        "/readyz": lambda: _state(pulses, bad={Standing.LATE, Standing.AWAY}),
    }
    server = ThreadingHTTPServer((address.host, address.port), _handler(answers))
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, name="listener", daemon=True)
    thread.start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        server.server_close()
        thread.join(timeout=5)


def _measure(pulse: Pulse, service: str) -> None:
    late = LOOP_LATE_SECONDS.labels(service=service, loop=pulse.name)
    late.set_function(lambda: pulse.late_seconds)


def _figures() -> Answer:
    return HTTPStatus.OK, CONTENT_TYPE_LATEST, generate_latest()


def _state(pulses: Sequence[Pulse], *, bad: set[Standing]) -> Answer:
    standings = {pulse.name: pulse.standing for pulse in pulses}
    worst = next((each for each in _WORST_FIRST if each in standings.values()), Standing.WORKING)
    status = HTTPStatus.SERVICE_UNAVAILABLE if worst in bad else HTTPStatus.OK
    return status, _JSON, json.dumps({"status": worst, "loops": standings}).encode()


def _handler(answers: Mapping[str, Callable[[], Answer]]) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        timeout = _PATIENCE_SECONDS
        server_version = "fairport"
        sys_version = ""

        def do_GET(self) -> None:
            answer = answers.get(self.path.partition("?")[0])
            status, kind, body = answer() if answer else (HTTPStatus.NOT_FOUND, _JSON, b"{}")
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its name too
            """Write no line: somebody asks every few seconds."""

    return Handler
