"""One running or met time limit of a case."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

ENGLISH = "_en"


@dataclass(frozen=True, kw_only=True)
class ClockStep:
    """One sentence of the arithmetic: a text to translate and the values in it.

    A value that is a name stands in Chinese under its own key and in English under `…_en`.
    """

    message: str
    params: Mapping[str, str]

    @property
    def sentence(self) -> str:
        """The step in Chinese."""
        return self.message % self.params

    def values(self, language: str) -> Mapping[str, str]:
        """Return the values in a language, `zh` or `en`."""
        if language != "en":
            return self.params
        return {
            name: self.params.get(f"{name}{ENGLISH}", each) for name, each in self.params.items()
        }


@dataclass(frozen=True, kw_only=True)
class ClockPause:
    """Days of a clock that do not count 不计入.

    Args:
        reason: its code in the rule of the limit; `title` says it, `{"zh": …, "en": …}`.
        from_on: the first day that does not count, the day after the pause was recorded.
        to_on: the last such day; None while the clock stands still.
    """

    reason: str
    title: Mapping[str, str]
    from_on: date
    basis: str
    to_on: date | None = None

    @property
    def event_on(self) -> date:
        """The day of what stopped the clock, which itself still counts."""
        return self.from_on - timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class ClockExtension:
    """An extension 延长 that was approved.

    Args:
        number: in the unit of the limit.
        approver: its code in the rule of the limit, e.g. `head`.
        by: `sub` of the person who approved.
    """

    number: int
    approver: str
    approval: Mapping[str, str]
    approved_on: date
    by: str


@dataclass(frozen=True, kw_only=True)
class ClockRung:
    """A step of supervision 督办 of a clock.

    Args:
        at: when it is taken, at the beginning of work, in UTC.
        noted_at: when the clock process took it; None before.
    """

    code: str
    at: datetime
    noted_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Clock:
    """A time limit as it was computed; an edit of the case never moves it.

    Args:
        code: the limit's code in the rules, e.g. `T-FILE`.
        title: its names, `{"zh": …, "en": …}`.
        started_on: the day of the trigger; counting begins the day after.
        due_on: the last day on which the duty is met in time.
        provisional: whether the calendar of that year is not published yet.
        steps: the arithmetic, in order of counting.
        basis: the article or who promised.
        basis_kind: `law`, `promise` or `design`.
        met_on: the day the duty was met; None while it runs.
        pauses, extensions: in the order in which they were recorded; only the last pause may be
            without an end.
        stops: codes of the reasons for which its rule lets it stand still; None where an older
            release kept it without them.
        ladder: the steps by which it is pressed for, in order; empty for limits in hours.
        is_right: whether it is the time for using a right, which nobody is late with.
    """

    code: str
    title: Mapping[str, str]
    started_on: date
    due_on: date
    provisional: bool
    steps: tuple[ClockStep, ...]
    basis: str
    basis_kind: str
    met_on: date | None = None
    pauses: tuple[ClockPause, ...] = ()
    extensions: tuple[ClockExtension, ...] = ()
    stops: tuple[str, ...] | None = None
    ladder: tuple[ClockRung, ...] = ()
    is_right: bool = False

    @property
    def is_due(self) -> bool:
        """Whether somebody must act by its day: it runs, and is no right."""
        return self.is_running and not self.is_right

    @property
    def is_open(self) -> bool:
        """Whether the duty is still to be met."""
        return self.met_on is None

    @property
    def stands_still(self) -> bool:
        """Whether a pause has begun that has not ended."""
        return self.is_open and bool(self.pauses) and self.pauses[-1].to_on is None

    @property
    def is_running(self) -> bool:
        """Whether its due day can pass: open, and not standing still."""
        return self.is_open and not self.stands_still

    @property
    def next_rung(self) -> ClockRung | None:
        """The next step of supervision while it runs, None where none is left."""
        left = (rung for rung in self.ladder if rung.noted_at is None)
        return next(left, None) if self.is_running else None

    @property
    def may_stop(self) -> bool:
        """Whether it runs and its rule lists a reason to stand still, as far as is known."""
        return self.is_running and self.stops != ()
