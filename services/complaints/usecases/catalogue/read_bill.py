"""From what somebody sent to a bill that can be checked."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from services.complaints.domain.catalogue.asked import CheckLine
from services.complaints.usecases.catalogue.read_lines import MOST_LINES, read_lines
from services.complaints.usecases.catalogue.read_values import (
    MOST_CHARGED,
    Wrong,
    read_figure,
    read_text,
)
from shared.errors import FieldError, Invalid
from shared.words import N_

_LONGEST_NOTE = 500


@dataclass(frozen=True, kw_only=True)
class Bill:
    """The lines of a bill.

    Args:
        notes: what stands beside each line; nothing of it is kept.
        total: the sum the bill states, CNY.
        asked: whether the findings of the whole bill are wanted in any case.
    """

    lines: tuple[CheckLine, ...]
    notes: tuple[str, ...]
    total: Decimal | None
    asked: bool


def read_bill(body: Any, *, today: date, most: int = MOST_LINES) -> Bill:
    """Return the bill of `{"lines": [...], "total": …, "bill": true}`.

    Raises:
        Malformed: the body is not such an object.
        Invalid: something cannot be checked; `errors` name the fields as `lines.0.amount`.
    """
    lines = read_lines(body, today=today, most=most)
    errors: list[FieldError] = []
    total: Decimal | None = None
    try:
        total = read_figure(body.get("total"), most=MOST_CHARGED)
    except Wrong as wrong:
        errors.append(FieldError("total", wrong.message, wrong.params))
    notes = tuple(_note(line, place, errors) for place, line in enumerate(body["lines"]))
    if errors:
        raise Invalid(N_("有收费明细不能核对，请按提示修改。"), errors=errors[:100])
    asked = body.get("bill") is True or total is not None
    return Bill(lines=lines, notes=notes, total=total, asked=asked)


def _note(line: Mapping[str, Any], place: int, errors: list[FieldError]) -> str:
    try:
        return read_text(line.get("note"), most=_LONGEST_NOTE) or ""
    except Wrong as wrong:
        errors.append(FieldError(f"lines.{place}.note", wrong.message, wrong.params))
        return ""
