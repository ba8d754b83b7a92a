"""Which connections are answered beside the others.

While a store hangs, every request thread may wait for it. Signs of life must come even then: a
silent process would be started again, which brings no store back.
"""

import socket

LOOKS = (b"GET /healthz", b"GET /readyz", b"GET /metrics")
_LARGEST_LOOK = 4096


def arrived(connection: socket.socket) -> bytes | None:
    """Return the beginning of what waits to be read: b"" at its end, None while nothing is."""
    try:
        return connection.recv(_LARGEST_LOOK, socket.MSG_PEEK | socket.MSG_DONTWAIT)
    except BlockingIOError:
        return None
    except OSError:
        return b""


def is_a_look(begun: bytes) -> bool:
    """Tell whether somebody who watches asks; only a whole head counts, so nobody can be slow."""
    if b"\r\n\r\n" not in begun:
        return False
    line = begun.partition(b"\r\n")[0]
    return line.rpartition(b" HTTP/1.")[0].partition(b"?")[0] in LOOKS
