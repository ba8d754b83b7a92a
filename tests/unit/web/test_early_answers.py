"""Who watches is told from who works by the head of the request, which must be whole."""

import socket

import pytest

from shared.web.early_answers import arrived, is_a_look

REST = b" HTTP/1.1\r\nHost: x\r\n\r\n"


@pytest.mark.parametrize("look", [b"GET /healthz", b"GET /readyz", b"GET /metrics?x=1"])
def test_a_whole_look_is_one(look):
    assert is_a_look(look + REST)


@pytest.mark.parametrize(
    "begun",
    [
        b"",
        b"GET /healthz HTTP/1.1\r\nHost:",
        b"GET /healthzz" + REST,
        b"POST /healthz" + REST,
        b"GET /search?q=/healthz" + REST,
        b"GET /" + REST + b"GET /healthz HTTP/1.1\r\n\r\n",
    ],
)
def test_what_is_slow_or_other_work_is_none(begun):
    assert not is_a_look(begun)


def test_what_has_arrived_is_seen_and_stays_to_be_read():
    ours, theirs = socket.socketpair()
    with ours, theirs:
        assert arrived(ours) is None
        theirs.sendall(b"GET /")
        assert arrived(ours) == b"GET /"
        assert ours.recv(10) == b"GET /"
        theirs.close()
        assert arrived(ours) == b""
