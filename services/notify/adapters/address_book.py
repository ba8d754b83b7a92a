"""Who is behind a reference: firms and departments are known here, reporters to complaints alone.

A reporter is asked for when a message is sent and forgotten with it.
"""

from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import requests

from services.notify.adapters.service_token import ServiceToken, TokenRefused
from services.notify.domain.channels.address import Address
from services.notify.domain.channels.outcome import Kind, Outcome
from services.notify.domain.messages.words import Words
from services.notify.ports import ContactStore
from shared.traces import HEADER, span

_SECONDS = (3.05, 10)
_GONE = {HTTPStatus.NOT_FOUND, HTTPStatus.GONE}
_REFUSED = {HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN}
_OWN = ("uscc:", "department:")
UNREACHABLE = Outcome(kind=Kind.TECHNICAL, reason="resolver_unreachable")
REFUSED = Outcome(kind=Kind.TECHNICAL, reason="resolver_refused")
AWAY = Outcome(kind=Kind.TEMPORARY, reason="resolver_away")
UNREADABLE = Outcome(kind=Kind.TECHNICAL, reason="resolver_unreadable")
UNKNOWN = Outcome(kind=Kind.PERMANENT, reason="recipient_unknown")


class RecipientBook:
    """Asks complaints for a reporter's address, and the own contacts for the others'."""

    def __init__(self, complaints_url: str, token: ServiceToken, contacts: ContactStore) -> None:
        """Ask the complaints service at this address with this token."""
        self._url = complaints_url.rstrip("/")
        self._token = token
        self._contacts = contacts
        self._session = requests.Session()

    def resolve(self, recipient_ref: str) -> Address | Outcome:
        """Return the address, or why there is none now or ever."""
        if not recipient_ref.startswith(_OWN):
            return self._ask(recipient_ref)
        contact = self._contacts.get(recipient_ref)
        if contact is None:
            return Address(owner_ref=recipient_ref, email=None)
        return Address(owner_ref=recipient_ref, email=contact.email, language=contact.language)

    def name_of(self, ref: str) -> Words | None:
        """Return the name of a firm or a department, None where it is not known."""
        contact = self._contacts.get(ref)
        return contact.name if contact else None

    def _ask(self, recipient_ref: str) -> Address | Outcome:
        url = f"{self._url}/internal/recipients/{quote(recipient_ref, safe='/')}"
        try:
            with span("ask who is behind a reference", kind="client") as asking:
                answer = self._get(url, asking.traceparent)
        except TokenRefused:
            return REFUSED
        except requests.RequestException:
            return UNREACHABLE
        if answer.status_code in _REFUSED:
            self._token.forget()
        return _read(answer)

    def _get(self, url: str, traceparent: str) -> requests.Response:
        headers = {"Authorization": f"Bearer {self._token.value()}"}
        if traceparent:
            headers[HEADER] = traceparent
        return self._session.get(url, headers=headers, timeout=_SECONDS, allow_redirects=False)


def _read(answer: requests.Response) -> Address | Outcome:
    if answer.status_code in _GONE:
        return UNKNOWN
    if answer.status_code in _REFUSED:
        return REFUSED
    if answer.status_code != HTTPStatus.OK:
        return AWAY
    try:
        body: dict[str, Any] = answer.json()
        owner, email = _text(body.get("inbox_owner")), _text(body.get("email"))
        language = "en" if body.get("language") == "en" else "zh"
    except (ValueError, AttributeError):
        return UNREADABLE
    return Address(
        owner_ref=f"reporter:{owner}" if owner else None, email=email or None, language=language
    )


def _text(value: object) -> str:
    """Return a text of the answer, "" for none; a ValueError for anything that is not text."""
    if value is not None and not isinstance(value, str):
        raise ValueError(value)
    text = value or ""
    text.encode()
    return text
