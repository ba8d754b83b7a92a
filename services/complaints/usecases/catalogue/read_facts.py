"""Reads what a line tells beyond its own conditions: the ship, the time, the cargo."""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import partial
from typing import Any

from services.complaints.domain.catalogue.facts import FIRST_GRADE, OTHER_GRADE, Facts
from services.complaints.domain.rates.durations import charged_hours
from services.complaints.usecases.catalogue.read_values import (
    MOST_CHARGED,
    Wrong,
    half_width,
    read_choice,
    read_day,
    read_figure,
    read_loaded,
    read_quantity,
)
from shared.errors import FieldError
from shared.words import N_

_SHIPS = {
    "container": "集装箱船",
    "passenger": "客船",
    "roro": "滚装船",
    "tanker": "油船",
    "bulk": "散货船",
    "other": "其他",
}
_BERTHS = {"working": "生产性", "idle": "非生产性", "anchorage": "锚地"}
_BOX_TYPES: Mapping[str, str] = {
    **dict.fromkeys(("gp", "dc", "dv", "普柜"), "GP"),
    **dict.fromkeys(("hq", "hc", "高柜"), "HQ"),
    **dict.fromkeys(("rf", "rh", "冷柜"), "RF"),
    **dict.fromkeys(("ot", "开顶柜"), "OT"),
    **dict.fromkeys(("fr", "框架柜"), "FR"),
    **dict.fromkeys(("tk", "罐柜"), "TK"),
}
_IN_SIZE = re.compile(r"(?:20|40|45)\s*['’′]?\s*([a-z]{2})")
_CLASS = re.compile(r"第?([1-9])(?:\.\d)?\s*[类级]?")
_GRADES = {
    **dict.fromkeys(("一级", "1级"), FIRST_GRADE),
    **dict.fromkeys(("非一级", "非1级", "二级", "2级"), OTHER_GRADE),
}
_CLOCK = re.compile(r"(?:t|\s+)(\d{1,2}):(\d{2})(?::\d{2})?(z|[+-]\d{2}:?\d{2})?", re.IGNORECASE)
_LONGEST_PERIOD = 3660
_PLACES = Decimal("0.0001")
_HOUR = 3600
_WALL_CLOCK = timedelta(hours=8)
_FARTHEST = timedelta(hours=14)


def read_facts(
    line: Mapping[str, Any], *, path: str, today: date
) -> tuple[Facts, list[FieldError]]:
    """Return the facts of a line and what is wrong with them.

    Args:
        line: what was sent; keys that are not known are passed over.
        path: what goes before a field's name in an error.
        today: the legal day; a period that begins later is refused.
    """
    values: dict[str, Any] = {}
    errors: list[FieldError] = []
    for key, read in _READERS.items():
        try:
            values[key] = read(line.get(key))
        except Wrong as wrong:
            errors.append(FieldError(path + key, wrong.message, wrong.params))
    try:
        values |= _period(line.get("from"), line.get("to"), today=today)
    except Wrong as wrong:
        errors.append(FieldError(f"{path}from", wrong.message, wrong.params))
    if errors:
        return Facts(), errors
    values["container_type"] = values["container_type"] or _type_in(line.get("container"))
    hours = values.pop("hours_between", None)
    return Facts(**values | {"hours": _agreed_hours(values["hours"], hours)}), []


def _agreed_hours(told: Decimal | None, between: Decimal | None) -> Decimal | None:
    """Return the hours; None where a number and a period contradict each other."""
    if told is None or between is None:
        return between if told is None else told
    return told if charged_hours(told) == charged_hours(between) else None


def _period(first: Any, last: Any, *, today: date) -> dict[str, Any]:
    """Return the days of a period, and its hours where both ends have a time of day."""
    begins, ends = _moment(first, today), _moment(last, today)
    if begins is None or ends is None:
        return {"period_from": begins and begins[0], "period_to": ends and ends[0]}
    if ends[0] < begins[0] or (ends[0] - begins[0]).days > _LONGEST_PERIOD:
        raise Wrong(N_("起止时间不对，请核对"))
    days = {"period_from": begins[0], "period_to": ends[0]}
    if begins[1] is None or ends[1] is None:
        return days
    between = (ends[0] - begins[0]) + ends[1] - begins[1]
    if between < timedelta(0):
        raise Wrong(N_("起止时间不对，请核对"))
    hours = Decimal(int(between.total_seconds())) / _HOUR
    return days | {"hours_between": hours.quantize(_PLACES, ROUND_HALF_UP)}


