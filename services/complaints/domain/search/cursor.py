"""Where the next page begins, as one opaque word that only fits the search it came from."""

import base64
import binascii
import json
from hashlib import sha256
from typing import cast

from services.complaints.domain.search.case_search import Order, SortKey
from shared.errors import FieldError, Invalid
from shared.words import N_

_LONGEST = 400
_STRANGE = N_("翻页位置与这次检索不符，请从第一页开始")
_KINDS: dict[Order, tuple[type, ...]] = {
    Order.RELEVANCE: (float, int, str),
    Order.NEWEST: (int, str),
    Order.DUE: (int, str),
    Order.OVER: (float, str),
}


def fingerprint(parts: object) -> str:
    """Return a short mark of a search, the same for the same search."""
    return sha256(repr(parts).encode()).hexdigest()[:12]


def written(key: SortKey, order: Order, mark: str) -> str:
    """Return the cursor after a hit."""
    body = json.dumps([order.value, mark, *key], separators=(",", ":"))
    return base64.urlsafe_b64encode(body.encode()).decode().rstrip("=")


def read(cursor: str, order: Order, mark: str) -> SortKey:
    """Return the sort key that a cursor holds.

    Raises:
        Invalid: it is none of ours or belongs to another search.
    """
    body = _decoded(cursor) if len(cursor) <= _LONGEST else None
    match body:
        case [str(found_order), str(found_mark), *key] if (found_order, found_mark) == (
            order.value,
            mark,
        ) and _fits(key, _KINDS[order]):
            return cast(SortKey, tuple(key))
        case _:
            raise Invalid(_STRANGE, errors=(FieldError("after", _STRANGE),))


def _fits(key: list[object], kinds: tuple[type, ...]) -> bool:
    """Tell whether these are sort values of an order; a whole number stands for any number."""
    return len(key) == len(kinds) and all(
        type(value) is kind or (kind is float and type(value) is int)
        for value, kind in zip(key, kinds, strict=True)
    )


def _decoded(cursor: str) -> object:
    try:
        padded = cursor.encode("ascii") + b"=" * (-len(cursor) % 4)
        return json.loads(base64.b64decode(padded, altchars=b"-_", validate=True))
    except (ValueError, binascii.Error, RecursionError):
        return None
