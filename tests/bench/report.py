"""The report: a Markdown table for people, JSON for programs."""

import math
from collections.abc import Mapping, Sequence
from typing import Any

from tests.bench.figures import Figure, Verdict

_COLUMNS = ("per_second", "p50_ms", "p95_ms", "p99_ms")
_HEAD = (
    "what",
    "per second",
    "p50 ms",
    "p95 ms",
    "p99 ms",
    "errors",
    "more",
    "bar",
    "processors: product + clients + others",
)


def markdown(figures: Sequence[Figure], about: Mapping[str, Any]) -> str:
    """Return the date, the machine and a table with a line for each figure."""
    machine = about["machine"]
    lines = [
        f"{about['measured_at']}, engines: {about['engines']}, commit {about['commit']}. Machine:"
        f" {machine['processors']} processors ({machine['model']}), {machine['memory_gb']} GB,"
        f" {machine['system']}, Python {machine['python']}. Load average (1, 5, 15 min) at the"
        f" beginning {_averages(about['load_before'])},"
        f" at the end {_averages(about['load_after'])}.",
        "",
        _row(_HEAD),
        _row(["---", *["--:"] * 5, "---", "---", "---"]),
        *(_row(_cells(figure)) for figure in figures),
    ]
    return "\n".join([*lines, "", *_memory(figures), _summary(figures)])


def missed(figures: Sequence[Figure]) -> list[str]:
    """Return each bar that was not reached, with the figure."""
    return [
        f"{figure.what}: {bar}, measured {_number(figure.values.get(bar.name, math.nan))}"
        for figure in figures
        for bar, verdict in figure.verdicts()
        if verdict is Verdict.MISSED
    ]


def _cells(figure: Figure) -> list[str]:
    shown = [_number(figure.values[name]) if name in figure.values else "" for name in _COLUMNS]
    more = [
        f"{name.replace('_', ' ')} {_number(value)}"
        for name, value in figure.values.items()
        if name not in _COLUMNS
    ]
    if figure.note:
        more.append(figure.note)
    bars = [f"{str(bar).replace('_', ' ')}: {verdict}" for bar, verdict in figure.verdicts()]
    return [
        figure.what,
        *shown,
        str(figure.errors),
        "; ".join(more),
        "; ".join(bars),
        str(figure.load),
    ]


def _memory(figures: Sequence[Figure]) -> list[str]:
    """Return the highest memory of each program over all measurements."""
    most: dict[str, float] = {}
    for figure in figures:
        for name, megabytes in figure.detail.get("memory_mb", {}).items():
            most[name] = max(most.get(name, 0.0), megabytes)
    if not most:
        return []
    rows = [_row([name, f"{megabytes:.0f}"]) for name, megabytes in most.items()]
    return [_row(["process, with its workers", "memory MB"]), _row(["---", "--:"]), *rows, ""]


def _summary(figures: Sequence[Figure]) -> str:
    count = sum(len(figure.bars) for figure in figures)
    wrong = missed(figures)
    if not wrong:
        return f"All {count} bars met."
    return "\n".join(
        [f"Missed {len(wrong)} of {count} bars:", "", *(f"- {each}" for each in wrong)]
    )


def _number(value: float) -> str:
    if math.isnan(value):
        return "none"
    if value == round(value) or abs(value) >= 1000:
        return f"{value:,.0f}"
    return f"{value:.1f}" if abs(value) >= 1 else f"{value:.2f}"


def _averages(values: Sequence[float]) -> str:
    return ", ".join(f"{value:.2f}" for value in values)


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
