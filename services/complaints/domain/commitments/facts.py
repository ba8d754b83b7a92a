"""What somebody tells of one case: when things happened, what holds, which figures."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from shared.clock import SHANGHAI, local_date

_LAST = time(23, 59, 59, 999999)


@dataclass(frozen=True)
class Moment:
    """When something happened, as exactly as it is known.

    `latest` is None where it had not happened yet at `earliest`; both are the same where the
    instant is known, beginning and end of the day where only the day is.
    """

    earliest: datetime
    latest: datetime | None

    @classmethod
    def at(cls, instant: datetime) -> "Moment":
        """Return an instant."""
        return cls(instant, instant)

    @classmethod
    def on(cls, day: date) -> "Moment":
        """Return some time of a legal day."""
        begin = datetime.combine(day, time.min, tzinfo=SHANGHAI)
        return cls(begin, datetime.combine(day, _LAST, tzinfo=SHANGHAI))

    @classmethod
    def not_yet(cls, instant: datetime) -> "Moment":
        """Return some time after an instant, maybe never."""
        return cls(instant, None)

    @property
    def is_exact(self) -> bool:
        """Whether the instant is known."""
        return self.earliest == self.latest

    @property
    def is_open(self) -> bool:
        """Whether it had not happened yet."""
        return self.latest is None

    @property
    def first_on(self) -> date:
        """The first legal day it can have happened on."""
        return local_date(self.earliest)

    @property
    def last_on(self) -> date | None:
        """The last legal day it can have happened on."""
        return None if self.latest is None else local_date(self.latest)


@dataclass(frozen=True, kw_only=True)
class Told:
    """One event; `ref` tells apart the certificates or declarations of one list."""

    event: str
    moment: Moment
    ref: str = ""


@dataclass(frozen=True, kw_only=True)
class Figures:
    """Numbers that were reported; None is not known.

    Args:
        value: the figure itself, in the unit of the promise.
        base: what it was before, for a reduction.
        part: how many of `whole`, for a share; `excepted` of these do not count.
        on: the day the figures are of.
        answers: yes or no by part of the promise.
    """

    value: Decimal | None = None
    base: Decimal | None = None
    part: Decimal | None = None
    whole: Decimal | None = None
    excepted: Decimal | None = None
    on: date | None = None
    answers: Mapping[str, bool] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Facts:
    """All that was told; `conditions` by id, one that is absent is not known."""

    events: Sequence[Told] = ()
    conditions: Mapping[str, bool] = field(default_factory=dict)
    figures: Figures = Figures()

    def moment(self, event: str | None, ref: str | None = None) -> Moment | None:
        """Return when an event happened; the first one told, of one `ref` where it is given."""
        found = (told for told in self.events if told.event == event)
        return next((told.moment for told in found if ref in (None, told.ref)), None)


@dataclass(frozen=True)
class Range:
    """A length of time between two bounds; `longest` is None without an upper one."""

    shortest: timedelta
    longest: timedelta | None


def elapsed(start: Moment, end: Moment) -> Range:
    """Return how long it took; below zero where the end may lie before the start."""
    begun = start.latest or start.earliest
    longest = None if end.latest is None else end.latest - start.earliest
    return Range(end.earliest - begun, longest)
