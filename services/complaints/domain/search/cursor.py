"""Where the next page begins, as one opaque word that only fits the search it came from."""

import base64
import binascii
import json
from hashlib import sha256

from services.complaints.domain.search.case_search import Order, SortKey
from shared.errors import FieldError, Invalid
from shared.words import N_

_LONGEST = 400
_FIRST_KIND = {
    Order.RELEVANCE: (int, float),
    Order.NEWEST: (int,),
    Order.DUE: (int,),
    Order.OVER: (int, float),
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
        case [str(found_order), str(found_mark), first, str(case_id)] if (
            (found_order, found_mark) == (order.value, mark)
            and isinstance(first, _FIRST_KIND[order])
            and not isinstance(first, bool)
        ):
            return (first, case_id)
        case _:
            raise Invalid(
                N_("翻页位置与这次检索不符，请从第一页开始"),
                errors=(FieldError("after", N_("翻页位置与这次检索不符，请从第一页开始")),),
            )


def _decoded(cursor: str) -> object:
    try:
        padded = cursor.encode("ascii") + b"=" * (-len(cursor) % 4)
        return json.loads(base64.b64decode(padded, altchars=b"-_", validate=True))
    except (ValueError, binascii.Error, RecursionError):
        return None
