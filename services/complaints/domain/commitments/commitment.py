"""Promises of the notices that can be measured, as dated rules."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from enum import StrEnum

from services.complaints.domain.in_force import is_in_force

Names = Mapping[str, str]
"""A name in both languages: `{"zh": …, "en": …}`."""


class Kind(StrEnum):
    """How a promise is measured.

    `same_day`: ended on the day it began. `hours`: each case within a number of hours.
    `mean_hours`: the average of a period. `instant`: at once, without a number. `at_most`,
    `at_least`: a count or an amount. `share`: a percentage that must be reached. `reduction`: by
    how many per cent a figure fell. `yes_no`: done or not. `no_number`: nothing can be measured.
    """

    SAME_DAY = "same_day"
    HOURS = "hours"
    MEAN_HOURS = "mean_hours"
    INSTANT = "instant"
    AT_MOST = "at_most"
    AT_LEAST = "at_least"
    SHARE = "share"
    REDUCTION = "reduction"
    YES_NO = "yes_no"
    NO_NUMBER = "no_number"


@dataclass(frozen=True, kw_only=True)
class Condition:
    """What must be so for the promise to hold, who must prove it and with what."""

    id: str
    name: Names
    proved_by: Names
    proof: Names


@dataclass(frozen=True, kw_only=True)
class Part:
    """One thing of a yes-or-no promise that must be done."""

    id: str
    name: Names


@dataclass(frozen=True, kw_only=True)
class EventName:
    """A point in time that promises are measured from or to, and how people call it."""

    id: str
    zh: str
    en: str
    aliases: tuple[str, ...]

    @property
    def names(self) -> Names:
        """The name in both languages."""
        return {"zh": self.zh, "en": self.en}


@dataclass(frozen=True, kw_only=True)
class CitySettings:
    """What the notices leave open, set per city until the port publishes its own hours.

    Args:
        id: the city.
        office_from: when the offices open on a working day, +08:00; `office_until` when they close.
        morning_until: when 上午 ends.
        instant_kept_minutes: how late 即时 still is; above `instant_broken_minutes` it is not under
            any reading, between the two nobody can tell.
    """

    id: str
    office_from: time
    office_until: time
    morning_until: time
    instant_kept_minutes: int
    instant_broken_minutes: int
    effective_from: date
    effective_to: date | None
    basis_kind: str
    basis: str
    verified: bool


@dataclass(frozen=True, kw_only=True)
class Commitment:
    """One measurable promise: a row of the duties matrix with its clock.

    Args:
        id: `jiaxing/2-7#2`: city and number as in the notice, with `#2` for a second promise.
        duty: key of the row of duties, `JX-2-7#2`.
        text: the notice's own words.
        limit: in `unit`; None without a number.
        start: id of the event it is measured from; None for figures. `end` is the event to.
        shown_by: events that cannot come before the end, so that they show it was there by then.
        starts_until: name of the city setting after which a start is not covered; None without.
        only_on: `weekend` where only goods that arrive then are meant.
        reading: `office_hours` where the notice does not say whether only these count.
        conditions: what the promise depends on, in the notice's words.
        conflicts_with: duty that promises the same for another day; `conflict_on` that day.
        deadline: the day the notice sets; from the day after the promise is a standing one.
    """

    id: str
    duty: str
    name: Names
    text: str
    kind: Kind
    limit: Decimal | None
    unit: str | None
    start: str | None
    end: str | None
    shown_by: tuple[str, ...]
    starts_until: str | None
    only_on: str | None
    reading: str | None
    parts: tuple[Part, ...]
    conditions: tuple[Condition, ...]
    conflicts_with: str | None
    conflict_on: date | None
    note: Names | None
    deadline: date | None
    source: str
    city: str
    effective_from: date
    effective_to: date | None
    basis_kind: str
    basis: str
    verified: bool

    @property
    def events(self) -> tuple[str, ...]:
        """The events it is measured by, the start first."""
        return tuple(event for event in (self.start, self.end, *self.shown_by) if event)

    @property
    def measure(self) -> str:
        """The measure without the number of its promise: `jiaxing/2-7`."""
        return self.id.partition("#")[0]

    def in_force(self, on: date) -> bool:
        """Tell whether the promise stands on a day."""
        return is_in_force(self, on)
