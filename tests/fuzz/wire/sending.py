"""Sending bytes and reading what comes back until the server closes or says nothing more."""

import socket
from contextlib import suppress

SECONDS = 10


def exchange(port: int, data: bytes, *, ends: bool = True) -> bytes:
    """Return all that is answered to some bytes; `ends` tells the server that no more follow."""
    with socket.create_connection(("127.0.0.1", port), timeout=SECONDS) as connection:
        with suppress(ConnectionError):
            connection.sendall(data)
            if ends:
                connection.shutdown(socket.SHUT_WR)
        answer = b""
        with suppress(ConnectionError):
            while piece := connection.recv(65536):
                answer += piece
        return answer


def statuses(answer: bytes) -> list[int]:
    """Return the status of each answer in a stream of them."""
    lines = [line for line in answer.split(b"\r\n") if line.startswith(b"HTTP/1.")]
    return [int(line.split(b" ")[1]) for line in lines]
