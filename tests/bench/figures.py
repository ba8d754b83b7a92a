"""What was measured, and whether it is enough."""

import math
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any

from tests.bench.http_load import Answer
from tests.bench.machine import Load

ENOUGH_FOR_P99 = 100


class Verdict(StrEnum):
    """How a figure stands to its bar."""

    MET = "met"
    MISSED = "missed"
    NONE = ""


@dataclass(frozen=True, kw_only=True)
class Bar:
    """What a figure has to reach: at least or at most a value."""

    name: str
    value: float
    at_least: bool = False

    def __str__(self) -> str:
        """Return it as a table says it."""
        return f"{self.name} {'≥' if self.at_least else '≤'} {self.value:g}"

    def verdict(self, measured: float | None) -> Verdict:
        """Return whether a value reaches it; one that was not measured does not."""
        if measured is None or math.isnan(measured):
            return Verdict.MISSED
        reached = measured >= self.value if self.at_least else measured <= self.value
        return Verdict.MET if reached else Verdict.MISSED


@dataclass(kw_only=True)
class Figure:
    """One line of the report; values by name, times in milliseconds (`…_ms`), rates per second."""

    bench: str
    what: str
    values: dict[str, float]
    load: Load
    errors: int = 0
    bars: tuple[Bar, ...] = ()
    note: str = ""
    detail: dict[str, Any] = field(default_factory=dict)

    def verdicts(self) -> list[tuple[Bar, Verdict]]:
        """Return each bar with how it stands."""
        return [(bar, bar.verdict(self.values.get(bar.name))) for bar in self.bars]

    def as_json(self) -> dict[str, Any]:
        """Return it as JSON."""
        bars = [
            {"bar": str(bar), "measured": self.values.get(bar.name), "verdict": verdict}
            for bar, verdict in self.verdicts()
        ]
        return {**asdict(self), "bars": bars}


def quantile(values: Sequence[float], share: float) -> float:
    """Return the smallest value that at least this share of all do not exceed."""
    if not values:
        return math.nan
    ordered = sorted(values)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)]


def times_of(seconds: Sequence[float]) -> dict[str, float]:
    """Return the usual quantiles in milliseconds; p99 only of a hundred or more."""
    shares = {"p50_ms": 0.5, "p95_ms": 0.95}
    if len(seconds) >= ENOUGH_FOR_P99:
        shares["p99_ms"] = 0.99
    return {name: quantile(seconds, share) * 1000 for name, share in shares.items()}


def answered(answers: Sequence[Answer]) -> tuple[dict[str, float], int]:
    """Return rate and quantiles of good answers, and how many were not good."""
    good = [each for each in answers if each.is_good]
    if not good:
        return {"per_second": 0.0, **times_of([])}, len(answers)
    first = min(each.asked_at for each in answers)
    last = max(each.asked_at + each.seconds for each in answers)
    rate = len(good) / (last - first)
    times = times_of([each.seconds for each in good])
    return {"per_second": rate, **times}, len(answers) - len(good)
