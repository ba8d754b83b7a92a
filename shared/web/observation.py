"""What is known of each request: its ids, one log line, its time by route.

Neither log nor figures hold query strings, bodies, addresses or the values in a path. On anonymous
addresses the id is ours and stays here: one that an entrance in front of us knows would join our
line with its own, which may hold an address.
"""

import re
import time
from contextlib import ExitStack

import structlog
from flask import Flask, Response, g, request

from shared import traces
from shared.clock import new_id
from shared.logs import logger, set_trace_id
from shared.metrics import REQUEST_SECONDS
from shared.traces import trace_id_of
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
        traced = trace_id_of(_open_span(service))
        set_trace_id(traced or _told("X-Correlation-Id") or g.request_id)
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(service=service, request_id=g.request_id)

    def end(response: Response) -> Response:
        if not is_anonymous(request.path):
            response.headers["X-Request-Id"] = request_id()
        _observe(service, response)
        return response

    def close(_error: BaseException | None) -> None:
        if (scope := g.pop("span_scope", None)) is not None:
            scope.close()

    app.before_request(begin)
    app.after_request(end)
    app.teardown_request(close)


def request_id() -> str:
    """Return the id of the present request."""
    return str(g.get("request_id", ""))


def _observe(service: str, response: Response) -> None:
    seconds = time.perf_counter() - g.get("began", time.perf_counter())
    method, route = _method(), _route()
    _note_answer(response.status_code)
    status = str(response.status_code)
    REQUEST_SECONDS.labels(service=service, method=method, route=route, status=status).observe(
        seconds
    )
    if route not in QUIET:
        ms = round(seconds * 1000, 1)
        _log.info("request", method=method, route=route, status=response.status_code, ms=ms)


def _open_span(service: str) -> str:
    """Begin the span of this request, below that of who asked; return its trace context."""
    route = _route()
    if not traces.is_on() or route in QUIET:
        return ""
    above = "" if is_anonymous(request.path) else traces.sane(request.headers.get(traces.HEADER))
    about = {"http.request.method": _method(), "http.route": route, "fairport.service": service}
    g.span_scope = ExitStack()
    g.span = g.span_scope.enter_context(
        traces.span(
            f"{_method()} {route}",
            kind="server",
            parents=[above] if above else [],
            attributes=about,
        )
    )
    return str(g.span.traceparent)


def _note_answer(status: int) -> None:
    span: traces.Span = g.get("span", traces.NO_SPAN)
    span.note({"http.response.status_code": status})
    if status >= 500:
        span.fail(str(status))


def _method() -> str:
    return request.method if request.method in METHODS else "(other)"


def _route() -> str:
    return request.url_rule.rule if request.url_rule else "(none)"


def _told(header: str) -> str:
    value = request.headers.get(header, "")
    return value if SANE_ID.fullmatch(value) and not is_anonymous(request.path) else ""
