"""What a check answers: kept, broken by how much, or cannot tell and why."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from services.complaints.domain.commitments.commitment import Names


class Finding(StrEnum):
    """The three answers."""

    KEPT = "kept"
    BROKEN = "broken"
    CANNOT_TELL = "cannot_tell"


class Why(StrEnum):
    """Why it is so, for programs; all but the first two mean that nobody can tell.

    `not_covered`: the promise does not mean this case. `missing_event`, `missing_condition`,
    `missing_figure`: something was not told. `time_needed`: a day was told where an hour is
    needed. `not_over_yet`: it may still be done in time. `out_of_order`: the end lies before the
    start. `outside_hours`: begun outside office hours, and the notice does not say what then.
    `reading_unclear`: within the limit under one reading of the notice only. `one_of_many`: one
    case, where an average was promised. `no_number`: the notice gives none. `not_in_force`,
    `not_due`: too early. `dates_conflict`: the notice contradicts itself about the day.
    `in_future`: what is told has not happened.
    """

    KEPT = "kept"
    BROKEN = "broken"
    NOT_COVERED = "not_covered"
    MISSING_EVENT = "missing_event"
    MISSING_CONDITION = "missing_condition"
    MISSING_FIGURE = "missing_figure"
    TIME_NEEDED = "time_needed"
    NOT_OVER_YET = "not_over_yet"
    OUT_OF_ORDER = "out_of_order"
    OUTSIDE_HOURS = "outside_hours"
    READING_UNCLEAR = "reading_unclear"
    ONE_OF_MANY = "one_of_many"
    NO_NUMBER = "no_number"
    NOT_IN_FORCE = "not_in_force"
    NOT_DUE = "not_due"
    DATES_CONFLICT = "dates_conflict"
    IN_FUTURE = "in_future"


_FINDINGS = {Why.KEPT: Finding.KEPT, Why.BROKEN: Finding.BROKEN}


@dataclass(frozen=True)
class Said:
    """A sentence to translate; among its values may be names in both languages."""

    text: str
    params: Mapping[str, str | Names] = field(default_factory=dict)


@dataclass(frozen=True)
class Quantity:
    """A number with its unit; `at_least` where the true one may be larger."""

    value: Decimal
    unit: str
    at_least: bool = False


@dataclass(frozen=True)
class Missing:
    """What was not told: an event, a condition or a figure, and who would have to prove it."""

    kind: str
    id: str
    name: Names
    proved_by: Names | None = None
    proof: Names | None = None


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """The answer for one promise.

    Args:
        why: the reason as a word; `reason` is its sentence.
        by: by how much it was broken; None otherwise.
        measured: what was measured, where anything could be.
        due_at: until when it would have been kept; None for figures.
        steps: the arithmetic, in order.
        missing: what would change the answer.
    """

    why: Why
    reason: Said
    by: Quantity | None = None
    measured: Quantity | None = None
    due_at: datetime | None = None
    steps: tuple[Said, ...] = ()
    missing: tuple[Missing, ...] = ()

    @property
    def finding(self) -> Finding:
        """One of the three answers."""
        return _FINDINGS.get(self.why, Finding.CANNOT_TELL)
