"""How dates, money and figures are written on pages, in the language of the request."""

import re
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Any

from flask import Flask
from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup, escape

from shared.clock import SHANGHAI, local_date, utc_now
from shared.web.language import current_language, say, words
from shared.words import N_

UNKNOWN = "—"
MINUS = "−"
CENT = Decimal("0.01")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
WEEKDAYS_ZH = "一二三四五六日"
_ISO_DAY = re.compile(r"(?<![0-9A-Za-z_-])\d{4}-\d{2}-\d{2}(?![0-9A-Za-z_-])")
_DIGITS = re.compile(r"(?<![&#\w])(\d+)(?!\w*;)")

When = date | datetime | str | None
Figure = Decimal | int | float | str | None


def install_formats(app: Flask) -> None:
    """Make the formats known to templates as filters."""
    formats: dict[str, Callable[..., str]] = {
        "amount": amount,
        "date": short_date,
        "date_time": date_time,
        "days_written": days_written,
        "figures": figures,
        "full_date": full_date,
        "money": money,
        "number": number,
        "percent": percent,
        "time": clock_time,
        "weekday": weekday,
        "words": words,
    }
    app.jinja_env.filters.update({name: _anew(write) for name, write in formats.items()})


def _anew(write: Callable[..., str]) -> Callable[..., str]:
    """Return the filter in a form that Jinja does not work out once for all languages."""

    @pass_context
    def apply(_: Context, *values: Any) -> str:
        return write(*values)

    return apply


def short_date(value: When) -> str:
    """Return 11月23日, with the year when it is not the present one; 23 Nov 2026 in English."""
    day = _day(value)
    if day is None:
        return UNKNOWN
    if current_language() == "en" or day.year != local_date(utc_now()).year:
        return full_date(day)
    return f"{day.month}月{day.day}日"


def full_date(value: When) -> str:
    """Return 2026年11月23日; 23 Nov 2026 in English."""
    day = _day(value)
    if day is None:
        return UNKNOWN
    if current_language() == "en":
        return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
    return f"{day.year}年{day.month}月{day.day}日"


def days_written(text: str) -> str:
    """Return a sentence with 2026-08-03 in it as 2026年8月3日; 3 Aug 2026 in English."""
    return _ISO_DAY.sub(lambda met: full_date(met[0]) if _day(met[0]) else met[0], text)


def told(message: str, params: Mapping[str, Any] | None = None) -> str:
    """Return a marked text for people to read: the days in its params are written out.

    A day that the text itself gives as a pattern to type stays as it is.
    """
    written = {
        name: days_written(value) if isinstance(value, str) else value
        for name, value in (params or {}).items()
    }
    return say(message, written)


def date_time(value: When) -> str:
    """Return 11月23日 09:12 at +08:00; 23 Nov 2026, 09:12 in English."""
    comma = "," if current_language() == "en" else ""
    return UNKNOWN if value is None else f"{short_date(value)}{comma} {clock_time(value)}"


def clock_time(value: When) -> str:
    """Return 09:12 at +08:00."""
    instant = _instant(value)
    return instant.astimezone(SHANGHAI).strftime("%H:%M") if instant else UNKNOWN


def weekday(value: When) -> str:
    """Return 周一; Mon in English."""
    day = _day(value)
    if day is None:
        return ""
    place = day.weekday()
    return WEEKDAYS[place] if current_language() == "en" else f"周{WEEKDAYS_ZH[place]}"


def money(value: Figure) -> str:
    """Return ¥3,810.00, half up, with a true minus sign; — when unknown."""
    written = amount(value)
    if written == UNKNOWN:
        return UNKNOWN
    return f"{MINUS}¥{written[1:]}" if written.startswith(MINUS) else f"¥{written}"


def amount(value: Figure) -> str:
    """Return 3,810.00 for a column whose header names the unit."""
    figure = _figure(value)
    if figure is None:
        return UNKNOWN
    return f"{figure.quantize(CENT, ROUND_HALF_UP):,.2f}".replace("-", MINUS)


def number(value: Figure) -> str:
    """Return a figure with thousands, with as many places as it has."""
    figure = _figure(value)
    if figure is None:
        return UNKNOWN
    written = f"{figure:,f}"
    if "." in written:
        written = written.rstrip("0").rstrip(".")
    return written.replace("-", MINUS)


def figures(text: str) -> Markup:
    """Return a text with each run of digits in <b>, for the large figures of a card."""
    return Markup(_DIGITS.sub(r"<b>\1</b>", str(escape(text))))  # noqa: S704 - escaped before


def percent(part: Figure, whole: Figure, places: int = 1) -> str:
    """Return 97.3% of part in whole; "no data" when there is nothing to divide by."""
    upper, lower = _figure(part), _figure(whole)
    if upper is None or not lower:
        return say(N_("无数据"))
    share = upper / lower * 100
    return f"{share.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)}%".replace("-", MINUS)


def _figure(value: Figure) -> Decimal | None:
    if value is None or value == "":
        return None
    try:
        figure = Decimal(str(value))
    except InvalidOperation:
        return None
    return figure if figure.is_finite() else None


def _day(value: When) -> date | None:
    if isinstance(value, str):
        return _day(_parsed(value))
    if isinstance(value, datetime):
        return local_date(_aware(value))
    return value


def _instant(value: When) -> datetime | None:
    if isinstance(value, str):
        return _instant(_parsed(value))
    return _aware(value) if isinstance(value, datetime) else None


def _parsed(text: str) -> date | datetime | None:
    try:
        return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)
    except ValueError:
        return None


def _aware(value: datetime) -> datetime:
    return value if value.tzinfo else value.replace(tzinfo=UTC)
