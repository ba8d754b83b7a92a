"""The session cookie: plain JSON, signed.

The JSON of the product's own answers turns floats into text, which would break what other
libraries keep in a session.
"""

import json
from typing import Any

from flask import Flask, Request, Response, request
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface, SessionMixin

from shared.web.anonymous_paths import is_anonymous


class _PlainJson:
    @staticmethod
    def dumps(value: Any) -> str:
        return json.dumps(value, separators=(",", ":"))

    @staticmethod
    def loads(text: str | bytes) -> Any:
        return json.loads(text)


class SessionCookie(SecureCookieSessionInterface):
    """Sessions of numbers, texts, lists and mappings; none where nobody may be told apart."""

    serializer: Any = _PlainJson()

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        """Read the session of a request; on anonymous addresses it is not looked at."""
        return (
            self.session_class()
            if is_anonymous(request.path)
            else super().open_session(app, request)
        )

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        """Write the session into the answer; on anonymous addresses there is none."""
        if not is_anonymous(request.path):
            super().save_session(app, session, response)
