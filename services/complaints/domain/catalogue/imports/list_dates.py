"""Dates as lists write them: 2026年1月1日, 2026.1.1, or the serial number of a spreadsheet."""

import re
from datetime import date, timedelta

_WRITTEN = re.compile(
    r"((?:19|20)\d\d)\s*[-年./]\s*(\d{1,2})\s*[-月./]\s*(\d{1,2})\s*日?(?:起|止)?(?:\s.*)?"
)
_TIGHT = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)")
_SERIAL = re.compile(r"(\d{5})(?:\.\d+)?")
_DAY_ZERO = date(1899, 12, 30)
_FIRST_DAY = date(1980, 1, 1)
_LAST_DAY = date(2039, 12, 31)


def read_list_date(text: str) -> date | None:
    """Return the day a folded text names; None where it names none.

    A number of five digits is the count of days a spreadsheet keeps for a date (45292 is
    2024-01-01), by the calendar that begins in 1900. One far from now is no date.
    """
    if serial := _SERIAL.fullmatch(text):
        day = _DAY_ZERO + timedelta(days=int(serial.group(1)))
        return day if _FIRST_DAY <= day <= _LAST_DAY else None
    met = _WRITTEN.fullmatch(text) or _TIGHT.fullmatch(text)
    if met is None:
        return None
    try:
        return date(*map(int, met.groups()))
    except ValueError:
        return None
