"""The session cookie: plain JSON, signed.

The JSON of the product's own answers turns floats into text, which would break what other
libraries keep in a session.
"""

import json
from typing import Any

from flask.sessions import SecureCookieSessionInterface


class _PlainJson:
    @staticmethod
    def dumps(value: Any) -> str:
        return json.dumps(value, separators=(",", ":"))

    @staticmethod
    def loads(text: str | bytes) -> Any:
        return json.loads(text)


class SessionCookie(SecureCookieSessionInterface):
    """Sessions of numbers, texts, lists and mappings."""

    serializer: Any = _PlainJson()
