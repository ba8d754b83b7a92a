"""What settings of each kind must look like; a check says what is wrong and what is expected.

What may hold a secret is never repeated.
"""

import base64
import binascii
import ipaddress
import re
from collections.abc import Callable
from email.utils import parseaddr
from typing import Annotated
from urllib.parse import SplitResult, urlsplit

from shared.mail_address import is_mail_address

Check = Callable[[str], str]

EXAMPLE_SECRET = "change-me-change-me-change-me-change-me"  # noqa: S105 - it is refused
EXAMPLE_CLIENT_SECRET = "change-me"  # noqa: S105 - it is refused
SHORTEST_SECRET = 32
_NAME_BYTES = 63
_DATABASE = re.compile(r"[A-Za-z0-9_-]+")
_PLACE = re.compile(r"(?:\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9_.-]+):(?P<port>[0-9]{1,5})")
_LAST_PORT = 65535


def is_place(text: str) -> bool:
    """Tell whether a text is host:port."""
    found = _PLACE.fullmatch(text)
    return found is not None and 0 < int(found["port"]) <= _LAST_PORT


def _filled(text: str) -> str:
    return "" if text else "is empty, expected a value (see .env.example)"


def _secret_key(text: str) -> str:
    make = "expected a random one: head -c 48 /dev/urandom | base64 -w0"
    if text == EXAMPLE_SECRET:
        return f"is the one of .env.example, which everybody knows, {make}"
    if len(text) < SHORTEST_SECRET:
        return f"has {len(text)} characters and needs {SHORTEST_SECRET} or more, {make}"
    return ""


def _client_secret(text: str) -> str:
    if text == EXAMPLE_CLIENT_SECRET:
        return "is the one of .env.example, which everybody knows, expected that of the issuer"
    return ""


def _database(text: str) -> str:
    if _DATABASE.fullmatch(text) and len(text) <= _NAME_BYTES:
        return ""
    return f"is {text!r}, expected a name of letters, digits, - and _ (at most {_NAME_BYTES})"


def _places(text: str) -> str:
    if all(is_place(each) for each in text.split(",")):
        return ""
    return f"is {text!r}, expected host:port, more than one with commas between"


def _place_or_none(text: str) -> str:
    return "" if not text or is_place(text) else f"is {text!r}, expected host:port or nothing"


def _proxies(text: str) -> str:
    try:
        for each in text.split(",") if text not in {"", "*"} else ():
            ipaddress.ip_network(each.strip(), strict=False)
    except ValueError:
        return f"is {text!r}, expected addresses with commas between, or *"
    return ""


def _document_store(text: str) -> str:
    if not text.startswith(("mongodb://", "mongodb+srv://")):
        return "does not begin with mongodb:// or mongodb+srv://, expected mongodb://host:27017/"
    if text.startswith("mongodb+srv://"):  # reading it whole would ask the name service
        return "" if _parts(text) else "names no host, expected mongodb+srv://host/"
    from pymongo.errors import PyMongoError  # noqa: PLC0415 - few commands need the client
    from pymongo.uri_parser import parse_uri  # noqa: PLC0415

    try:
        parse_uri(text, warn=False)
    except (PyMongoError, ValueError, TypeError):
        return (
            "cannot be read, expected mongodb://user:password@host:27017/?option=value, "
            "with special characters of user and password as %XX"
        )
    return ""


def _parts(text: str) -> SplitResult | None:
    """Return an address in its parts, None where a host or a port in range is wanting."""
    try:
        parts = urlsplit(text)
        usable = bool(parts.hostname) and parts.port != 0
    except ValueError:
        return None
    return parts if usable and not re.search(r"\s", text) else None


def _address(*schemes: str, example: str, bare: bool = False) -> Check:
    """Check that a text is an address of one of the schemes; `bare`: without ? and #."""
    begins = " or ".join(f"{each}://" for each in schemes)

    def wrong(text: str) -> str:
        parts = _parts(text)
        if parts is None or parts.scheme not in schemes:
            return f"is no address with {begins} and a host, expected one like {example}"
        if bare and (parts.query or parts.fragment):
            return f"has a ? or # in it, expected one like {example}"
        return ""

    return wrong


def _or_nothing(check: Check) -> Check:
    return lambda text: check(text) if text else ""


def _mailbox(text: str) -> str:
    example = "imaps://complaints%40port.example:password@imap.port.example:993/INBOX"
    parts = _parts(text)
    if parts is None or parts.scheme != "imaps" or not parts.username or not parts.password:
        return f"is no address with imaps://, user, password and host, expected one like {example}"
    return ""


def _key(size: int, *, exactly: bool) -> Check:
    make = f"expected {size} bytes in base64: head -c {size} /dev/urandom | base64 -w0"

    def wrong(text: str) -> str:
        try:
            length = len(base64.b64decode(text, validate=True))
        except (binascii.Error, ValueError):
            return f"is not base64, {make}"
        if length < size or (exactly and length != size):
            return f"holds {length} bytes, {make}"
        return ""

    return wrong


def _sender(text: str) -> str:
    if is_mail_address(parseaddr(text)[1]):
        return ""
    return f"is {text!r}, expected one like Fairport <no-reply@fairport.example>"


def _at_least_one(text: str) -> str:
    return "" if text.isascii() and text.isdigit() and int(text) else _no_count(text)


def _no_count(text: str) -> str:
    return f"is {text!r}, expected a whole number, 1 or more"


_web = _address("http", "https", example="https://fairport.example", bare=True)

Filled = Annotated[str, _filled]
ClientSecret = Annotated[str, lambda text: _filled(text) or _client_secret(text)]
ClientSecretOrNone = Annotated[str, _client_secret]
SecretKey = Annotated[str, _secret_key]
Count = Annotated[int, _at_least_one]
Places = Annotated[str, _places]
PlaceOrNone = Annotated[str, _place_or_none]
Proxies = Annotated[str, _proxies]
DocumentStore = Annotated[str, _document_store]
Database = Annotated[str, _database]
Index = Annotated[str, _address("http", "https", example="http://elasticsearch:9200")]
WebAddress = Annotated[str, _web]
WebAddressOrNone = Annotated[str, _or_nothing(_web)]
MailServer = Annotated[
    str, _address("smtp", "smtp+starttls", "smtps", example="smtp://mail.example:25")
]
MailboxOrNone = Annotated[str, _or_nothing(_mailbox)]
MailSender = Annotated[str, _sender]
MasterKey = Annotated[str, _key(96, exactly=True)]
MasterKeyOrNone = Annotated[str, _or_nothing(_key(96, exactly=True))]
HashKey = Annotated[str, _key(32, exactly=False)]
InboxKey = Annotated[str, _key(32, exactly=True)]
