"""JSON bodies: read with limits, so that a hostile one is refused and not a crash."""

import json
import re
from decimal import Decimal
from typing import Any

from flask.json.provider import DefaultJSONProvider

DEEPEST = 50
LARGEST_BYTES = 2 * 1024 * 1024
# Possessive, and the closing quote left free: a text without one is passed over once, not once
# more from each of its quotes.
_STRINGS = re.compile(r'"(?:[^"\\]++|\\.)*+"?', re.DOTALL)
_NOT_BRACKETS = re.compile(r"[^\[\]{}]+")


class StrictJson(DefaultJSONProvider):
    """Numbers with a point become Decimal; too deep, NaN and half characters are refused."""

    ensure_ascii = False
    sort_keys = False

    def loads(self, s: str | bytes, **kwargs: Any) -> Any:
        """Return the value of a JSON text.

        Raises:
            ValueError: not JSON, nested too deep, not a number, or text no encoding can carry.
        """
        text = s.decode("utf-8-sig") if isinstance(s, bytes) else s
        if depth(text) > DEEPEST:
            raise ValueError("nested too deep")
        value = json.loads(text, parse_float=Decimal, parse_constant=_refuse, **kwargs)
        if "\\u" in text:
            json.dumps(value, ensure_ascii=False, default=str).encode()
        return value


def depth(text: str) -> int:
    """Return how deep the brackets of a JSON text are nested, without reading it as JSON."""
    if text.count("[") + text.count("{") <= DEEPEST:
        return 0
    deepest = here = 0
    for bracket in _NOT_BRACKETS.sub("", _STRINGS.sub("", text)):
        here += 1 if bracket in "[{" else -1
        deepest = max(deepest, here)
    return deepest


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is not a JSON number")
