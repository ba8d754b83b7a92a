"""How much is taken: the declared size is looked at before anything is read."""

import time
from contextlib import suppress
from typing import Any

from flask import Flask, Response, request

from shared.errors import Invalid, Malformed, TooLarge
from shared.web.json_reading import LARGEST_BYTES
from shared.web.machine_paths import is_for_machines
from shared.web.plain_texts import unseen_in
from shared.words import N_

LARGEST_REQUEST = 25 * 1024 * 1024
LARGEST_FORM_TEXT = 2 * 1024 * 1024
MOST_FORM_PARTS = 3000
LINGER_SECONDS = 5.0
WRITES = frozenset({"POST", "PUT", "PATCH"})
FILES = frozenset({"multipart/form-data", "application/octet-stream"})
TOO_LARGE = N_("内容过大：附件每份不超过 20 MB，文字和明细合计不超过 2 MB")


def install_limits(app: Flask) -> None:
    """Refuse requests that declare too much, and JSON routes anything that is not JSON."""
    app.config.update(
        MAX_CONTENT_LENGTH=LARGEST_REQUEST,
        MAX_FORM_MEMORY_SIZE=LARGEST_FORM_TEXT,
        MAX_FORM_PARTS=MOST_FORM_PARTS,
    )
    app.before_request(_check_declared)
    app.before_request(_read_json)


def close_after(response: Response) -> Response:
    """Answer, then read on for a moment what is still coming, then close.

    Closing at once would reset the connection, and the answer could be lost on its way.
    """
    response.headers["Connection"] = "close"
    environment = request.environ
    response.call_on_close(lambda: _linger(environment))
    return response


def _check_declared() -> None:
    if request.content_length is not None:
        # The server would take the end of the connection for the end of the body: half an upload
        # would pass for a whole one. Without its promise the declared length is waited for.
        request.environ.pop("wsgi.input_terminated", None)
    largest = LARGEST_REQUEST
    if is_for_machines(request.path) and request.method in WRITES:
        largest = _largest_api_body()
        request.max_content_length = largest
    if (request.content_length or 0) > largest:
        raise TooLarge(TOO_LARGE)


def _largest_api_body() -> int:
    if request.mimetype in FILES:
        return LARGEST_REQUEST
    if _has_body() and not request.is_json:
        raise Malformed(N_("请用 JSON 提交，请求头写明 Content-Type: application/json"))
    return LARGEST_BYTES


def _read_json() -> None:
    """Read the body here, strictly, so that no library reads it first in its own way."""
    writes = is_for_machines(request.path) and request.method in WRITES
    if writes and request.is_json and _has_body():
        if len(request.get_data()) >= LARGEST_BYTES:  # a body of unknown length was cut off here
            raise TooLarge(TOO_LARGE)
        body = request.get_json()
        if unseen := unseen_in(request.get_data(as_text=True), body):
            raise Invalid(N_("有内容需要修改"), errors=unseen)


def _has_body() -> bool:
    return bool(request.content_length) or "Transfer-Encoding" in request.headers


def _linger(environment: dict[str, Any]) -> None:
    until = time.monotonic() + LINGER_SECONDS
    stream = environment["wsgi.input"]
    with suppress(OSError, ValueError):
        if connection := environment.get("gunicorn.socket"):
            connection.settimeout(LINGER_SECONDS)
        while time.monotonic() < until and stream.read(1 << 20):
            continue
