"""Overall clearance time 整体通关时间: one declaration's nodes, and the figures of many.

The figures are of exact times in hours: the median and the 90th percentile are by nearest rank
(the smallest value that at least half, or nine in ten, do not exceed), the mean is the sum by the
count. An outlier lies above the upper quartile by more than three times the distance between the
quartiles.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise
from math import ceil

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


def taken(declaration: Declaration, rules: ClearanceRules) -> Decimal | None:
    """Return the overall time in hours, None where an end of it is not known."""
    method = rules.methods[declaration.direction]
    start, end = declaration.nodes.get(method.start), declaration.nodes.get(method.end)
    return _hours(start, end) if start and end else None


def month_of(declaration: Declaration, rules: ClearanceRules) -> str:
    """Return the month, 2026-10, in which the time ended, "" where that is not known."""
    end = declaration.nodes.get(rules.methods[declaration.direction].end)
    return f"{end.astimezone(SHANGHAI):%Y-%m}" if end else ""


def clearance_figures(
    declarations: Iterable[Declaration], rules: ClearanceRules, *, now: datetime
) -> ClearanceFigures:
    """Return medians, 90th percentiles and means by direction, month, office, mode and node."""
    groups: dict[tuple[str, str, str], list[Decimal]] = {}
    overall: list[Outlier] = []
    count = left_out = 0
    for each in declarations:
        count += 1
        hours, month = taken(each, rules), month_of(each, rules)
        if hours is None:
            left_out += 1
            continue
        overall.append(
            Outlier(number=each.number, direction=each.direction, month=month, hours=hours)
        )
        _add(groups, each, month, hours, rules)
    return ClearanceFigures(
        figures=tuple(_figure(key, times) for key, times in sorted(groups.items())),
        outliers=_outliers(overall),
        count=count,
        left_out=left_out,
        computed_at=now,
    )


def _add(
    groups: dict[tuple[str, str, str], list[Decimal]],
    declaration: Declaration,
    month: str,
    hours: Decimal,
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
        groups.setdefault((declaration.direction, by, group), []).append(hours)
    passed = [node.id for node in rules.nodes if node.id in declaration.nodes]
    # The ship that takes goods away may come at any time.
    skipped = SHIP_ARRIVAL if declaration.direction == EXPORT else ""
    known = [node for node in passed if node != skipped]
    for start, end in pairwise(known):
        step = _hours(declaration.nodes[start], declaration.nodes[end])
        if step >= 0:
            key = (declaration.direction, "node", f"{start}>{end}")
            groups.setdefault(key, []).append(step)


def _figure(key: tuple[str, str, str], times: Sequence[Decimal]) -> Figure:
    ordered = sorted(times)
    return Figure(
        direction=key[0],
        by=key[1],
        group=key[2],
        count=len(ordered),
        median=_places(at_rank(ordered, _MEDIAN)),
        p90=_places(at_rank(ordered, _P90)),
        mean=_places(sum(ordered, Decimal(0)) / len(ordered)),
    )


def at_rank(ordered: Sequence[Decimal], share: Decimal) -> Decimal:
    """Return the smallest value that a share of the ordered values does not exceed."""
    return ordered[max(0, ceil(share * len(ordered)) - 1)]


def _outliers(times: Sequence[Outlier]) -> tuple[Outlier, ...]:
    found: list[Outlier] = []
    for direction in (IMPORT, EXPORT):
        own = [each for each in times if each.direction == direction]
        ordered = sorted(each.hours for each in own)
        if not ordered:
            continue
        lower, upper = (at_rank(ordered, share) for share in _QUARTILES)
        limit = upper + _OUTLYING * (upper - lower)
        found += [each for each in own if each.hours > limit]
    longest = sorted(found, key=lambda each: (-each.hours, each.number))[:MOST_OUTLIERS]
    return tuple(longest)


def _hours(start: datetime, end: datetime) -> Decimal:
    return Decimal(int((end - start).total_seconds())) / _HOUR


def _places(hours: Decimal) -> Decimal:
    return hours.quantize(_HUNDREDTH, ROUND_HALF_UP)
