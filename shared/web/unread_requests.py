"""What gunicorn answers a request that it cannot read: problem details instead of its own page.

No line of ours has seen the request then, so neither its language nor its number is known.
"""

import json
from http import HTTPStatus
from typing import Any

PROBLEM_JSON = "application/problem+json"


class KeptAnswer:
    """Stands in for the connection while gunicorn writes, and keeps what it would have sent."""

    def __init__(self) -> None:
        self.sent = b""

    def gettimeout(self) -> float:
        """Say that nothing here blocks."""
        return 0.0

    def sendall(self, data: bytes) -> None:
        """Keep the bytes."""
        self.sent += data


def unread(page: bytes) -> bytes:
    """Return gunicorn's page as problem details with the same status; nothing for nothing."""
    words = page.split(b" ", 2)
    if len(words) < 3:
        return b""
    status = HTTPStatus(int(words[1]))
    problem: dict[str, Any] = {
        "type": "about:blank",
        "title": status.phrase,
        "status": status.value,
        "code": "malformed" if status < HTTPStatus.INTERNAL_SERVER_ERROR else "error",
        "detail": status.description or status.phrase,
        "errors": [],
    }
    body = json.dumps(problem).encode()
    head = (
        f"HTTP/1.1 {status.value} {status.phrase}\r\n"
        "Connection: close\r\n"
        f"Content-Type: {PROBLEM_JSON}\r\n"
        "X-Content-Type-Options: nosniff\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body
