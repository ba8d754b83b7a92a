"""The version of a case as HTTP writes it: `ETag` in answers, `If-Match` in requests."""

from typing import Any

from flask import request

from services.complaints.domain.cases.case import Case
from shared.errors import Malformed
from shared.words import N_

NO_VERSION = 0
LONGEST = 9
ETAG: dict[str, Any] = {
    "ETag": {
        "description": 'The version of the case in quotes, e.g. "7"; send it as `If-Match`.',
        "schema": {"type": "string"},
    }
}
IF_MATCH: dict[str, Any] = {
    "name": "If-Match",
    "in": "header",
    "required": False,
    "description": "The `ETag` of the case as the client has seen it. Required for `decide_filing` "
    "and `approve_decision`, which are refused with 428 without it; refused with 412 when the "
    "case has changed since.",
    "schema": {"type": "string"},
}


def etag_of(case: Case) -> dict[str, str]:
    """Return the header that tells the version of a case."""
    return {"ETag": f'"{case.version}"'}


def seen_version() -> int | None:
    """Return the version that `If-Match` names; None without the header or for `*`.

    A tag that is no version matches none. A weak tag counts as well: a proxy that compresses
    makes it weak, and the version is the same.

    Raises:
        Malformed: the header names several versions.
    """
    named = request.if_match
    tags = list(named.as_set(include_weak=True))
    if named.star_tag or "If-Match" not in request.headers:
        return None
    if not tags:
        return NO_VERSION
    if len(tags) > 1:
        raise Malformed(N_("请求头 If-Match 只能写一个版本"))
    tag = (tags[0] or "").removeprefix("W/").strip('"')  # rubbish is read as None
    version = tag.isascii() and tag.isdigit() and len(tag) <= LONGEST
    return int(tag) if version else NO_VERSION
