"""How a value of an event is written in a message, in both languages, with nothing hidden in it."""

import re
import unicodedata
from datetime import date
from decimal import Decimal
from typing import Any

from services.notify.domain.messages.words import Words

LONGEST = 200
UNKNOWN = Words(zh="—", en="—")
_SCHEME_END = re.compile(":/+")
_HOST_DOT = re.compile(r"(?i)(?<=[^\s.])[.](?=[a-z])")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def clean(text: str) -> str:
    """Return text that stays on one line, hides nothing and holds no address to follow."""
    visible = (" " if _is_hidden(character) else character for character in text)
    line = " ".join("".join(visible).split())
    return _HOST_DOT.sub("．", _SCHEME_END.sub(" ", line))[:LONGEST]


def day_words(day: date | None) -> Words:
    """Return a date as it is written in both languages."""
    if day is None:
        return UNKNOWN
    month = _MONTHS[day.month - 1]
    return Words(zh=f"{day.year}年{day.month}月{day.day}日", en=f"{day.day} {month} {day.year}")


def money_words(amount: Decimal) -> Words:
    """Return an amount in CNY with sign, thousands and two places."""
    sign = "−" if amount < 0 else ""
    written = f"{sign}¥{abs(amount):,.2f}"
    return Words(zh=written, en=written)


def _is_hidden(character: str) -> bool:
    return unicodedata.category(character) in {"Cc", "Cf", "Co", "Cs", "Zl", "Zp"}


def same(value: Any) -> Words:
    """Return a value that is written alike in both languages."""
    if value is None:
        return UNKNOWN
    written = clean(str(value))
    return Words(zh=written, en=written)


def points(score: Decimal | None) -> Words:
    """Return a score with two places."""
    return UNKNOWN if score is None else same(f"{score:.2f}")
