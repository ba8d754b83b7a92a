"""What makes a write repeatable: the client's key and what it sent with it."""

import json
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from shared.codec import to_json


@dataclass(frozen=True, kw_only=True)
class Command:
    """A write as one person asked for it.

    Args:
        key: computed from the person and the client's key, so that two people never share one.
        fingerprint: what was sent; the same key with another fingerprint is refused.
    """

    key: str
    fingerprint: str


def command_of(sub: str, key: str, body: Any) -> Command:
    """Return the command of a person's write; `body` is a dataclass or plain JSON."""
    text = json.dumps(to_json(body), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return Command(
        key=sha256(f"{sub}|{key}".encode()).hexdigest(),
        fingerprint=sha256(text.encode()).hexdigest(),
    )
