"""Reads a span and a date as people type them: `5wd`, `60d`, `2026-04-30`, full-width too."""

import re
import unicodedata
from datetime import date

from services.complaints.domain.clocks.limits import Span, Unit
from shared.errors import FieldError, Invalid
from shared.words import N_

_SPAN = re.compile(r"(\d{1,6})\s*(wd|d)", re.ASCII)
_DATE = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)


class Unreadable(Invalid):
    """A span or a date is not written as it must be."""


def read_span(text: str) -> Span:
    """Return the span of a text such as `5wd` (working days) or `60d` (calendar days)."""
    found = _SPAN.fullmatch(_plain(text))
    if found is None:
        raise _unreadable(
            "limit",
            N_("看不懂时限“%(text)s”：请写数字加单位，如 5wd（5 个工作日）或 60d（60 日）"),
            text,
        )
    return Span(int(found[1]), Unit(found[2]))


def read_date(text: str) -> date:
    """Return the date of a text such as `2026-04-30`."""
    found = _DATE.fullmatch(_plain(text))
    if found is not None:
        try:
            return date(int(found[1]), int(found[2]), int(found[3]))
        except ValueError:
            pass
    message = N_("看不懂日期“%(text)s”：请写年-月-日，如 2026-04-30，并核对有没有这一天")
    raise _unreadable("received_on", message, text)


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip().lower().replace("/", "-")


def _unreadable(path: str, message: str, text: str) -> Unreadable:
    params = {"text": text[:40]}
    return Unreadable(message, errors=[FieldError(path, message, params)], params=params)
