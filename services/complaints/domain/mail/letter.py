"""A letter as it was read out of an e-mail message."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Note(StrEnum):
    """What a clerk should know of how a letter was read."""

    HTML_ONLY = "html_only"
    BROKEN = "broken"
    UNDECODABLE = "undecodable"
    SHORTENED = "shortened"


@dataclass(frozen=True, kw_only=True)
class LetterFile:
    """A file that came with a letter, under the name its sender gave it."""

    name: str
    content: bytes


@dataclass(frozen=True, kw_only=True)
class Letter:
    """What a message says; nothing in it is believed, the sender least of all.

    Args:
        message_id: as it was sent; empty where there is none.
        digest: SHA-256 over what stays the same however often the message is delivered.
        sender: the address it claims to come from; `sender_name` the name before it.
        sent_at: the time it claims; None where it tells none.
        text: the body in plain text, without control characters.
        automatic: whether a program wrote it (RFC 3834), a delivery report among them.
        addressed: the addresses it was delivered to, in small letters.
        hops: how many servers it passed.
        whole: whether the body was fetched; a message too large is read by its headers alone.
    """

    message_id: str
    digest: str
    sender: str
    sender_name: str
    subject: str
    sent_at: datetime | None
    text: str
    files: tuple[LetterFile, ...]
    notes: tuple[Note, ...]
    automatic: bool
    addressed: tuple[str, ...]
    hops: int
    whole: bool = True
