"""What makes a write repeatable: the client's key and what it sent with it."""

import json
from collections.abc import Callable
from dataclasses import dataclass
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


Hashed = Callable[[str, str], str]


def command_of(sub: str, key: str, body: Any, *, hashed: Hashed) -> Command:
    """Return the command of somebody's write.

    Args:
        sub: who asks.
        key: of the client.
        body: a dataclass or plain JSON.
        hashed: a keyed hash of a kind and a text: whoever has the store and no key can try out
            neither who asked nor what was said.
    """
    text = json.dumps(to_json(body), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return Command(key=hashed("command", f"{sub}|{key}"), fingerprint=hashed("body", text))
