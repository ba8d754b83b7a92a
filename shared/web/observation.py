"""What is known of each request: its ids, one log line, its time by route.

Neither log nor figures hold query strings, bodies, addresses or the values in a path. On anonymous
addresses the id is ours and stays here: one that an entrance in front of us knows would join our
line with its own, which may hold an address.
"""

import re
import time

import structlog
from flask import Flask, Response, g, request

from shared.clock import new_id
from shared.logs import logger, set_trace_id
from shared.metrics import REQUEST_SECONDS
from shared.web.anonymous_paths import is_anonymous

SANE_ID = re.compile(r"[0-9a-f]{32}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
QUIET = frozenset({"/healthz", "/readyz", "/metrics"})

_log = logger("shared.web.access")


def install_observation(app: Flask, service: str) -> None:
    """Give each request its ids, write one line for it and count its time."""

    def begin() -> None:
        g.began = time.perf_counter()
        g.request_id = _told("X-Request-Id") or new_id()
        trace = _told("X-Correlation-Id") or g.request_id
        set_trace_id(trace)
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(service=service, request_id=g.request_id)

    def end(response: Response) -> Response:
        if not is_anonymous(request.path):
            response.headers["X-Request-Id"] = request_id()
        _observe(service, response)
        return response

    app.before_request(begin)
    app.after_request(end)


def request_id() -> str:
    """Return the id of the present request."""
    return str(g.get("request_id", ""))


def _observe(service: str, response: Response) -> None:
    seconds = time.perf_counter() - g.get("began", time.perf_counter())
    route = request.url_rule.rule if request.url_rule else "(none)"
    method = request.method if request.method in METHODS else "(other)"
    status = str(response.status_code)
    REQUEST_SECONDS.labels(service=service, method=method, route=route, status=status).observe(
        seconds
    )
    if route not in QUIET:
        ms = round(seconds * 1000, 1)
        _log.info("request", method=method, route=route, status=response.status_code, ms=ms)


def _told(header: str) -> str:
    value = request.headers.get(header, "")
    return value if SANE_ID.fullmatch(value) and not is_anonymous(request.path) else ""
