"""Time limits in force on a day, grouped by the procedure they belong to."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from services.complaints.domain.clocks.limits import TimeLimit, TimeLimits
from shared.words import N_

GROUPS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    (
        "report",
        N_("价格举报"),
        ("T-FILE", "P-FIRST", "T-CASE", "T-HEAR", "T-SERVE", "T-RESULT-N", "T-LIMIT"),
    ),
    ("dispute", N_("收费争议调解"), ("P-FEE",)),
    ("complaint", N_("消费投诉"), ("T-ACC", "T-MED", "T-CLUE", "T-STALE", "T-JURIS")),
    ("petition", N_("信访转办"), ("T-PET", "T-REVIEW", "T-REREV")),
    ("publicity", N_("处罚信息公示"), ("T-PUB", "T-2PUB")),
    ("hotline", N_("12345 热线工单"), ("H-",)),
)
OTHERS = ("other", N_("其他"))
ON_HOME = ("T-FILE", "T-FILE-N", "T-CASE", "T-SERVE")


@dataclass(frozen=True)
class LimitGroup:
    """The limits of one procedure; `anchor` is its place on the page."""

    anchor: str
    title: str
    rows: tuple[TimeLimit, ...]


def limit_groups(limits: TimeLimits, on: date) -> tuple[LimitGroup, ...]:
    """Return all rows in force on a day, those of cities beside those of the country."""
    return tuple(group for group in _groups(_in_force(limits, on)) if group.rows)


def home_limits(limits: TimeLimits, on: date) -> tuple[TimeLimit, ...]:
    """Return the limits a person who reports a charge should know first."""
    return tuple(limits.in_force(code, on) for code in ON_HOME)


def _in_force(limits: TimeLimits, on: date) -> list[TimeLimit]:
    return [row for row in limits.rows if row.holds(on, row.city)]


def _groups(rows: list[TimeLimit]) -> Iterator[LimitGroup]:
    left = list(rows)
    for anchor, title, prefixes in GROUPS:
        fitting = []
        for prefix in prefixes:
            fitting += [row for row in left if row.code.startswith(prefix)]
            left = [row for row in left if not row.code.startswith(prefix)]
        yield LimitGroup(anchor, title, tuple(fitting))
    yield LimitGroup(*OTHERS, tuple(left))
