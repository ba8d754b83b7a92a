"""Legal time limits as dated rules, and which of them holds on a day."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from services.complaints.domain.in_force import is_in_force


class Unit(StrEnum):
    """What a limit counts: working days 工作日, days 日, months, years, hours, minutes."""

    WORKING_DAY = "wd"
    DAY = "d"
    MONTH = "m"
    YEAR = "y"
    HOUR = "h"
    MINUTE = "min"

    @property
    def by_the_clock(self) -> bool:
        """Whether it runs from the set moment and not from the next day (民法典 art 201)."""
        return self in {Unit.HOUR, Unit.MINUTE}


_NAMES: Mapping[Unit, tuple[str, str]] = {
    Unit.WORKING_DAY: ("个工作日", "working day"),
    Unit.DAY: ("日", "day"),
    Unit.MONTH: ("个月", "month"),
    Unit.YEAR: ("年", "year"),
    Unit.HOUR: ("小时", "hour"),
    Unit.MINUTE: ("分钟", "minute"),
}


@dataclass(frozen=True)
class Span:
    """A length of time in one unit; 0 working days stand for the same day 当日."""

    number: int
    unit: Unit

    @property
    def code(self) -> str:
        """How a person types it: `5wd`."""
        return f"{self.number}{self.unit.value}"

    @property
    def names(self) -> Mapping[str, str]:
        """How it is written, `{"zh": "15 个工作日", "en": "15 working days"}`."""
        if self.number == 0:
            return {"zh": "当日", "en": "same day"}
        chinese, english = _NAMES[self.unit]
        many = "" if self.number == 1 else "s"
        return {"zh": f"{self.number} {chinese}", "en": f"{self.number} {english}{many}"}


@dataclass(frozen=True, kw_only=True)
class Extension:
    """By how much a limit may be extended and who approves it.

    Args:
        number: at most so many; None where the approver sets it.
        approver: code, e.g. `head`; `approval` says it in words, `{"zh": …, "en": …}`.
    """

    number: int | None
    unit: Unit
    approver: str
    approval: Mapping[str, str]
    basis: str
    verified: bool

    @property
    def span(self) -> Span | None:
        """The most it adds; None where the approver sets it."""
        return None if self.number is None else Span(self.number, self.unit)


@dataclass(frozen=True, kw_only=True)
class StopEvent:
    """What does not count towards a limit, with the article that says so."""

    code: str
    title: Mapping[str, str]
    basis: str
    verified: bool = True


class CutOff(StrEnum):
    """After which moment of its day a receipt is taken as one of the next working day."""

    CLOSING = "closing"
    NOON = "noon"


@dataclass(frozen=True, kw_only=True)
class TimeLimit:
    """One row of the limits.

    Args:
        code: e.g. `T-FILE`; rows of one code never overlap in time.
        family: what successive codes have in common: `T-MED` for `T-MED-OLD`, `T-MED-NEW`.
        title: the duty, `{"zh": …, "en": …}`; `trigger` is what starts it, alike.
        span: None where the law gives no number.
        extensions: in the order in which they may be given.
        begins_before_receipt: whether what starts it may lie before the receipt.
        waited_for: whether it is a period that passes by itself, so that nobody is pressed for it.
        is_right: whether it is the time for using a right, which lapses unused and is never late.
        cut_off: None where a late receipt makes no difference.
        basis_kind: `law`, `promise` or `design`; only the first is shown as law.
        note: what is not certain about the row; None when nothing.
    """

    code: str
    family: str
    title: Mapping[str, str]
    trigger: Mapping[str, str]
    span: Span | None
    extensions: tuple[Extension, ...]
    stops: tuple[StopEvent, ...]
    effective_from: date
    effective_to: date | None
    province: str | None
    city: str | None
    basis_kind: str
    basis: str
    verified: bool
    note: str | None
    cut_off: CutOff | None = None
    begins_before_receipt: bool = False
    waited_for: bool = False
    is_right: bool = False

    def in_time(self, on: date) -> bool:
        """Tell whether the row is in force on a day, wherever that is."""
        return is_in_force(self, on)

    def holds(self, on: date, city: str | None = None, province: str | None = None) -> bool:
        """Tell whether the row is in force on a day in a city (id, or None for the country)."""
        if self.city is not None:
            return self.in_time(on) and self.city == city
        return self.in_time(on) and self.province in (None, province)

    @property
    def extended(self) -> Span | None:
        """The whole span once the first extension is approved; None where there is none."""
        first = self.extensions[0] if self.extensions else None
        if self.span is None or first is None or first.number is None:
            return None
        return Span(self.span.number + first.number, self.span.unit)


class LimitMissing(LookupError):
    """No row of a limit holds on a day."""


@dataclass(frozen=True)
class TimeLimits:
    """All rows as loaded, and the province of each city."""

    rows: Sequence[TimeLimit]
    provinces: Mapping[str, str] = field(default_factory=dict)

    @property
    def cities(self) -> tuple[str, ...]:
        """The ids of all cities that something is known of."""
        return tuple(sorted({*self.provinces, *(row.city for row in self.rows if row.city)}))

    def of(self, code: str) -> tuple[TimeLimit, ...]:
        """Return every row of a code or a family, of all times and places."""
        return tuple(row for row in self.rows if code in (row.code, row.family))

    def in_force(self, code: str, on: date, *, city: str | None = None) -> TimeLimit:
        """Return the row of a code or a family that holds on a day.

        A city's own row comes before its province's, and that before the country's.

        Raises:
            LimitMissing: there is none.
        """
        province = self.provinces.get(city or "")
        fitting = [row for row in self.of(code) if row.holds(on, city, province)]
        if not fitting:
            raise LimitMissing(f"no time limit {code} on {on.isoformat()} in {city}")
        return max(fitting, key=lambda row: (row.city is not None, row.province is not None))
