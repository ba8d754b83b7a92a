"""A client of the API that does what the API's description asks of it.

It sends a change again, with the same key and body, until it is answered; it waits as long as
`Retry-After` says; it signs in again when it is told that it is not signed in.
"""

import re
import threading
import time
from dataclasses import dataclass
from typing import Any, Protocol

import requests

from tests.chaos.journal import Journal

PATIENCE_SECONDS = 300.0
_PAUSES = (0.1, 0.2, 0.4, 0.8, 1.0)
_TIMEOUT = 40
_PROBLEM = "application/problem+json"
_CSRF = re.compile(r'name="csrf_token" value="([^"]+)"')
_HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')


class GaveUp(Exception):
    """No answer within the patience of the client, or the run is over."""


class SignIn(Protocol):
    """A way to be known to the product."""

    def __call__(self, session: requests.Session, url: str) -> None:
        """Sign the session in; raise RequestException or LookupError where it did not work."""
        ...


@dataclass(frozen=True)
class AsSystem:
    """A program with a token of the provider."""

    client_id: str

    def __call__(self, session: requests.Session, url: str) -> None:
        answer = requests.post(
            f"{url}/idp/token",
            data={"grant_type": "client_credentials"},
            auth=(self.client_id, f"demo-{self.client_id}"),
            timeout=_TIMEOUT,
        )
        answer.raise_for_status()
        session.headers["Authorization"] = f"Bearer {answer.json()['access_token']}"


@dataclass(frozen=True)
class AsPerson:
    """A person who signs in on the page of the provider."""

    sub: str

    def __call__(self, session: requests.Session, url: str) -> None:
        session.cookies.clear()
        page = session.get(f"{url}/auth/sign-in", timeout=_TIMEOUT)
        page.raise_for_status()
        fields = {**dict(_HIDDEN.findall(page.text)), "person": self.sub}
        session.post(f"{url}/idp/authorize", data=fields, timeout=_TIMEOUT).raise_for_status()
        work = session.get(f"{url}/complaints/work", timeout=_TIMEOUT)
        work.raise_for_status()
        if not (token := _CSRF.search(work.text)):
            raise LookupError("the page has no form token")
        session.headers["X-CSRFToken"] = token[1]


class HonestClient:
    """One client; used by one thread."""

    def __init__(
        self, url: str, sign_in: SignIn, *, journal: Journal, stop: threading.Event
    ) -> None:
        self._url, self._sign_in, self._journal, self._stop = url, sign_in, journal, stop
        self._session: requests.Session | None = None

    def get(self, path: str) -> requests.Response:
        return self._until_answered("GET", path, None, {})

    def post(self, path: str, body: Any, *, key: str, seen: str = "") -> requests.Response:
        headers = {"Idempotency-Key": key} | ({"If-Match": seen} if seen else {})
        return self._until_answered("POST", path, body, headers)

    def _until_answered(
        self, method: str, path: str, body: Any, headers: dict[str, str]
    ) -> requests.Response:
        """Return the first answer that is one.

        Raises:
            GaveUp: there was none in time.
        """
        limit, tries = time.monotonic() + PATIENCE_SECONDS, 0
        while time.monotonic() < limit:
            answer = self._once(method, path, body, headers)
            if answer is not None and answer.status_code == 401:
                self._session = None
            elif answer is not None and answer.status_code < 500:
                return answer
            if self._stop.wait(_pause(answer, tries)):
                break
            tries += 1
        raise GaveUp(f"{method} {path}")

    def _once(
        self, method: str, path: str, body: Any, headers: dict[str, str]
    ) -> requests.Response | None:
        try:
            session = self._signed_in()
            answer = session.request(
                method, f"{self._url}{path}", json=body, headers=headers, timeout=_TIMEOUT
            )
        except (requests.RequestException, LookupError) as error:
            self._journal.note_answer(_silence(error))
            return None
        self._journal.note_answer(_told(answer))
        self._check(answer, f"{method} {path}")
        return answer

    def _check(self, answer: requests.Response, what: str) -> None:
        """Note an answer that is not as clear as is promised."""
        status = answer.status_code
        if status < 500:
            return
        is_problem = answer.headers.get("Content-Type", "").startswith(_PROBLEM)
        if status != 503 or not is_problem or not answer.headers.get("Retry-After"):
            self._journal.note_fault(f"{what}: {status} {answer.headers} {answer.text[:300]}")

    def _signed_in(self) -> requests.Session:
        if self._session is None:
            session = requests.Session()
            session.headers["Accept-Language"] = "zh"
            self._sign_in(session, self._url)
            self._session = session
        return self._session


def _pause(answer: requests.Response | None, tries: int) -> float:
    asked = answer.headers.get("Retry-After", "") if answer is not None else ""
    return float(asked) if asked.isdigit() else _PAUSES[min(tries, len(_PAUSES) - 1)]


def _told(answer: requests.Response) -> str:
    if answer.status_code < 400:
        return str(answer.status_code)
    try:
        code = answer.json().get("code", "?")
    except ValueError:
        code = "no JSON"
    wait = answer.headers.get("Retry-After")
    return f"{answer.status_code} {code}" + (f", Retry-After {wait}" if wait else "")


def _silence(error: Exception) -> str:
    if isinstance(error, requests.HTTPError):
        return f"sign-in {error.response.status_code}"
    return "no connection" if isinstance(error, requests.ConnectionError) else type(error).__name__
