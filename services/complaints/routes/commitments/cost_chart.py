"""Where the marks of a chart of costs stand: places across in per cent, down in pixels."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, Decimal
from itertools import pairwise

from services.complaints.domain.commitments.cost import CONTAINERS, Cost

LEFT, RIGHT = Decimal(11), Decimal(97)
TOP, BOTTOM = Decimal(24), Decimal(172)
_STEPS = (1, 2, 5, 10)
_LINES = 4


@dataclass(frozen=True, kw_only=True)
class Mark:
    """A value of a month; `x` in per cent, `y` in pixels."""

    x: str
    y: str
    month: str
    value: Decimal


@dataclass(frozen=True, kw_only=True)
class Series:
    """The marks of one length of box in the order of the months; gaps are left open."""

    container: str
    marks: tuple[Mark, ...]
    pieces: tuple[tuple[Mark, Mark], ...]


@dataclass(frozen=True, kw_only=True)
class Chart:
    """What a chart of one direction draws; `grid` are values with their height."""

    name: str
    series: tuple[Series, ...]
    grid: tuple[tuple[int, str], ...]
    months: tuple[tuple[str, str], ...]


def cost_chart(costs: Sequence[Cost], *, name: str) -> Chart | None:
    """Return the highest costs of a direction by month, from zero; None without any."""
    highest = max((each.high for each in costs if each.high is not None), default=None)
    if highest is None:
        return None
    top = _step(highest) * _LINES
    months = sorted({each.month for each in costs})
    width = (RIGHT - LEFT) / max(1, len(months) - 1)
    across = {month: f"{LEFT + width * place:.2f}" for place, month in enumerate(months)}
    return Chart(
        name=name,
        series=tuple(_series(costs, container, across, top) for container in CONTAINERS),
        grid=tuple((step * top // _LINES, _down(step * top // _LINES, top)) for step in range(5)),
        months=tuple((across[month], f"{month:%m}") for month in months),
    )


def _series(costs: Sequence[Cost], container: str, across: Mapping[date, str], top: int) -> Series:
    own = sorted((c for c in costs if c.container == container), key=lambda c: c.month)
    marks = [
        None
        if cost.high is None
        else Mark(
            x=across[cost.month],
            y=_down(cost.high, top),
            month=f"{cost.month:%Y-%m}",
            value=cost.high,
        )
        for cost in own
    ]
    return Series(
        container=container,
        marks=tuple(each for each in marks if each),
        pieces=tuple((one, other) for one, other in pairwise(marks) if one and other),
    )


def _step(highest: Decimal) -> int:
    """Return the least round distance between lines of the grid that reaches the highest."""
    need = highest / _LINES
    power = Decimal(1)
    while power * 10 < need:
        power *= 10
    return int(
        next(
            (power * each for each in _STEPS if power * each >= need),
            (need / power).to_integral_value(ROUND_CEILING) * power,
        )
    )


def _down(value: Decimal | int, top: int) -> str:
    share = Decimal(value) / top
    return f"{BOTTOM - share * (BOTTOM - TOP):.1f}"