def _moment(value: Any, today: date) -> tuple[date, timedelta | None] | None:
    """Return a day and, where it is told, the time since its midnight on the wall's clock."""
    if value is None or value == "":
        return None
    if not isinstance(value, str) or len(value) > 40:
        raise Wrong(N_("日期写成 2026-11-12 这样"))
    text = half_width(value)
    clock = _CLOCK.search(text)
    day = read_day(text[: clock.start()] if clock else text, today=today)
    if day is None or clock is None:
        return None if day is None else (day, None)
    hour, minute = int(clock[1]), int(clock[2])
    if hour > 23 or minute > 59 or clock.end() != len(text):
        raise Wrong(N_("时间写成 2026-11-12T08:30 这样"))
    east = _east_of_greenwich(clock[3])
    since = timedelta(hours=hour, minutes=minute) - east + _WALL_CLOCK
    return day + timedelta(days=since.days), timedelta(seconds=since.seconds)


def _east_of_greenwich(zone: str | None) -> timedelta:
    """Return how far a told zone is ahead of universal time; Beijing time where none is told."""
    if zone is None:
        return _WALL_CLOCK
    if zone.lower() == "z":
        return timedelta(0)
    minutes = int(zone[-2:])
    east = timedelta(hours=int(zone[1:3]), minutes=minutes)
    if minutes > 59 or east > _FARTHEST:
        raise Wrong(N_("时间写成 2026-11-12T08:30 这样"))
    return -east if zone[0] == "-" else east


def _box_type(value: Any) -> str | None:
    if value is None or value == "":
        return None
    text = half_width(value).lower() if isinstance(value, str) else ""
    if text not in _BOX_TYPES:
        raise Wrong(N_("应当是 %(choices)s 之一"), choices="GP、HQ、RF、OT、FR、TK")
    return _BOX_TYPES[text]


def _type_in(container: Any) -> str | None:
    """Return the type that a size such as 40HQ names."""
    found = _IN_SIZE.search(half_width(container).lower()) if isinstance(container, str) else None
    return _BOX_TYPES.get(found[1]) if found else None


def _danger(value: Any) -> str | None:
    if value is None or value == "":
        return None
    text = half_width(str(value)) if isinstance(value, (str, int)) else ""
    if grade := _GRADES.get(text.replace(" ", "")):
        return grade
    found = _CLASS.fullmatch(text)
    if found is None or isinstance(value, bool):
        raise Wrong(N_("危险货物类别应当是 1 至 9，或者写一级、非一级"))
    return found[1]


def _readers() -> Iterator[tuple[str, Callable[[Any], Any]]]:
    for key in ("net_tons", "gross_tons", "deadweight", "nautical_miles", "locks", "hours"):
        yield key, read_figure
    for key in ("days", "ship_length_m", "weight_t", "volume_m3", "box_volume_m3"):
        yield key, read_quantity
    for key in ("night", "holiday", "irregular"):
        yield key, read_loaded
    for key in ("base_amount", "refunded"):
        yield key, partial(read_figure, most=MOST_CHARGED)
    yield "ship_type", partial(read_choice, choices=_SHIPS)
    yield "berth", partial(read_choice, choices=_BERTHS)
    yield "container_type", _box_type
    yield "dangerous_class", _danger


_READERS: Mapping[str, Callable[[Any], Any]] = dict(_readers())
FACT_KEYS: tuple[str, ...] = (*_READERS, "from", "to")
"""The keys of a line that tell facts."""


def facts_as_typed(facts: Facts) -> dict[str, str]:
    """Return the facts by the keys of a line, as they are typed; without those nobody told.

    Times of day are in the hours by then.
    """
    named = {"from": facts.period_from, "to": facts.period_to}
    told = {key: named[key] if key in named else getattr(facts, key) for key in FACT_KEYS}
    return {key: _typed(value) for key, value in told.items() if value is not None}


def _typed(value: object) -> str:
    if isinstance(value, Decimal):
        return f"{value:f}"
    return str(value).lower() if isinstance(value, bool) else str(value)
