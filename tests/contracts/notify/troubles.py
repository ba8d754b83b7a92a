"""Surroundings that die or hang up in the middle."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn

from services.notify.domain.channels.outcome import Outcome
from services.notify.ports import Letter, OutsideChannel

_ANSWERS = (b"250 ok\r\n", b"250 ok\r\n", b"250 ok\r\n", b"354 go on\r\n")


class Killed(BaseException):
    """The process dies here."""


class DiesAfterSending:
    """A channel whose process is killed when the server has answered."""

    def __init__(self, channel: OutsideChannel) -> None:
        self._channel = channel

    def send(self, letter: Letter) -> Outcome:
        self._channel.send(letter)
        raise Killed


class DiesAsking:
    """An address book whose process is killed while it asks."""

    def resolve(self, recipient_ref: str) -> NoReturn:
        raise Killed

    def name_of(self, ref: str) -> None:
        return None


@contextmanager
def server_that_hangs_up_on_a_text() -> Iterator[int]:
    """Give the port of a mail server that takes a text and closes without an answer."""
    listener = socket.create_server(("127.0.0.1", 0))
    thread = threading.Thread(target=_serve, args=(listener,), daemon=True)
    thread.start()
    try:
        yield listener.getsockname()[1]
    finally:
        listener.close()
        thread.join(timeout=5)


def _serve(listener: socket.socket) -> None:
    try:
        connection, _ = listener.accept()
    except OSError:
        return
    with connection:
        connection.sendall(b"220 here\r\n")
        for answer in _ANSWERS:
            connection.recv(65536)
            connection.sendall(answer)
        connection.recv(65536)
