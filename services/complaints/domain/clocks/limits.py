"""Legal time limits as dated rules, and which of them holds on a day."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Unit(StrEnum):
    """What a limit counts: working days 工作日, calendar days 日, years 年."""

    WORKING_DAY = "wd"
    DAY = "d"
    YEAR = "y"


@dataclass(frozen=True)
class Span:
    """A length of time, one or more of a unit."""

    number: int
    unit: Unit


@dataclass(frozen=True, kw_only=True)
class Extension:
    """By how much a limit may be extended, and who approves it: `{"zh": …, "en": …}`."""

    number: int
    unit: Unit
    approval: Mapping[str, str]
    basis: str
    verified: bool


@dataclass(frozen=True, kw_only=True)
class StopEvent:
    """What does not count towards a limit, with the article that says so."""

    code: str
    title: Mapping[str, str]
    basis: str


@dataclass(frozen=True, kw_only=True)
class TimeLimit:
    """One row of the limits.

    Args:
        code: e.g. `T-FILE`; rows of one code never overlap in time.
        family: what successive codes have in common: `T-MED` for `T-MED-OLD`, `T-MED-NEW`.
        title: the duty, `{"zh": …, "en": …}`; `trigger` is what starts it, alike.
        span: None where the law gives no number.
        basis_kind: `law`, `promise` or `design`; only the first is shown as law.
        note: what is not certain about the row; None when nothing.
    """

    code: str
    family: str
    title: Mapping[str, str]
    trigger: Mapping[str, str]
    span: Span | None
    extension: Extension | None
    stops: tuple[StopEvent, ...]
    effective_from: date
    effective_to: date | None
    province: str | None
    city: str | None
    basis_kind: str
    basis: str
    verified: bool
    note: str | None

    def holds(self, on: date, city: str | None = None) -> bool:
        """Tell whether the row is in force on a day in a city (id, or None for the country)."""
        begun = self.effective_from <= on
        ended = self.effective_to is not None and self.effective_to < on
        return begun and not ended and self.city in (None, city)

    @property
    def extended(self) -> Span | None:
        """The whole span once the extension is approved; None where there is none."""
        if self.span is None or self.extension is None or self.span.unit != self.extension.unit:
            return None
        return Span(self.span.number + self.extension.number, self.span.unit)


class LimitMissing(LookupError):
    """No row of a limit holds on a day."""


@dataclass(frozen=True)
class TimeLimits:
    """All rows, as loaded."""

    rows: Sequence[TimeLimit]

    def in_force(self, code: str, on: date, *, city: str | None = None) -> TimeLimit:
        """Return the row of a code or a family that holds on a day; a city's own row first.

        Raises:
            LimitMissing: there is none.
        """
        fitting = [row for row in self.rows if code in (row.code, row.family)]
        fitting = [row for row in fitting if row.holds(on, city)]
        if not fitting:
            raise LimitMissing(f"no time limit {code} on {on.isoformat()} in {city}")
        return max(fitting, key=lambda row: row.city is not None)
