"""JSON from standard input, and problems as JSON, for the commands that check."""

import json
from decimal import Decimal
from typing import Any

from shared.errors import AppError, Malformed, TooLarge
from shared.words import N_

MOST_BYTES = 8 * 1024 * 1024


def parsed(text: bytes) -> Any:
    """Return the value of a JSON text, numbers with a point as Decimal.

    Raises:
        TooLarge: it is longer than 8 MB.
        Malformed: it is no JSON.
    """
    if len(text) > MOST_BYTES:
        raise TooLarge(N_("内容过大，请分几次核对。"))
    try:
        return json.loads(text.decode("utf-8-sig"), parse_float=Decimal, parse_constant=_no_number)
    except (ValueError, RecursionError) as problem:
        raise Malformed(N_("内容不是 JSON，或者层数过多")) from problem


def problem_object(problem: AppError) -> dict[str, Any]:
    """Return a problem as the API answers it, in Chinese."""
    return {
        "type": "about:blank",
        "title": problem.code.replace("_", " "),
        "status": problem.status,
        "code": problem.code,
        "detail": problem.detail % problem.params,
        "errors": [
            {"path": error.path, "message": error.message % error.params}
            for error in problem.errors
        ],
    }


def _no_number(word: str) -> Any:
    raise ValueError(word)
