"""gunicorn's threads, but nobody holds one by sending slowly.

The server itself waits without end for the rest of a request that has begun, so that as many slow
senders as there are threads would stop the service. Here a request has its headers within seconds,
and its body within what a 20 MB upload over a slow line takes; else reading ends.
"""

import socket
import time
from contextlib import suppress
from typing import Any, ClassVar

from gunicorn.util import write_nonblock
from gunicorn.workers.gthread import ThreadWorker

from shared.web.unread_requests import KeptAnswer, unread


class PatientWorker(ThreadWorker):
    """A worker that waits for a sender, not for ever; seconds."""

    headers_within: ClassVar[float] = 15
    body_within: ClassVar[float] = 120

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self._until: dict[Any, float] = {}

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
