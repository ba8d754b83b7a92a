"""gunicorn's threads, but nobody holds one by sending slowly, and all being held is no silence.

The server itself waits without end for the rest of a request that has begun, so that as many slow
senders as there are threads would stop the service. Here a request has its headers within seconds,
and its body within what a 20 MB upload over a slow line takes; else reading ends.

Where all threads wait for a store that hangs, signs of life have threads of their own, and who has
waited behind the others for long is told so instead of being made to wait for the store as well.
"""

import selectors
import socket
import time
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from typing import Any, ClassVar

from gunicorn.util import write_nonblock
from gunicorn.workers.gthread import ThreadWorker

from shared.web.early_answers import arrived, is_a_look
from shared.web.unread_requests import KeptAnswer, busy, unread

_WATCHING_THREADS = 2


class PatientWorker(ThreadWorker):
    """A worker that waits for a sender, not for ever; seconds."""

    headers_within: ClassVar[float] = 15
    body_within: ClassVar[float] = 120
    thread_within: ClassVar[float] = 15

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self._until: dict[Any, float] = {}

    def get_thread_pool(self) -> Any:
        """Make the threads of requests, and beside them those of who watches."""
        self._watching = ThreadPoolExecutor(_WATCHING_THREADS, thread_name_prefix="watching")
        return super().get_thread_pool()

    def enqueue_req(self, conn: Any) -> None:
        """Hand a connection to a thread when its request has begun to arrive."""
        begun = arrived(conn.sock)
        has_read_ahead = conn.initialized and conn.parser.unreader.buf.getvalue()
        if begun is None and not conn.initialized:
            self._await_request(conn)
        elif is_a_look(begun or b"") and not has_read_ahead:
            self._hand(conn, self._watching.submit(self.handle, conn))
        else:
            since = time.monotonic()
            self._hand(conn, self.tpool.submit(self._handle_in_time, conn, since))

    def _hand(self, conn: Any, handled: Future[Any]) -> None:
        handled.add_done_callback(
            lambda each: self.method_queue.defer(self.finish_request, conn, each)
        )

    def _await_request(self, conn: Any) -> None:
        """Let the main loop wait for the first bytes, as it does between two requests."""
        conn.set_timeout()
        self.pending_conns.append(conn)
        readable = partial(self.on_pending_socket_readable, conn)
        self.poller.register(conn.sock, selectors.EVENT_READ, readable)

    def _cap_keepalive(self, deadline: float) -> None:
        """Let who has connected and said nothing not keep a worker from stopping either."""
        super()._cap_keepalive(deadline)
        for conn in self.pending_conns:
            conn.timeout = min(conn.timeout, deadline)

    def _handle_in_time(self, conn: Any, since: float) -> Any:
        """Handle a request, unless it has waited for this thread too long."""
        if time.monotonic() - since <= self.thread_within:
            return self.handle(conn)
        from shared.metrics import REQUESTS_NOT_TAKEN  # noqa: PLC0415 - after the fork, as all do

        self.log.warning("no thread was free in time")
        REQUESTS_NOT_TAKEN.inc()
        with suppress(OSError):
            conn.sock.settimeout(1)
            conn.sock.sendall(busy())
        return False

    def handle(self, conn: Any) -> Any:
        """Read one request and answer it, in a thread."""
        self._until[conn] = time.monotonic() + self.headers_within
        try:
            return super().handle(conn)
        finally:
            self._until.pop(conn, None)

    def handle_request(self, req: Any, conn: Any) -> Any:
        """Answer a request whose headers are here."""
        self._until[conn] = time.monotonic() + self.body_within
        return super().handle_request(req, conn)

    def handle_error(self, req: Any, client: Any, addr: Any, exc: Any) -> None:
        """Answer a request that could not be read, and log it as gunicorn does."""
        kept = KeptAnswer()
        super().handle_error(req, kept, addr, exc)
        with suppress(OSError):
            write_nonblock(client, unread(kept.sent))

    def murder_pending(self) -> None:
        """End what waits too long; the main loop calls this every second."""
        super().murder_pending()
        now = time.monotonic()
        for conn, until in list(self._until.items()):
            if until < now:
                with suppress(OSError):
                    conn.sock.shutdown(socket.SHUT_RD)
