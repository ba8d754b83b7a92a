"""What is answered to a request that is not read: problem details instead of gunicorn's own page.

No line of ours has seen the request then, so neither its language nor its number is known.
"""

import json
from http import HTTPStatus
from typing import Any

PROBLEM_JSON = "application/problem+json"
ASK_AGAIN_SECONDS = 5
_BUSY = "系统繁忙，请稍后再试 / The system is busy, try again later"


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
    code = "malformed" if status < HTTPStatus.INTERNAL_SERVER_ERROR else "error"
    return _problem(status, code, status.description or status.phrase)


def busy() -> bytes:
    """Return what is told to who has waited for a thread in vain."""
    wait = f"Retry-After: {ASK_AGAIN_SECONDS}\r\n"
    return _problem(HTTPStatus.SERVICE_UNAVAILABLE, "unavailable", _BUSY, more=wait)


def _problem(status: HTTPStatus, code: str, detail: str, *, more: str = "") -> bytes:
    problem: dict[str, Any] = {
        "type": "about:blank",
        "title": status.phrase,
        "status": status.value,
        "code": code,
        "detail": detail,
        "errors": [],
    }
    body = json.dumps(problem).encode()
    head = (
        f"HTTP/1.1 {status.value} {status.phrase}\r\n"
        "Connection: close\r\n"
        f"{more}"
        f"Content-Type: {PROBLEM_JSON}\r\n"
        "X-Content-Type-Options: nosniff\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body
