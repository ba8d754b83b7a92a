"""Reads one value of a delay check: an instant or a day, a figure, yes or no."""

import re
import unicodedata
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from services.complaints.domain.commitments.facts import Moment
from shared.clock import SHANGHAI
from shared.errors import FieldError
from shared.words import N_

FIRST_YEAR, LAST_YEAR = 1990, 2100
_LARGEST = Decimal(10) ** 15
_LONGEST = 100
_DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?", re.ASCII)
_INSTANT = re.compile(
    r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?[T\s]+(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d{1,9})?)?"
    r"\s*(Z|[+-]\d{2}:?\d{2})?",
    re.ASCII | re.IGNORECASE,
)
_WHEN = N_("时间写成 2026-08-03T16:30+08:00；只知道日期写 2026-08-03")
_ANSWERS = {"true": True, "false": False, "yes": True, "no": False, "是": True, "否": False}


class NotRead(Exception):
    """A value cannot be used; `error` names the field."""

    def __init__(self, path: str, message: str, **params: str) -> None:
        super().__init__(message)
        self.error = FieldError(path, message, params)


def read_moment(value: Any, path: str) -> Moment:
    """Return an instant, or a day where no hour is written; without an offset it is +08:00."""
    text = unicodedata.normalize("NFKC", value).strip() if isinstance(value, str) else ""
    try:
        if (found := _DAY.fullmatch(text)) is not None:
            return Moment.on(_in_range(date(*(int(each) for each in found.groups())), path))
        if (found := _INSTANT.fullmatch(text)) is not None:
            return Moment.at(_instant(found, path))
    except (ValueError, OverflowError) as problem:
        raise NotRead(path, _WHEN) from problem
    raise NotRead(path, _WHEN)


def _instant(found: re.Match[str], path: str) -> datetime:
    year, month, day, hour, minute = (int(found[place]) for place in range(1, 6))
    _in_range(date(year, month, day), path)
    local = datetime(year, month, day, hour, minute, int(found[6] or 0), tzinfo=SHANGHAI)
    offset = (found[7] or "").upper()
    if not offset:
        return local
    zone = datetime.fromisoformat(f"2026-01-01T00:00{offset.replace('Z', '+00:00')}").tzinfo
    return local.replace(tzinfo=zone)


def _in_range(day: date, path: str) -> date:
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise NotRead(path, _WHEN)
    return day


def read_answer(value: Any) -> bool | None:
    """Return yes or no; None where it is neither."""
    if isinstance(value, bool):
        return value
    return _ANSWERS.get(value.strip().lower()) if isinstance(value, str) else None


def read_figure(value: Any, path: str) -> Decimal | None:
    """Return a figure of 0 or more; None where there is none."""
    if value is None or value == "":
        return None
    if isinstance(value, bool) or not isinstance(value, (str, int, float, Decimal)):
        raise NotRead(path, N_("应当是数字"))
    text = unicodedata.normalize("NFKC", str(value)).strip().removesuffix("%").replace(",", "")
    try:
        number = Decimal(text) if len(text) <= _LONGEST else None
    except InvalidOperation as problem:
        raise NotRead(path, N_("应当是数字")) from problem
    if number is None or not number.is_finite() or not 0 <= number <= _LARGEST:
        raise NotRead(path, N_("应当是 0 以上的数字，不能过大"))
    return number
