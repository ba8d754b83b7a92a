"""A server whose answers take a known time."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from tests.bench.http_load import Target


@contextmanager
def slow_server(seconds: float, *, most_per_connection: int = 1000) -> Iterator[Target]:
    """Give a server that answers 200, or 500 on /broken, after a time.

    It drops a connection without a word before the request that is one too many.
    """

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        answered = 0

        def do_GET(self) -> None:
            if self.answered == most_per_connection:
                self.close_connection = True
                return
            self.answered += 1
            time.sleep(seconds)
            body = b'{"ok": true}'
            self.send_response(500 if self.path == "/broken" else 200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield Target(host="127.0.0.1", port=server.server_port)
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
