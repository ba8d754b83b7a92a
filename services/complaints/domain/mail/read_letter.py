"""Reads a letter out of a message as it came, however badly it is written."""

from collections.abc import Iterator
from datetime import UTC, datetime
from email.message import Message
from email.parser import BytesParser
from email.policy import compat32
from email.utils import getaddresses, parseaddr, parsedate_to_datetime
from hashlib import sha256

from services.complaints.domain.mail.letter import Letter, LetterFile, Note
from services.complaints.domain.mail.letter_text import decoded, header_text, text_of_html

MOST_CHARACTERS = 18_000
MOST_PARTS = 200
DEEPEST = 20
_NOT_BY_A_PERSON = ("X-Autoreply", "X-Autorespond", "X-Auto-Response-From")
_IN_BULK = frozenset({"bulk", "junk", "list", "auto_reply"})
_DAEMONS = ("mailer-daemon", "postmaster")
_DELIVERED_TO = ("Delivered-To", "X-Original-To", "Envelope-To")


def read_letter(raw: bytes, *, whole: bool = True) -> Letter:
    """Return the letter in a message; what cannot be read is noted, never refused.

    Args:
        raw: the message, or its headers alone.
        whole: whether the body is there.
    """
    message = BytesParser(policy=compat32).parsebytes(raw)
    sender_name, sender = parseaddr(_header(message, "From"))
    leaves = list(_leaves(message)) if whole else []
    text, notes, body = _body(leaves)
    files = tuple(_file(part, number) for number, part in enumerate(leaves, 1) if part not in body)
    if whole and any(part.defects for part in (message, *leaves)):
        notes = (*notes, Note.BROKEN)
    return Letter(
        message_id=_header(message, "Message-ID").strip(),
        digest=_digest(message, raw, whole=whole),
        sender=sender.strip().lower(),
        sender_name=sender_name.strip(),
        subject=_header(message, "Subject"),
        sent_at=_date(_header(message, "Date")),
        text=text[:MOST_CHARACTERS],
        files=files,
        notes=(*notes, Note.SHORTENED) if len(text) > MOST_CHARACTERS else notes,
        automatic=_is_automatic(message, sender),
        addressed=_addressed(message),
        hops=len(message.get_all("Received", [])),
        whole=whole,
    )


def unread_letter(raw: bytes) -> Letter:
    """Return a letter of which nothing but its bytes is known."""
    return Letter(
        message_id="",
        digest=sha256(raw).hexdigest(),
        sender="",
        sender_name="",
        subject="",
        sent_at=None,
        text="",
        files=(),
        notes=(Note.BROKEN,),
        automatic=False,
        addressed=(),
        hops=0,
    )


def _header(message: Message, name: str) -> str:
    wanted = name.lower()
    found = (str(text) for each, text in message.raw_items() if each.lower() == wanted)
    return header_text(next(found, ""))


def _digest(message: Message, raw: bytes, *, whole: bool) -> str:
    """Return the digest of what no server on the way changes: sender, day, subject, body."""
    normal = raw.replace(b"\r\n", b"\n")
    body = normal.partition(b"\n\n")[2].strip() if whole else b""
    said = [_header(message, name) for name in ("From", "Date", "Subject")]
    return sha256("\n".join(said).encode(errors="replace") + b"\n" + body).hexdigest()


def _date(text: str) -> datetime | None:
    try:
        at = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)


def _leaves(message: Message, depth: int = 0) -> Iterator[Message]:
    """Yield the parts that hold something, in order; a forwarded message is one part."""
    parts = message.get_payload() if message.is_multipart() else None
    forwarded = message.get_content_type() == "message/rfc822"
    if not isinstance(parts, list) or forwarded or depth > DEEPEST:
        yield message
        return
    for part in parts[:MOST_PARTS]:
        if isinstance(part, Message):
            yield from _leaves(part, depth + 1)


def _body(leaves: list[Message]) -> tuple[str, tuple[Note, ...], list[Message]]:
    """Return the text, what is to be noted, and the parts it was in."""
    shown = [part for part in leaves if not _is_file(part)]
    plain = [part for part in shown if part.get_content_type() == "text/plain"]
    pages = [part for part in shown if part.get_content_type() == "text/html"]
    told = [_text(part) for part in plain]
    notes: tuple[Note, ...] = ()
    if not any(text.strip() for text, _ in told) and pages:
        told = [(text_of_html(text), sure) for text, sure in map(_text, pages)]
        notes = (Note.HTML_ONLY,)
    if not all(sure for _, sure in told):
        notes = (*notes, Note.UNDECODABLE)
    text = "\n\n".join(text.strip() for text, _ in told if text.strip())
    return text, notes, [*plain, *pages]


def _is_file(part: Message) -> bool:
    disposition = str(part.get("Content-Disposition", "")).strip().lower()
    return disposition.startswith("attachment") or bool(_name(part))


def _text(part: Message) -> tuple[str, bool]:
    return decoded(_content(part), str(part.get_content_charset("") or ""))


def _content(part: Message) -> bytes:
    if part.get_content_type() == "message/rfc822":
        inner = part.get_payload()
        first = inner[0] if isinstance(inner, list) and inner else None
        return first.as_bytes() if isinstance(first, Message) else b""
    data = part.get_payload(decode=True)
    return data if isinstance(data, bytes) else b""


def _file(part: Message, number: int) -> LetterFile:
    return LetterFile(name=_name(part) or f"part-{number}", content=_content(part))


def _name(part: Message) -> str:
    try:
        return header_text(part.get_filename("") or "")
    except (ValueError, TypeError, IndexError, LookupError):
        return ""


def _is_automatic(message: Message, sender: str) -> bool:
    """Tell whether no person wrote it: RFC 3834, 3464 and what was usual before them."""
    submitted = _header(message, "Auto-Submitted").partition(";")[0].strip().lower()
    return (
        submitted not in {"", "no"}
        or _header(message, "Precedence").lower() in _IN_BULK
        or any(message.get(name) is not None for name in _NOT_BY_A_PERSON)
        or message.get_content_type() == "multipart/report"
        or _header(message, "Return-Path") == "<>"
        or sender.partition("@")[0].lower() in _DAEMONS
    )


def _addressed(message: Message) -> tuple[str, ...]:
    told = [_header(message, name) for name in _DELIVERED_TO]
    return tuple(address.lower() for _, address in getaddresses(told) if address)
