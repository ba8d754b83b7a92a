"""Periods of publicity and how a deduction fades within them."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from fractions import Fraction


@dataclass(frozen=True)
class Period:
    """From the finding to the shortest and to the longest day of publicity.

    Nothing can be repaired before `shortest_until`; the record leaves publicity by itself on
    `longest_until`.
    """

    starts_on: date
    shortest_until: date
    longest_until: date

    def days_past_shortest(self, valid_on: date) -> int:
        """Return how many days of fading have passed; 0 on the day the shortest period is over."""
        return max(0, (valid_on - self.shortest_until).days)

    def is_over(self, valid_on: date) -> bool:
        """Tell whether the longest period has ended by that day."""
        return valid_on >= self.longest_until

    def share(self, valid_on: date) -> Fraction:
        """Return the part of a deduction that still counts.

        1 until the shortest period is over, then a straight line towards one half on the last
        day of the longest, 0 from then on. Days are calendar days: 101 of the 273 days from
        2026-08-18 to 2027-05-18 have passed on 2026-11-27, so 1 − 101/273/2 = 81.5 % is left.
        """
        if self.is_over(valid_on):
            return Fraction(0)
        passed = self.days_past_shortest(valid_on)
        if passed == 0:
            return Fraction(1)
        return 1 - Fraction(passed, 2 * (self.longest_until - self.shortest_until).days)


def period_of(starts_on: date, *, shortest_months: int, longest_months: int) -> Period:
    """Return the period of publicity that begins with a finding."""
    return Period(
        starts_on,
        months_after(starts_on, shortest_months),
        months_after(starts_on, longest_months),
    )


def months_after(day: date, months: int) -> date:
    """Return the same day some months later (or earlier), the month's last where it is missing."""
    index = day.year * 12 + day.month - 1 + months
    year, month = index // 12, index % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))
