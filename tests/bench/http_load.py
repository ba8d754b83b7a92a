"""Many clients of one HTTP server in one thread, so that they take little of the machine.

A client keeps its connection and has one request under way. Times are taken from when a request
should have been sent, so a server that is late cannot hide it by slowing its clients down.
"""

import selectors
import socket
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

RECEIVE_BYTES = 1 << 16
ANSWER_WITHIN_SECONDS = 60.0
_END_OF_HEAD = b"\r\n\r\n"


@dataclass(frozen=True)
class Answer:
    """One answer: when it was asked for (monotonic), how long it took, status 0 for none."""

    asked_at: float
    seconds: float
    status: int
    body: bytes

    @property
    def is_good(self) -> bool:
        """Tell whether the server did what it was asked."""
        return 200 <= self.status < 300


@dataclass(frozen=True, kw_only=True)
class Target:
    """Where requests go and what each carries."""

    host: str
    port: int
    headers: tuple[tuple[str, str], ...] = ()

    def request(self, method: str, path: str, body: bytes = b"", **headers: str) -> bytes:
        """Return a request as it goes over the wire; `Idempotency_Key` becomes a header's name."""
        lines = [f"{method} {path} HTTP/1.1", f"Host: {self.host}:{self.port}"]
        lines += [f"{name}: {value}" for name, value in self.headers]
        lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
        if body:
            lines += ["Content-Type: application/json", f"Content-Length: {len(body)}"]
        return "\r\n".join([*lines, "", ""]).encode() + body


@dataclass
class _Client:
    target: Target
    connection: socket.socket | None = None
    request: bytes = b""
    asked_at: float = 0.0
    received: bytearray = field(default_factory=bytearray)
    tries: int = 0

    def send(self, request: bytes, asked_at: float) -> None:
        self.request, self.asked_at, self.tries = request, asked_at, 0
        self._send()

    def _send(self) -> None:
        self.tries += 1
        self.received.clear()
        if self.connection is None:
            place = (self.target.host, self.target.port)
            self.connection = socket.create_connection(place, timeout=ANSWER_WITHIN_SECONDS)
            self.connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.connection.sendall(self.request)

    def receive(self) -> Answer | None:
        """Read what came; return the answer once it is whole."""
        try:
            piece = self.connection.recv(RECEIVE_BYTES) if self.connection else b""
        except OSError:
            piece = b""
        if not piece:
            return self._cut_off()
        self.received += piece
        whole = _whole(self.received)
        return self._answer(*whole) if whole else None

    def close(self) -> None:
        if self.connection:
            self.connection.close()
        self.connection = None

    def _cut_off(self) -> Answer | None:
        """Send once more, as every client does when a kept connection was closed meanwhile."""
        self.close()
        if self.request and not self.received and self.tries == 1:
            try:
                self._send()
            except OSError:
                self.close()
            else:
                return None
        return self._answer(0, b"", closes=True) if self.request else None

    def _answer(self, status: int, body: bytes, closes: bool) -> Answer:
        self.request = b""
        if closes:
            self.close()
        return Answer(self.asked_at, time.monotonic() - self.asked_at, status, body)


def closed_loop(
    target: Target, requests: Iterator[bytes], *, clients: int, seconds: float
) -> list[Answer]:
    """Let each client send its next request when it has its answer, until the time is over."""
    until = time.monotonic() + seconds

    def due() -> float | None:
        now = time.monotonic()
        return now if now < until else None

    return _Load(target, requests, clients).run(due, lambda: None)


def open_loop(
    target: Target, requests: Iterator[bytes], *, clients: int, at: Sequence[float]
) -> list[Answer]:
    """Send a request at each of the times (seconds from now), however late the answers are."""
    begun = time.monotonic()
    waiting = [begun + each for each in sorted(at, reverse=True)]
    return _Load(target, requests, clients).run(
        lambda: waiting[-1] if waiting else None, waiting.pop
    )


class _Load:
    def __init__(self, target: Target, requests: Iterator[bytes], clients: int) -> None:
        self._requests = requests
        self._idle = [_Client(target) for _ in range(clients)]
        self._busy: dict[int, _Client] = {}
        self._selector = selectors.EpollSelector()
        self._answers: list[Answer] = []

    def run(self, due: Callable[[], float | None], taken: Callable[[], object]) -> list[Answer]:
        """Send while something is due; return all answers."""
        while True:
            next_at = due()
            while next_at is not None and self._idle and next_at <= time.monotonic():
                taken()
                self._send(next_at)
                next_at = due()
            if next_at is None and not self._busy:
                break
            self._receive(next_at)
        for client in self._idle:
            client.close()
        self._selector.close()
        return self._answers

    def _send(self, asked_at: float) -> None:
        client, request = self._idle.pop(), next(self._requests)
        try:
            client.send(request, asked_at)
        except OSError:
            client.close()
            try:
                client.send(request, asked_at)
            except OSError:
                self._done(client, Answer(asked_at, time.monotonic() - asked_at, 0, b""))
                return
        self._watch(client)

    def _watch(self, client: _Client) -> None:
        assert client.connection is not None
        number = client.connection.fileno()
        self._busy[number] = client
        self._selector.register(number, selectors.EVENT_READ)

    def _receive(self, next_at: float | None) -> None:
        wait = ANSWER_WITHIN_SECONDS if next_at is None or not self._idle else None
        if wait is None and next_at is not None:
            wait = max(0.0, next_at - time.monotonic())
        for key, _ in self._selector.select(wait):
            client = self._busy.pop(key.fd)
            self._selector.unregister(key.fd)
            answer = client.receive()
            if answer is None:
                self._watch(client)
            else:
                self._done(client, answer)

    def _done(self, client: _Client, answer: Answer) -> None:
        client.request = b""
        self._answers.append(answer)
        self._idle.append(client)


def _whole(received: bytearray) -> tuple[int, bytes, bool] | None:
    """Return status, body and whether the server closes, once all of an answer is there."""
    end = received.find(_END_OF_HEAD)
    if end < 0:
        return None
    head = bytes(received[:end]).lower()
    body = bytes(received[end + len(_END_OF_HEAD) :])
    _, _, length = head.partition(b"content-length:")
    if len(body) < int(length.split(b"\r\n", 1)[0] or 0):
        return None
    return int(head[9:12]), body, b"\r\nconnection: close" in head
