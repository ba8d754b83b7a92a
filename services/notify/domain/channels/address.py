"""Where a recipient can be reached; read when a message is sent, never stored with it."""

from dataclasses import dataclass

from services.notify.domain.messages.words import Words
from shared.mail_address import masked_address


@dataclass(frozen=True, kw_only=True)
class Address:
    """A recipient's ways; `owner_ref` says whose inbox it is.

    "reporter:…" (a person or a reporting firm), "uscc:…", "department:…".
    """

    owner_ref: str | None
    email: str | None
    language: str = "zh"


@dataclass(frozen=True, kw_only=True)
class Contact:
    """What notify itself keeps of a firm or a department; `ref` is "uscc:…" or "department:…"."""

    ref: str
    name: Words
    email: str | None
    language: str = "zh"


def mask_email(address: str) -> str:
    """Return an address as the dispatch log shows it: "z***@***.example", "***" for no address."""
    return masked_address(address) or "***"
