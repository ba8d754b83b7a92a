"""What late payment adds: the late fine 加处罚款 and the sum on late returned income.

Source: 价格违法行为行政处罚规定 art 21: 3 % of the fine for each day it is late, 2 ‰ of what is to
be given back for each day. That the late fine is never above the fine, and is not counted during
reconsideration or suit, is from knowledge of 行政处罚法 and 行政强制法.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from services.complaints.domain.catalogue.weighing import round_money

FINE_A_DAY = Decimal("0.03")
INCOME_A_DAY = Decimal("0.002")
_ZERO = Decimal("0.00")


@dataclass(frozen=True, kw_only=True)
class Period:
    """Days on which a late fine is not counted, both included; `to_on` None while it lasts."""

    from_on: date
    to_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class LateSum:
    """What is added until a day, with how it comes about.

    Args:
        base: what was to be paid and was not, CNY.
        late: calendar days after the last day for paying that count.
        left_out: such days that do not count.
        capped: whether it reached the base and grows no further.
    """

    base: Decimal
    rate: Decimal
    late: int
    left_out: int
    amount: Decimal
    capped: bool = False


def late_fine(fine: Decimal, pay_by: date, until: date, pauses: Iterable[Period] = ()) -> LateSum:
    """Return the late fine on an unpaid fine until a day, that day included.

    Args:
        fine: CNY.
        pay_by: the last day for paying; the day after it is the first that counts.
        until: the day of payment, or today.
        pauses: reconsiderations and suits.
    """
    late, left_out = _days(pay_by, until, pauses)
    whole = round_money(fine * FINE_A_DAY * late)
    return LateSum(
        base=fine,
        rate=FINE_A_DAY,
        late=late,
        left_out=left_out,
        amount=min(whole, fine),
        capped=whole > fine,
    )


def late_income(income: Decimal, return_by: date, until: date) -> LateSum:
    """Return what is added to income that is not given back in time until a day, included."""
    late, _ = _days(return_by, until, ())
    amount = round_money(income * INCOME_A_DAY * late)
    return LateSum(base=income, rate=INCOME_A_DAY, late=late, left_out=0, amount=amount)


def _days(by: date, until: date, pauses: Iterable[Period]) -> tuple[int, int]:
    """Return how many days after `by` up to and with `until` count, and how many do not."""
    every = max(0, (until - by).days)
    paused = set[date]()
    for pause in pauses:
        first, last = max(pause.from_on, by + timedelta(1)), min(pause.to_on or until, until)
        paused |= {first + timedelta(days=n) for n in range((last - first).days + 1)}
    return every - len(paused), len(paused)
