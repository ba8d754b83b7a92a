"""Counts limits from the rule files by itself: what the product counts is held against it."""

import json
from collections.abc import Collection, Iterable
from datetime import date, timedelta
from functools import cache
from typing import Any

from services.complaints.adapters.rule_rows import RULES

ONE_DAY = timedelta(days=1)
CLOCKS = RULES / "clocks"


@cache
def _rows() -> list[dict[str, Any]]:
    paths = (CLOCKS / "limits").glob("*.json")
    return [row for path in paths for row in json.loads(path.read_text("utf-8"))["limits"]]


@cache
def _days() -> tuple[frozenset[date], frozenset[date]]:
    """Return the days off by holiday and the weekend days that are worked."""
    off, worked = set[date](), set[date]()
    for path in (CLOCKS / "calendars").glob("*.json"):
        for year in json.loads(path.read_text("utf-8"))["calendars"]:
            for each in year["off"]:
                off |= set(_between(each["from"], each["to"]))
            worked |= {date.fromisoformat(day) for day in year["worked"]}
    return frozenset(off), frozenset(worked)


@cache
def row_of(code: str, received_on: date, city: str) -> dict[str, Any]:
    """Return the row of a limit that held on a day in a city, the city's own before others."""
    fitting = [
        row
        for row in _rows()
        if row["code"] == code
        and row["effective_from"] <= received_on.isoformat() <= (row["effective_to"] or "9999")
        and row["city"] in (None, city)
    ]
    return max(fitting, key=lambda row: row["city"] is not None)


def last_day(
    row: dict[str, Any], started_on: date, paused: Collection[date], added: Iterable[int]
) -> date:
    """Return the last day in time of a limit in days or working days."""
    left, day = row["number"] + sum(added), started_on
    working = {"wd": True, "d": False}[row["unit"]]
    while left:
        day += ONE_DAY
        left -= day not in paused and not (working and _rests(day))
    while _rests(day):
        day += ONE_DAY
    return day


def days(from_on: date, to_on: date) -> set[date]:
    """Return the days from one to another, both included."""
    return set(_between(from_on.isoformat(), to_on.isoformat()))


def _rests(day: date) -> bool:
    off, worked = _days()
    return day in off or (day.isoweekday() > 5 and day not in worked)


def _between(first: str, last: str) -> Iterable[date]:
    day, until = date.fromisoformat(first), date.fromisoformat(last)
    while day <= until:
        yield day
        day += ONE_DAY
