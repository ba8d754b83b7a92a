"""Where the bars of the credit pages stand, in per cent of their width."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from math import ceil, floor

from services.credit.domain.score.line import Line
from services.credit.usecases.read_record import Life

_MARGIN_BEFORE, _MARGIN_AFTER = timedelta(days=35), timedelta(days=45)


@dataclass(frozen=True)
class Bar:
    """One bar from `x` on; `kind` is its class in the style sheet, "zero" is a mere stroke."""

    kind: str
    x: str
    width: str


@dataclass(frozen=True)
class Waterfall:
    """The bars of a score's lines and the range they are drawn on."""

    low: int
    high: int
    bars: tuple[Bar, ...]


@dataclass(frozen=True)
class LifeChart:
    """The bars of a record's life, where today stands, and the middle for its label."""

    bars: tuple[Bar, ...]
    today: str
    label_x: str


def waterfall(lines: Sequence[Line]) -> Waterfall:
    """Return one bar a line, from balance to balance; the start runs from the left edge."""
    balances = [line.balance_to for line in lines]
    low = max(0, floor((min(balances) - 20) / 10) * 10)
    high = ceil((max(balances) + 5) / 5) * 5
    span = Decimal(high - low)

    def place(balance: Decimal) -> Decimal:
        return (max(balance, Decimal(low)) - low) / span * 100

    bars = [Bar("fill", _per_cent(Decimal(0)), _per_cent(place(lines[0].balance_to)))]
    for line in lines[1:]:
        start, end = sorted((place(line.balance_from), place(line.balance_to)))
        kind = "zero" if line.points == 0 else "neg" if line.points < 0 else "pos"
        bars.append(Bar(kind, _per_cent(start), _per_cent(end - start)))
    return Waterfall(low, high, tuple(bars))


def part_width(points: Decimal, full: Decimal) -> str:
    """Return how far the bar of a part reaches."""
    return _per_cent(points / full * 100)


def life_charts(lives: Sequence[Life], today: date) -> dict[int, LifeChart]:
    """Return the charts of all lives on one common axis, by number of the entry."""
    drawn = [life for life in lives if life.period is not None]
    if not drawn:
        return {}
    periods = [life.period for life in drawn if life.period is not None]
    first = min(period.starts_on for period in periods) - _MARGIN_BEFORE
    last = max(today, *(period.longest_until for period in periods)) + _MARGIN_AFTER
    days = Decimal((last - first).days)

    def place(day: date) -> Decimal:
        return Decimal((day - first).days) / days * 100

    charts = {}
    for life in drawn:
        stretches = [
            Bar(kind, _per_cent(place(begin)), _per_cent(place(end) - place(begin)))
            for kind, begin, end in _stretches(life)
            if end > begin
        ]
        middle = place(_middle(life))
        label = _per_cent(min(max(middle, Decimal(16)), Decimal(84)))
        charts[life.entry.seq] = LifeChart(tuple(stretches), _per_cent(place(today)), label)
    return charts


def _stretches(life: Life) -> list[tuple[str, date, date]]:
    """Return dark (cannot be repaired), light (can), pale (not shown) with their days."""
    period = life.period
    if period is None:
        return []
    if period.shortest_until == period.starts_on:
        return [("s4", period.starts_on, period.longest_until)]
    ended = life.ending.event.effective_on if life.ending else period.longest_until
    shown_until = min(max(ended, period.starts_on), period.longest_until)
    light_from = min(period.shortest_until, shown_until)
    return [
        ("s1", period.starts_on, light_from),
        ("s3", light_from, shown_until),
        ("s4", shown_until, period.longest_until),
    ]


def _middle(life: Life) -> date:
    if life.period is None:
        return life.entry.event.determined_on
    return life.period.starts_on + (life.period.longest_until - life.period.starts_on) / 2


def _per_cent(value: Decimal) -> str:
    return f"{value.quantize(Decimal('0.01'))}%"
