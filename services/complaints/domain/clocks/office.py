"""When a receipt counts: the office hours of a city, and receipts that came too late in the day.

Source: 民法典 art 203 (a period ends with business hours where there are such). The day of a late
receipt is its own day all the same, unless a rule says otherwise: then it is one of the next
working day.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from services.complaints.domain.clocks.calendar import Calendar
from services.complaints.domain.clocks.limits import CutOff
from services.complaints.domain.clocks.step import Step
from services.complaints.domain.in_force import is_in_force
from shared.clock import SHANGHAI, local_date
from shared.words import N_


@dataclass(frozen=True, kw_only=True)
class OfficeHours:
    """Until when a city's offices take things in; a dated setting of the city.

    Args:
        city: id; None for every city without a row of its own.
        opening: from when the offices work.
        noon: until when something is of the morning; `closing` until when it is of the day.
    """

    city: str | None
    province: str | None
    name: Mapping[str, str]
    noon: time
    closing: time
    effective_from: date
    effective_to: date | None
    basis_kind: str
    basis: str
    verified: bool
    opening: time = time(9)

    def holds(self, on: date, city: str | None) -> bool:
        """Tell whether these are the hours of a city on a day."""
        return is_in_force(self, on) and self.city in (None, city)

    def until(self, cut_off: CutOff) -> time:
        """Return the last moment in time."""
        return self.noon if cut_off is CutOff.NOON else self.closing


@dataclass(frozen=True)
class Receipt:
    """When something came: the day at +08:00, and the instant where it is known."""

    on: date
    at: datetime | None = None

    @classmethod
    def of_instant(cls, at: datetime) -> "Receipt":
        """Return the receipt of an aware instant."""
        return cls(local_date(at), at)


def hours_of(hours: Sequence[OfficeHours], on: date, city: str | None) -> OfficeHours | None:
    """Return the hours of a city on a day, its own before those of every city."""
    fitting = [each for each in hours if each.holds(on, city)]
    return max(fitting, key=lambda each: each.city is not None, default=None)


def counted_as(
    receipt: Receipt, cut_off: CutOff | None, hours: OfficeHours | None, calendar: Calendar
) -> tuple[date, tuple[Step, ...]]:
    """Return the day a receipt is taken as one of, with the reason where that is another day.

    A receipt without a time of day came in time on that day.
    """
    if cut_off is None:
        return receipt.on, ()
    if calendar.is_rest(receipt.on):
        return _moved(receipt.on, calendar, N_("%(day)s 是休息日，视为 %(moved)s 收到"), {})
    if receipt.at is None or hours is None:
        return receipt.on, ()
    came, until = receipt.at.astimezone(SHANGHAI).time(), hours.until(cut_off)
    if came <= until:
        return receipt.on, ()
    message = N_("%(day)s %(came)s 收到，已过 %(until)s 的截止时刻，视为 %(moved)s 收到")
    return _moved(
        receipt.on, calendar, message, {"came": f"{came:%H:%M}", "until": f"{until:%H:%M}"}
    )


def _moved(
    day: date, calendar: Calendar, message: str, more: Mapping[str, str]
) -> tuple[date, tuple[Step, ...]]:
    moved = calendar.working_day_from(day, 1)
    params = {"day": day.isoformat(), "moved": moved.isoformat(), **more}
    return moved, (Step(message, params),)
