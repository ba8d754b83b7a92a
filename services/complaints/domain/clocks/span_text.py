"""Reads spans and days as people type them: `5wd`, `0.5h`, `2026-04-30`, full-width too."""

import re
import unicodedata
from datetime import date, datetime

from services.complaints.domain.clocks.limits import Span, Unit
from services.complaints.domain.clocks.office import Receipt
from shared.clock import SHANGHAI, local_date
from shared.errors import FieldError, Invalid
from shared.words import N_

_SPAN = re.compile(r"(\d{1,6})\s*(wd|d|m|y|h)", re.ASCII)
_PART_OF_AN_HOUR = re.compile(r"(\d{1,4})\.(\d{1,4})\s*h", re.ASCII)
_DATE = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)
# The plus sign of an offset comes as a blank where an address was not encoded.
_INSTANT = re.compile(
    r"(\d{4}-\d{2}-\d{2})[t ](\d{2}:\d{2}(?::\d{2})?)(?:(?<=:\d\d:\d\d)\.\d{1,9})?"
    r"(z|[-+ ]\d{2}:?\d{2})?",
    re.ASCII,
)
_MINUTES = 60
_PLUS = str.maketrans(" ", "+")


class Unreadable(Invalid):
    """A span, a day or a moment is not written as it must be."""


def read_span(text: str, path: str = "limit") -> Span:
    """Return the span of a text such as `5wd`, `60d`, `3m` (months), `2y`, `4h` or `0.5h`."""
    plain = _plain(text)
    found = _SPAN.fullmatch(plain)
    if found is not None:
        return Span(int(found[1]), Unit(found[2]))
    part = _PART_OF_AN_HOUR.fullmatch(plain)
    if part is not None:
        minutes, rest = divmod(int(part[1] + part[2]) * _MINUTES, 10 ** len(part[2]))
        if rest == 0:
            return Span(minutes, Unit.MINUTE)
    message = N_(
        "看不懂时限“%(text)s”：请写数字加单位，"
        "单位有 wd（工作日）、d（日）、m（月）、y（年）、h（小时），如 5wd、60d、3m、2y、4h、0.5h"
    )
    raise _unreadable(path, message, text)


def read_date(text: str, path: str = "received_on") -> date:
    """Return the date of a text such as `2026-04-30`."""
    found = _DATE.fullmatch(_plain(text))
    if found is not None:
        try:
            return date(int(found[1]), int(found[2]), int(found[3]))
        except ValueError:
            pass
    message = N_("看不懂日期“%(text)s”：请写年-月-日，如 2026-04-30，并核对有没有这一天")
    raise _unreadable(path, message, text)


def read_receipt(text: str, path: str = "received") -> Receipt:
    """Return the receipt of a day, or of a moment; one without an offset is at +08:00."""
    found = _INSTANT.fullmatch(_plain(text))
    if found is None:
        return Receipt(read_date(text, path))
    offset = (found[3] or "+08:00").translate(_PLUS).upper()
    try:
        at = datetime.fromisoformat(f"{found[1]}T{found[2]}{offset}")
        return Receipt(local_date(at), at.astimezone(SHANGHAI))
    except (ValueError, OverflowError):
        message = N_("看不懂时刻“%(text)s”：请写如 2026-08-02T16:30+08:00")
        raise _unreadable(path, message, text) from None


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip().lower().replace("/", "-")


def _unreadable(path: str, message: str, text: str) -> Unreadable:
    params = {"text": text[:40]}
    return Unreadable(message, errors=[FieldError(path, message, params)], params=params)
