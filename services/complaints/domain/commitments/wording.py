"""How instants, lengths of time and numbers are written in sentences."""

from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal

from services.complaints.domain.commitments.commitment import Names
from services.complaints.domain.commitments.facts import Moment
from shared.clock import SHANGHAI

_SECONDS_OF_AN_HOUR = Decimal(3600)
_HUNDREDTH = Decimal("0.01")
_UNITS = {
    "visits": ("次", "visit", "visits"),
    "items": ("项", "item", "items"),
    "kinds": ("种", "kind", "kinds"),
    "measures": ("条", "measure", "measures"),
    "yuan": ("元", "yuan", "yuan"),
    "percent": ("%", "%", "%"),
    "hours": ("小时", "hour", "hours"),
    "days": ("日", "day", "days"),
    "parts": ("项", "thing", "things"),
}


def clock_text(instant: datetime) -> str:
    """Return an instant at +08:00: `2026-08-03 16:30`, with seconds where there are any."""
    local = instant.astimezone(SHANGHAI)
    return f"{local:%Y-%m-%d %H:%M:%S}" if local.second else f"{local:%Y-%m-%d %H:%M}"


def moment_names(moment: Moment) -> Names:
    """Return when something happened, in both languages."""
    if moment.is_open:
        at = clock_text(moment.earliest)
        return {"zh": f"到 {at} 还没有", "en": f"not yet at {at}"}
    if moment.is_exact:
        at = clock_text(moment.earliest)
        return {"zh": at, "en": at}
    day = moment.first_on.isoformat()
    return {"zh": f"{day}（没有钟点）", "en": f"{day} (no hour)"}


def hours_of(length: timedelta) -> Decimal:
    """Return a length of time in hours, to the second."""
    return Decimal(length // timedelta(seconds=1)) / _SECONDS_OF_AN_HOUR


def number_text(number: Decimal) -> str:
    """Return a number with at most two places, half up, without needless zeros."""
    rounded = number.quantize(_HUNDREDTH, ROUND_HALF_UP).normalize()
    return f"{rounded + 0:f}"


def counted_names(number: Decimal, unit: str) -> Names:
    """Return a number with what it counts: 1 种 and 1 kind, 2 种 and 2 kinds."""
    chinese, one, several = _UNITS[unit]
    text = number_text(number)
    return {"zh": f"{text} {chinese}", "en": f"{text} {one if text == '1' else several}"}


def length_names(length: timedelta) -> Names:
    """Return a length of time as people say it: 1 小时 20 分, 45 分, 30 秒."""
    seconds = int(abs(length).total_seconds())
    hours, minutes, rest = seconds // 3600, seconds % 3600 // 60, seconds % 60
    parts = [(hours, "小时", "h"), (minutes, "分", "min"), (rest, "秒", "s")]
    said = [part for part in parts if part[0]] or [(0, "分", "min")]
    return {
        "zh": " ".join(f"{number} {zh}" for number, zh, _ in said),
        "en": " ".join(f"{number} {en}" for number, _, en in said),
    }
