"""Overall clearance time 整体通关时间: one declaration's nodes, and the figures of many.

The figures are of exact times in hours: the median and the 90th percentile are by nearest rank
(the smallest value that at least half, or nine in ten, do not exceed), the mean is the sum by the
count. An outlier lies above the upper quartile by more than three times the distance between the
quartiles.
"""

from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise
from math import ceil
from typing import TypeVar

from services.complaints.domain.commitments.commitment import EventName
from shared.clock import SHANGHAI

IMPORT, EXPORT = "import", "export"
SHIP_ARRIVAL = "ship_arrival"
MOST_OUTLIERS = 50
_OUTLYING = 3
_HOUR = Decimal(3600)
_HUNDREDTH = Decimal("0.01")
_MEDIAN, _P90 = Decimal("0.5"), Decimal("0.9")
_QUARTILES = Decimal("0.25"), Decimal("0.75")
_Groups = dict[tuple[str, str, str], "array[int]"]
# Seconds, direction, month, number.
_Taken = tuple[int, str, str, str]
Ranked = TypeVar("Ranked", int, Decimal)


@dataclass(frozen=True, kw_only=True)
class Declaration:
    """One declaration; `nodes` by id, those that are not known are absent."""

    number: str
    direction: str
    office: str
    mode: str
    nodes: Mapping[str, datetime]


@dataclass(frozen=True, kw_only=True)
class Method:
    """From which node to which the time of a direction is taken, and on what ground."""

    direction: str
    start: str
    end: str
    basis_kind: str
    basis: str
    verified: bool


@dataclass(frozen=True, kw_only=True)
class Evaluation:
    """A figure of a third-party evaluation, to stand beside ours.

    Args:
        period: a month, 2026-10, or a year, 2026.
        hours: the overall time it found.
        by: who evaluated; `source` where that is published.
    """

    city: str
    direction: str
    period: str
    hours: Decimal
    by: str
    source: str


@dataclass(frozen=True, kw_only=True)
class ClearanceRules:
    """How it is measured; nodes in the order in which they happen."""

    methods: Mapping[str, Method]
    nodes: Sequence[EventName]
    columns: Sequence[EventName]
    evaluations: Sequence[Evaluation]


@dataclass(frozen=True, kw_only=True)
class Figure:
    """The times of one group in hours; `by` is overall, month, office, mode or node."""

    direction: str
    by: str
    group: str
    count: int
    median: Decimal
    p90: Decimal
    mean: Decimal


@dataclass(frozen=True, kw_only=True)
class Outlier:
    """A declaration that took far longer than the others of its direction."""

    number: str
    direction: str
    month: str
    hours: Decimal


@dataclass(frozen=True, kw_only=True)
class ClearanceFigures:
    """All figures of a city; `left_out` declarations lack a start or an end."""

    figures: tuple[Figure, ...] = ()
    outliers: tuple[Outlier, ...] = ()
    count: int = 0
    left_out: int = 0
    computed_at: datetime | None = None


def taken(declaration: Declaration, rules: ClearanceRules) -> int | None:
    """Return the overall time in seconds, None where an end of it is not known."""
    method = rules.methods[declaration.direction]
    start, end = declaration.nodes.get(method.start), declaration.nodes.get(method.end)
    return _seconds(start, end) if start and end else None


def month_of(declaration: Declaration, rules: ClearanceRules) -> str:
    """Return the month, 2026-10, in which the time ended, "" where that is not known."""
    end = declaration.nodes.get(rules.methods[declaration.direction].end)
    return f"{end.astimezone(SHANGHAI):%Y-%m}" if end else ""


def clearance_figures(
    declarations: Iterable[Declaration], rules: ClearanceRules, *, now: datetime
) -> ClearanceFigures:
    """Return medians, 90th percentiles and means by direction, month, office, mode and node."""
    # Numbers side by side: of 100,000 declarations there are a million.
    groups: _Groups = {}
    overall: list[_Taken] = []
    count = left_out = 0
    for each in declarations:
        count += 1
        seconds, month = taken(each, rules), month_of(each, rules)
        if seconds is None:
            left_out += 1
            continue
        overall.append((seconds, each.direction, month, each.number))
        _add(groups, each, month, seconds, rules)
    return ClearanceFigures(
        figures=tuple(_figure(key, times) for key, times in sorted(groups.items())),
        outliers=_outliers(overall),
        count=count,
        left_out=left_out,
        computed_at=now,
    )


def _add(
    groups: _Groups,
    declaration: Declaration,
    month: str,
    seconds: int,
    rules: ClearanceRules,
) -> None:
    named = {
        "overall": "",
        "month": month,
        "year": month[:4],
        "office": declaration.office,
        "mode": declaration.mode,
    }
    for by, group in named.items():
        groups.setdefault((declaration.direction, by, group), array("q")).append(seconds)
    passed = [node.id for node in rules.nodes if node.id in declaration.nodes]
    # The ship that takes goods away may come at any time.
    skipped = SHIP_ARRIVAL if declaration.direction == EXPORT else ""
    known = [node for node in passed if node != skipped]
    for start, end in pairwise(known):
        step = _seconds(declaration.nodes[start], declaration.nodes[end])
        if step >= 0:
            key = (declaration.direction, "node", f"{start}>{end}")
            groups.setdefault(key, array("q")).append(step)


def _figure(key: tuple[str, str, str], times: Sequence[int]) -> Figure:
    ordered = sorted(times)
    return Figure(
        direction=key[0],
        by=key[1],
        group=key[2],
        count=len(ordered),
        median=_places(_hours(at_rank(ordered, _MEDIAN))),
        p90=_places(_hours(at_rank(ordered, _P90))),
        mean=_places(Decimal(sum(ordered)) / len(ordered) / _HOUR),
    )


def at_rank(ordered: Sequence[Ranked], share: Decimal) -> Ranked:
    """Return the smallest value that a share of the ordered values does not exceed."""
    return ordered[max(0, ceil(share * len(ordered)) - 1)]


def _outliers(times: Sequence[_Taken]) -> tuple[Outlier, ...]:
    found: list[_Taken] = []
    for direction in (IMPORT, EXPORT):
        own = [each for each in times if each[1] == direction]
        ordered = sorted(seconds for seconds, *_ in own)
        if not ordered:
            continue
        lower, upper = (at_rank(ordered, share) for share in _QUARTILES)
        limit = upper + _OUTLYING * (upper - lower)
        found += [each for each in own if each[0] > limit]
    longest = sorted(found, key=lambda each: (-each[0], each[3]))[:MOST_OUTLIERS]
    return tuple(
        Outlier(number=number, direction=direction, month=month, hours=_hours(seconds))
        for seconds, direction, month, number in longest
    )


def _seconds(start: datetime, end: datetime) -> int:
    return int((end - start).total_seconds())


def _hours(seconds: int) -> Decimal:
    return Decimal(seconds) / _HOUR


def _places(hours: Decimal) -> Decimal:
    return hours.quantize(_HUNDREDTH, ROUND_HALF_UP)
