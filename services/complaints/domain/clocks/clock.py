"""One running or met time limit of a case."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, kw_only=True)
class ClockStep:
    """One sentence of the arithmetic: a text to translate and the values in it."""

    message: str
    params: Mapping[str, str]

    @property
    def sentence(self) -> str:
        """The step in Chinese."""
        return self.message % self.params


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

    @property
    def is_open(self) -> bool:
        """Whether the duty is still to be met."""
        return self.met_on is None
