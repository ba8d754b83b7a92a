"""Hands requests on to the service they are for."""

import shutil
from collections.abc import Callable, Iterable
from tempfile import SpooledTemporaryFile
from typing import Any

from werkzeug.middleware.http_proxy import ProxyMiddleware
from werkzeug.wsgi import get_input_stream

from shared.local.ports import HOST
from shared.local.wsgi import Application

# Longer than the longest wait of the feed.
_PATIENCE_SECONDS = 70
_IN_MEMORY_BYTES = 1024 * 1024


def proxy_to(port: int, away: Application) -> Application:
    """Return the application that asks the service at the port; `away` answers when it cannot.

    The service sees the host people typed, and the address the request came from.
    """
    middleware = ProxyMiddleware(away, {}, timeout=_PATIENCE_SECONDS)
    options = {"target": f"http://{HOST}:{port}", "remove_prefix": False, "host": None}
    options |= {"headers": {}, "ssl_context": None}

    def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        # A service may die with the request in hand: then the form can be sent again.
        with SpooledTemporaryFile(max_size=_IN_MEMORY_BYTES) as sent:
            shutil.copyfileobj(get_input_stream(environ), sent)
            sent.seek(0)
            return ask({**environ, "wsgi.input": sent}, start_response)

    def ask(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        answered: list[tuple[str, list[tuple[str, str]]]] = []

        def note(status: str, headers: list[tuple[str, str]], *_: Any) -> Callable[[bytes], Any]:
            answered.append((status, headers))
            return _write_nothing

        path = environ["PATH_INFO"].encode("latin-1").decode("utf-8", "replace")
        body: Iterable[bytes] = middleware.proxy_to(options, path, "/")(environ, note)
        status, headers = answered[0]
        if status.startswith("502"):
            environ["wsgi.input"].seek(0)
            return away(environ, start_response)
        start_response(status, headers)
        return body

    return application


def _write_nothing(_: bytes) -> None:
    """Take the place of the old way to write an answer, which nothing here uses."""
