"""A TCP link to a document store that can be cut at a chosen message.

It forwards bytes between the client and the store, reads the client's side message by message,
and closes the connection before a chosen request is forwarded, or after the store has answered it
and before the client hears of it.
"""

import socket
import struct
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from enum import Enum
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

HEAD_BYTES = 16
_LENGTH = struct.Struct("<i")


class Cut(Enum):
    """What is lost."""

    REQUEST = "request"
    ANSWER = "answer"


Choose = Callable[[bytes], Cut | None]


def cut_nth(table: str, number: int, what: Cut) -> Choose:
    """Return what cuts the link once, at the n-th request to a collection, counted from 1."""
    seen, lock = 0, threading.Lock()

    def choose(message: bytes) -> Cut | None:
        nonlocal seen
        with lock:
            seen += table.encode() in message[:400]
            return what if seen == number and table.encode() in message[:400] else None

    return choose


def cut_from(table: str, number: int) -> Choose:
    """Return what loses every request to a collection, from the n-th on."""
    seen, lock = 0, threading.Lock()

    def choose(message: bytes) -> Cut | None:
        nonlocal seen
        with lock:
            seen += table.encode() in message[:400]
            return Cut.REQUEST if seen >= number and table.encode() in message[:400] else None

    return choose


class Link:
    """The link; `url` leads over it, `cuts` counts what was lost."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        self._target = (parts.hostname or "127.0.0.1", parts.port or 27017)
        self._listener = socket.create_server(("127.0.0.1", 0))
        own = f"127.0.0.1:{self._listener.getsockname()[1]}"
        kept = [(name, value) for name, value in parse_qsl(parts.query) if name != "replicaSet"]
        query = urlencode([*kept, ("directConnection", "true")])
        self.url = urlunsplit((parts.scheme, own, parts.path or "/", query, ""))
        self.choose: Choose = lambda _: None
        self.cuts = 0
        self._open: set[socket.socket] = set()
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self) -> None:
        """Close the listener and every connection."""
        self._listener.close()
        for each in tuple(self._open):
            _close(each)

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                client, _ = self._listener.accept()
                store = socket.create_connection(self._target)
                self._open |= {client, store}
                mute = threading.Event()
                for carry in (self._carry_requests, self._carry_answers):
                    threading.Thread(target=carry, args=(client, store, mute), daemon=True).start()

    def _carry_requests(
        self, client: socket.socket, store: socket.socket, mute: threading.Event
    ) -> None:
        with suppress(OSError, EOFError):
            while True:
                message = _message(client)
                cut = self.choose(message)
                if cut is not None:
                    self.cuts += 1
                if cut is Cut.REQUEST:
                    break
                if cut is Cut.ANSWER:
                    mute.set()
                store.sendall(message)
                if cut is Cut.ANSWER:
                    return
        self._hang_up(client, store)

    def _carry_answers(
        self, client: socket.socket, store: socket.socket, mute: threading.Event
    ) -> None:
        with suppress(OSError, EOFError):
            while True:
                message = _message(store)
                if mute.is_set():
                    break
                client.sendall(message)
        self._hang_up(client, store)

    def _hang_up(self, *sockets: socket.socket) -> None:
        for each in sockets:
            self._open.discard(each)
            _close(each)


@contextmanager
def link_to(url: str) -> Iterator[Link]:
    """Give a link to the store at an address."""
    link = Link(url)
    try:
        yield link
    finally:
        link.close()


def _message(connection: socket.socket) -> bytes:
    head = _exactly(connection, HEAD_BYTES)
    (length,) = _LENGTH.unpack_from(head)
    return head + _exactly(connection, length - HEAD_BYTES)


def _exactly(connection: socket.socket, count: int) -> bytes:
    pieces = bytearray()
    while len(pieces) < count:
        piece = connection.recv(count - len(pieces))
        if not piece:
            raise EOFError
        pieces += piece
    return bytes(pieces)


def _close(connection: socket.socket) -> None:
    with suppress(OSError):
        connection.shutdown(socket.SHUT_RDWR)
    connection.close()
