"""Senders that are slow on purpose: more of them than threads, and the service goes on."""

import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack, suppress

import pytest

from tests.fuzz.wire.conftest import THREADS
from tests.fuzz.wire.impatient import SECONDS
from tests.fuzz.wire.sending import exchange, statuses

BODY = (
    b"POST /api/tiny/bills HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
    b"Content-Length: 500\r\n\r\n"
)
CHUNKED = b"Transfer-Encoding: chunked"
BEGUN = {
    "half the headers": b"GET /healthz HTTP/1.1\r\nHost: x\r\n",
    "half a body": BODY + b'{"lines": [',
    "half a chunk": BODY.replace(b"Content-Length: 500", CHUNKED) + b"5\r\nhe",
}
GET = b"GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
A_TICK = 0.25


@pytest.fixture
def connections(port) -> Iterator[list[socket.socket]]:
    with ExitStack() as stack:
        yield [
            stack.enter_context(socket.create_connection(("127.0.0.1", port), timeout=20))
            for _ in range(3 * THREADS)
        ]


@pytest.mark.parametrize("begun", BEGUN.values(), ids=BEGUN)
def test_those_who_wait_do_not_keep_others_waiting_for_long(port, connections, begun):
    for each in connections:
        each.sendall(begun)
    began = time.monotonic()
    assert statuses(exchange(port, GET)) == [200]
    assert time.monotonic() - began < 3 * (SECONDS + 5)


def test_those_who_drip_are_cut_off(port, connections):
    for each in connections:
        each.sendall(b"GET /healthz HTTP/1.1\r\nX-Drip: ")
    began = time.monotonic()
    while connections and time.monotonic() - began < 5 * SECONDS + 10:
        for each in list(connections):
            with suppress(ConnectionError):
                each.sendall(b"x")
                each.settimeout(0.01)
                with suppress(TimeoutError):
                    if each.recv(1000):
                        continue
                    connections.remove(each)
                continue
            connections.remove(each)
        time.sleep(A_TICK)
    assert connections == []
    assert statuses(exchange(port, GET)) == [200]
